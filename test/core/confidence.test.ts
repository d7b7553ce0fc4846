import { describe, expect, it } from "vitest";
import { intervalOf, isAbove, isBelow, pairedInterval } from "../../src/core/confidence.ts";

describe("intervalOf(values)", () => {
  it("is t · s / √n around the mean: 1, 2, 3, 4, 5 gives 3 ± 2.776 · √2.5 / √5", () => {
    const { mean, half } = intervalOf([1, 2, 3, 4, 5]);
    expect(mean).toBe(3);
    expect(half).toBeCloseTo(1.963, 3);
  });
  it("of two values uses one degree of freedom, 12.706", () => {
    expect(intervalOf([0, 2]).half).toBeCloseTo(12.706, 6);
  });
  it("of 41 values uses t = 2.02 (tables: 2.021)", () => {
    const values = Array.from({ length: 41 }, (_, i) => (i % 2 === 0 ? 1 : -1));
    const deviation = Math.sqrt(values.reduce((sum, each) => sum + (each - 1 / 41) ** 2, 0) / 40);
    expect((intervalOf(values).half / deviation) * Math.sqrt(41)).toBeCloseTo(2.02, 6);
  });
  it("of equal values has no width", () => {
    expect(intervalOf([0.5, 0.5, 0.5])).toEqual({ mean: 0.5, half: 0 });
  });
  it("refuses a single value", () => {
    expect(() => intervalOf([1])).toThrow("got 1 values, expected at least 2");
  });
});

describe("pairedInterval(a, b)", () => {
  it("is narrow where both move together", () => {
    expect(pairedInterval([10, 20, 30], [9, 19, 29])).toEqual({ mean: 1, half: 0 });
  });
  it("refuses lists of different lengths", () => {
    expect(() => pairedInterval([1, 2], [1, 2, 3])).toThrow("got 2 and 3 values");
  });
});

describe("isAbove(interval, value), isBelow(interval, value)", () => {
  it("ask for the whole interval", () => {
    expect(isAbove({ mean: 2, half: 1 }, 0.9)).toBe(true);
    expect(isAbove({ mean: 2, half: 1 }, 1)).toBe(false);
    expect(isBelow({ mean: 2, half: 1 }, 3.1)).toBe(true);
    expect(isBelow({ mean: 2, half: 1 }, 3)).toBe(false);
  });
});
