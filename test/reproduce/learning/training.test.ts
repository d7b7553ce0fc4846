import { describe, expect, it } from "vitest";
import { builtInDigits } from "../../../models/training/data/digits.ts";
import { arePassesExact } from "../../../models/training/run/passes.ts";
import { CONDITIONS } from "../../../src/reproduce/learning/conditions.ts";
import { taskOf, trainingOf } from "../../../src/reproduce/learning/training.ts";

const DATA = builtInDigits({ training: 10, testing: 10, side: 14 }, 1);
const [LINEAR] = CONDITIONS;

describe("trainingOf(condition, method, data, seed)", () => {
  if (LINEAR === undefined) throw new Error("no conditions");
  const { condition } = LINEAR;

  it("fires at most one pulse, rounded stochastically: the single-step rule", () => {
    const { unit } = trainingOf(condition, "single", DATA, 1);
    expect([unit.maxPulses, unit.product, unit.rounding]).toEqual([1, "multiplier", "stochastic"]);
  });
  it("reads all methods out with the same scale: a pair spans ±2, one device ±1", () => {
    const ranges = (["single", "pair-fixed", "pair-bidirectional", "pair-unidirectional"] as const).map(
      (method) => trainingOf(condition, method, DATA, 1).task.weightRange,
    );
    expect(ranges).toEqual([1, 1, 2, 2]);
  });
  it("puts the passes through the converters of the condition, exact ones through none; floating point never", () => {
    const bits = (id: string) => {
      const found = CONDITIONS.find((each) => each.condition.id === id);
      if (found === undefined) throw new Error(`no condition ${id}`);
      const { dacBits, sumBits, errorBits, readNoise } = trainingOf(
        found.condition,
        "pair-unidirectional",
        DATA,
        1,
      ).task;
      return [dacBits, sumBits, errorBits, readNoise];
    };
    expect(["linear", "linear-passes-8-noise", "linear-16-passes-4"].map(bits)).toEqual([
      [0, 0, 0, 0],
      [8, 8, 8, 0.2],
      [4, 4, 4, 0],
    ]);
    expect(arePassesExact(taskOf(DATA, 0.05))).toBe(true);
  });
  it("refreshes the unidirectional pair only, with as many codes as levels", () => {
    const { unit } = trainingOf(condition, "pair-unidirectional", DATA, 1);
    expect([unit.refresh, unit.adcBits]).toEqual(["open-loop", 6]);
    const verified = trainingOf(condition, "pair-unidirectional-verified", DATA, 1).unit;
    expect([verified.scheme, verified.refresh, verified.adcBits]).toEqual(["pair-unidirectional", "verified", 6]);
    expect(trainingOf(condition, "pair-bidirectional", DATA, 1).unit.refresh).toBe("none");
  });
});
