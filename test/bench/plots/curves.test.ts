import { describe, expect, it } from "vitest";
import { curvesOf } from "./curves.ts";
import { apart, drawCurves } from "./draw-curves.ts";
import { SAMPLE } from "./sample.ts";
import { decadeScale, fromZeroScale } from "./scales.ts";

const drawings = curvesOf(SAMPLE);
const of = (id: string) => {
  const found = drawings.find((each) => each.id === id);
  if (found === undefined) throw new Error(`no drawing ${id}`);
  return found;
};
const pointsOf = (id: string) =>
  Object.fromEntries(of(id).curves.map(({ label, points }) => [label, points.map(([, value]) => value)]));

describe("curvesOf(measured)", () => {
  it("has time, rate, memory and workers, each against all sizes", () => {
    expect(drawings.map(({ id }) => id)).toEqual(["time", "rate", "memory", "workers"]);
    for (const { curves } of drawings)
      for (const { points, label } of curves)
        expect(points.map(([x]) => x)).toEqual(label.endsWith("C++") ? [300_000] : [10_000, 100_000, 1_024_000]);
  });

  it("gives seconds, designs a second, MiB, and times as fast", () => {
    expect(pointsOf("time")).toMatchObject({
      "sweep, 2 workers, nothing known": [0.1, 1, 10.24],
      "judging alone, 1 thread": [0.01, 0.05, 0.256],
    });
    expect(pointsOf("rate")).toEqual({
      "the same arithmetic in C++": [1e7],
      "in rows, 1 thread": [1e6, 2e6, 4e6],
      "sweep, 2 workers, prices known": [4e5, 4e5, 4e5],
      "one by one, 1 thread": [1e4, 1e4, 1e4],
    });
    expect(pointsOf("memory")).toMatchObject({ "sweep, 2 workers": [400, 400, 400] });
    expect(pointsOf("workers")).toEqual({ "prices known": [2, 2, 2], "nothing known": [1.25, 1.25, 1.25] });
  });

  it("has a line of what would be linear from the largest space down", () => {
    const [linear] = of("time").guides;
    expect(linear).toMatchObject({ to: [1_024_000, 0.256], from: [10_000, 0.0025] });
  });

  it("leaves out C++ where there was no compiler", () => {
    const { baseline: _, ...rest } = SAMPLE;
    const [, rate] = curvesOf(rest);
    expect(rate?.curves.map(({ label }) => label)).not.toContain("the same arithmetic in C++");
  });
});

describe("decadeScale(values, unit, style)", () => {
  it("has a tick at each power of ten, in the unit of the axis", () => {
    const ticks = (...given: Parameters<typeof decadeScale>) => decadeScale(...given).ticks;
    expect(ticks([0.02, 300], 1).map(({ label }) => label)).toEqual(["0.1", "1", "10", "100"]);
    expect(ticks([8e4, 3e7], 1e6)).toMatchObject([
      { value: 1e5, label: "0.1" },
      { value: 1e6, label: "1" },
      { value: 1e7, label: "10" },
    ]);
    expect(ticks([1e4, 1e8], 1, "powers").map(({ label }) => label)).toEqual(["10⁴", "10⁵", "10⁶", "10⁷", "10⁸"]);
  });

  it("has air at both ends, where no value is hidden by the frame", () => {
    const [low, high] = decadeScale([10, 1000], 1).domain;
    expect([low < 10, high > 1000]).toEqual([true, true]);
  });
});

describe("fromZeroScale(values)", () => {
  it("starts at 0 and ends above the largest", () => {
    expect(fromZeroScale([3, 100])).toMatchObject({ kind: "linear", domain: [0, 106] });
  });
});

describe("apart(wanted, gap)", () => {
  it("leaves what is far enough apart, and moves the others as little as it goes, in their order", () => {
    expect(apart([0, 50, 100], 20)).toEqual([0, 50, 100]);
    expect(apart([12, 10, 100], 20)).toEqual([21, 1, 100]);
    // Two blocks that come to touch are one.
    expect(apart([0, 3, 24], 20)).toEqual([-11, 9, 29]);
  });
});

describe("drawCurves(values)", () => {
  it.each(drawings)("draws $id as it is stored", async (values) => {
    await expect(drawCurves(values).replaceAll("><", ">\n<")).toMatchFileSnapshot(
      `../../reports/golden/bench-${values.id}.svg`,
    );
  });
});
