import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { geometricCount, geometricValues } from "../../src/config/geometric-range.ts";

/** The definition, by multiplying: from, from·factor, … up to `to`, rounded, each once. */
function byMultiplying(from: number, to: number, factor: number): number[] {
  const values = new Set<number>();
  for (let value = from; Math.round(value) <= to && values.size < 1e6; value *= factor) values.add(Math.round(value));
  return [...values];
}

describe("geometricValues({ from, to, factor })", () => {
  it("gives powers of two", () => {
    expect(geometricValues({ from: 1, to: 64, factor: 2 })).toEqual([1, 2, 4, 8, 16, 32, 64]);
  });

  it("gives each rounded value once", () => {
    expect(geometricValues({ from: 1, to: 10, factor: 1.5 })).toEqual([1, 2, 3, 5, 8]);
  });

  it("stays at 0", () => {
    expect(geometricValues({ from: 0, to: 10, factor: 2 })).toEqual([0]);
  });

  it("gives every whole number for the factor 1.0000000001 of the issue, at once", () => {
    const values = geometricValues({ from: 1, to: 1024, factor: 1.0000000001 });
    expect(values).toEqual(Array.from({ length: 1024 }, (_, i) => i + 1));
  });

  it("gives what multiplying gives", () => {
    const range = fc.tuple(
      fc.integer({ min: 1, max: 300 }),
      fc.integer({ min: 0, max: 3000 }),
      fc.integer({ min: 1, max: 4000 }),
    );
    fc.assert(
      fc.property(range, ([from, more, thousandths]) => {
        const factor = 1 + thousandths / 1000;
        expect(geometricValues({ from, to: from + more, factor })).toEqual(byMultiplying(from, from + more, factor));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("geometricCount({ from, to, factor })", () => {
  it("is the number of values, however near the factor is to 1", () => {
    for (const factor of [1 + 2 ** -52, 1.0000000001, 1.0001, 1.03, 1.5, 2, 3, 1000, 1e300])
      for (const [from, to] of [
        [1, 1],
        [1, 1024],
        [7, 8],
        [100, 99_000],
        [16, 65_536],
      ] as const)
        expect(geometricCount({ from, to, factor })).toBe(geometricValues({ from, to, factor }).length);
  });

  it("counts 16 777 216 values without making one", () => {
    expect(geometricCount({ from: 1, to: 16_777_216, factor: 1 + 2 ** -52 })).toBe(16_777_216);
  });
});
