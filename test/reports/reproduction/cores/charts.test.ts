import { describe, expect, test, vi } from "vitest";
import { alignment, alignmentNote } from "../../../../reports/reproduction/cores/alignment.ts";
import { aspect } from "../../../../reports/reproduction/cores/aspect.ts";
import type { ReproductionChart } from "../../../../reports/reproduction/cores/chart.ts";
import { density } from "../../../../reports/reproduction/cores/density.ts";
import { trio } from "../../../../reports/reproduction/cores/trio.ts";
import { EMPTY_REPRODUCTION, SMALL_REPRODUCTION } from "./sample-reproduction.ts";

// jsdom is slow on a busy machine.
vi.setConfig({ testTimeout: 30_000 });

/** The drawing of the small reproduction, one element a line, so that a change reads well. */
function drawing<Values>(chart: ReproductionChart<Values>): string {
  const values = chart.data(SMALL_REPRODUCTION, "asap7");
  if (values === undefined) throw new Error("nothing to draw");
  return `${String(chart.draw(values, chart.id)).replaceAll("><", ">\n<")}\n`;
}

describe("density", () => {
  test("density.data has a panel a type, a line a group size and a baseline", () => {
    const values = density.data(SMALL_REPRODUCTION, "asap7");
    expect(values?.tiles).toEqual([8, 32]);
    expect(values?.panels.map(({ title, bestGroupSize }) => [title, bestGroupSize])).toEqual([
      ["int8", 2],
      ["fp16", 2],
      ["fp16 aligned", 2],
    ]);
    const [int8] = values?.panels ?? [];
    expect(int8?.series.map(({ name }) => name)).toEqual(["u1", "u2", "sign-flip", "multiplier"]);
    expect(int8?.series[0]?.points).toEqual([{ tile: 32, topsPerMm2: 250, clock: "met" }]);
  });
  test("density.draw is the stored drawing", async () => {
    await expect(drawing(density)).toMatchFileSnapshot("../../golden/reproduction-density.svg");
  });
});

describe("trio", () => {
  test("trio.data sets each bar in proportion to the tables of its own source, the paper's ratio beside fp16", () => {
    const [fp16] = trio.data(SMALL_REPRODUCTION, "asap7")?.groups ?? [];
    expect(fp16?.bars.map(({ source, label, ratio, published }) => [source, label, ratio, published])).toEqual([
      ["model", "tables, µ = 2", 1, undefined],
      ["synthesis", "tables, µ = 2", 1, undefined],
      ["model", "sign-flip", 1.64, 1.64],
      ["synthesis", "sign-flip", 1.6, 1.64],
      ["model", "multiplier", 2.23, 2.23],
    ]);
  });
  test("trio.data splits the area per weight by role", () => {
    const values = trio.data(SMALL_REPRODUCTION, "asap7");
    expect(values?.roles).toEqual(["fetch", "reduce"]);
    const [fetch, reduce] = values?.groups[0]?.bars[0]?.parts ?? [];
    expect(fetch).toBeCloseTo(20 / 3);
    expect(reduce).toBeCloseTo(10 / 3);
  });
  test("trio.draw is the stored drawing", async () => {
    await expect(drawing(trio)).toMatchFileSnapshot("../../golden/reproduction-trio.svg");
  });
});

describe("aspect", () => {
  test("aspect.data divides by the best ratio of each technology", () => {
    const values = aspect.data(SMALL_REPRODUCTION, "asap7");
    expect(values?.aspects).toEqual(["4:1", "1:4"]);
    expect(values?.panels[0]?.lines[0]?.points.map(({ tile, relative }) => [tile, relative])).toEqual([
      ["64×16", 1],
      ["16×64", 1.25],
    ]);
  });
  test("aspect.draw is the stored drawing", async () => {
    await expect(drawing(aspect)).toMatchFileSnapshot("../../golden/reproduction-aspect.svg");
  });
});

describe("alignment", () => {
  test("alignment.data sets sign-flip by tables, native and aligned side by side", () => {
    const inTime = { clock: "met", clockMhz: 500 };
    expect(alignment.data(SMALL_REPRODUCTION, "asap7")?.rows).toEqual([
      { activation: "int8", plain: { groupSize: 2, areaUm2: 3.8, gain: 4 / 3.8, ...inTime } },
      {
        activation: "fp16",
        native: { groupSize: 2, areaUm2: 10, gain: 1.64, ...inTime },
        aligned: { groupSize: 2, areaUm2: 5, gain: 1.1, ...inTime },
      },
    ]);
  });
  test("alignmentNote(values) gives both gains, and draws the conclusion only if the data do", () => {
    const values = alignment.data(SMALL_REPRODUCTION, "asap7");
    if (values === undefined) throw new Error("nothing to say");
    expect(String(alignmentNote(values))).toContain(
      "tables are 1.64× to 1.64× smaller than sign-flip; aligned, 1.10× to 1.10×",
    );
    expect(String(alignmentNote(values))).toContain("behaves as an integer");
    const rows = values.rows.map((row) => (row.native === undefined ? row : { ...row, aligned: row.native }));
    expect(String(alignmentNote({ ...values, rows }))).not.toContain("behaves as an integer");
  });
  test("alignment.draw is the stored drawing", async () => {
    await expect(drawing(alignment)).toMatchFileSnapshot("../../golden/reproduction-alignment.svg");
  });
});

describe("charts of a reproduction without points", () => {
  test("have no data", () => {
    for (const chart of [density, trio, aspect, alignment])
      expect(chart.data(EMPTY_REPRODUCTION, "asap7"), chart.id).toBeUndefined();
  });
});
