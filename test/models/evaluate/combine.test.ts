import { describe, expect, it } from "vitest";
import type { Direction } from "../../../src/core/metric.ts";
import { combined, type TokenTerms } from "../../../models/evaluate/combine.ts";
import { NO_MEMORY } from "../../../models/evaluate/design-terms.ts";
import type { Combination } from "../../../models/workload/workload.ts";

/** Terms of a design that takes these cycles for a token of each workload. */
function termsOf(
  cycles: readonly number[],
  combine: Combination["combine"],
  weights: readonly number[] = cycles.map(() => 1),
): TokenTerms {
  const tokens = cycles.map((each, i) => ({
    name: `w${i}`,
    macsPerToken: 1,
    steps: 1,
    cycles: each,
    memory: NO_MEMORY,
  }));
  return { macsPerToken: 5, steps: 6, cycles: 7, memory: { ...NO_MEMORY, each: { tokens, combine, weights } } };
}

const cyclesOf = ({ cycles }: TokenTerms): number => cycles;

describe("combined(terms, better, of)", () => {
  it.each<[Combination["combine"], Direction, readonly number[] | undefined, number]>([
    ["worst", "minimize", undefined, 8],
    ["worst", "maximize", undefined, 2],
    ["mean", "minimize", undefined, 14 / 3],
    ["mean", "minimize", [3, 1, 0.5], (3 * 2 + 1 * 8 + 0.5 * 4) / 4.5],
    ["mean", "maximize", undefined, 3 / (1 / 2 + 1 / 8 + 1 / 4)],
    ["mean", "maximize", [3, 1, 0.5], 4.5 / (3 / 2 + 1 / 8 + 0.5 / 4)],
    ["geometric-mean", "minimize", undefined, 4],
    ["geometric-mean", "maximize", [2, 1, 1], 2 ** ((2 * 1 + 3 + 2) / 4)],
  ])("of 2, 8 and 4 is the %s (%s, weights %j): %d", (combine, better, weights, expected) => {
    expect(combined(termsOf([2, 8, 4], combine, weights), better, cyclesOf)).toBeCloseTo(expected, 12);
  });

  it.each(["worst", "mean", "geometric-mean"] as const)(
    "is the value itself, to the last bit, where all agree (%s)",
    (combine) => {
      for (const better of ["minimize", "maximize"] as const)
        expect(combined(termsOf([0.1, 0.1, 0.1], combine, [0.3, 0.3, 0.1]), better, cyclesOf)).toBe(0.1);
    },
  );

  it("is none where one of them has none", () => {
    for (const combine of ["worst", "mean", "geometric-mean"] as const)
      expect(combined(termsOf([1, Number.NaN], combine), "minimize", cyclesOf)).toBeNaN();
  });

  it("has the mean rate of the mean time", () => {
    const terms = termsOf([2, 8, 4], "mean", [1, 2, 3]);
    const time = combined(terms, "minimize", cyclesOf);
    expect(combined(terms, "maximize", ({ cycles }) => 1 / cycles)).toBeCloseTo(1 / time, 12);
  });

  it("leaves the terms as they were", () => {
    const terms = termsOf([2, 8], "worst");
    const before = { ...terms };
    combined(terms, "minimize", cyclesOf);
    expect(terms).toEqual(before);
  });
});
