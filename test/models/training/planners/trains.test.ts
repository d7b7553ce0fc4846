import { describe, expect, it } from "vitest";
import { trainMasks } from "../../../../models/training/planners/trains.ts";
import { unit } from "../units.ts";

/** The trains of all magnitudes of `line` as text, slot 0 first: `x` fires. */
function trains(values: Parameters<typeof unit>[0], line: "row" | "column", pulses: number, threshold = 1): string[] {
  const shape = unit({ product: "coincidence", rounding: "round", ...values });
  const masks = trainMasks(shape, line, { pulses, shift: 0, threshold });
  return Array.from(masks, (mask) =>
    Array.from({ length: shape.maxPulses }, (_, slot) => ((mask >>> slot) & 1 ? "x" : ".")).join(""),
  );
}

describe("trainMasks(shape, line, registers)", () => {
  const TWO_BITS = { xBits: 2, deltaBits: 3, maxPulses: 3 };

  it("binary-count: the first m slots, cut after `pulses`", () => {
    expect(trains({ ...TWO_BITS, encoding: "binary-count" }, "row", 3)).toEqual(["...", "x..", "xx.", "xxx"]);
    expect(trains({ ...TWO_BITS, encoding: "binary-count" }, "row", 2)).toEqual(["...", "x..", "xx.", "xx."]);
  });

  it("sign: one slot from the threshold on, never for 0", () => {
    const sign = { ...TWO_BITS, encoding: "sign", maxPulses: 1 };
    expect(trains(sign, "row", 1, 2)).toEqual([".", ".", "x", "x"]);
    expect(trains(sign, "row", 1, 0)).toEqual([".", "x", "x", "x"]);
  });

  it("mean-count: rows count from the front, columns spread evenly", () => {
    const mean = { ...TWO_BITS, encoding: "mean-count", maxPulses: 4 };
    expect(trains(mean, "row", 4)).toEqual(["....", "x...", "xx..", "xxx."]);
    for (const [count, train] of trains(mean, "column", 4).entries())
      expect(train.replaceAll(".", ""), `magnitude ${count}`).toHaveLength(count);
  });

  it("deterministic: rows fire where the magnitude is above the ramp, so often as its part of the slots", () => {
    const ramp = { ...TWO_BITS, encoding: "deterministic", maxPulses: 8 };
    expect(trains(ramp, "row", 8)).toEqual(["........", "xx......", "xxxx....", "xxxxxx.."]);
    const columns = trains(ramp, "column", 8).map((train) => train.replaceAll(".", "").length);
    expect(columns).toEqual([0, 2, 4, 6]);
  });
});
