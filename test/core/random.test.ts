import { describe, expect, it } from "vitest";
import { Random, randomNumber } from "../../src/core/random.ts";

const draw = (seed: number, count: number): number[] => {
  const random = new Random(seed);
  return Array.from({ length: count }, () => random.next());
};

describe("new Random(seed)", () => {
  it("random.next() repeats for the same seed and differs for another", () => {
    expect(draw(1, 5)).toEqual(draw(1, 5));
    expect(draw(1, 5)).not.toEqual(draw(2, 5));
  });

  it("random.next() is mulberry32: the first numbers of T. Ettinger's C code for seed 0", () => {
    expect(draw(0, 3).map((value) => value * 2 ** 32)).toEqual([1_144_304_738, 1_416_247, 958_946_056]);
  });

  it("random.next() stays in 0 … 1 and fills it evenly", () => {
    const tenths = Array.from({ length: 10 }, () => 0);
    for (const value of draw(3, 10_000)) tenths[Math.floor(value * 10)]! += 1;
    expect(tenths.every((count) => count > 850 && count < 1150)).toBe(true);
  });

  it("random.integer(−2, 2) gives all five values, random.bit() both", () => {
    const random = new Random(4);
    const values = new Set(Array.from({ length: 200 }, () => random.integer(-2, 2)));
    expect([...values].toSorted((a, b) => a - b)).toEqual([-2, -1, 0, 1, 2]);
    expect(new Set(Array.from({ length: 50 }, () => random.bit()))).toEqual(new Set([0, 1]));
  });

  it("randomNumber(seed, n) is what the n-th random.next() gives, for seeds above 2^31, too", () => {
    for (const seed of [0, 1, 4_000_000_000])
      expect(Array.from({ length: 5 }, (_, i) => randomNumber(seed, i + 1))).toEqual(draw(seed, 5));
  });
});
