import { describe, expect, it } from "vitest";
import { kendallTau, nearestRank, summariseErrors } from "./statistics.ts";

describe("kendallTau(a, b)", () => {
  it("is 1 for the same order, whatever the values", () => {
    expect(kendallTau([1, 2, 3, 4], [10, 11, 500, 501])).toBe(1);
  });

  it("is −1 for the opposite order", () => {
    expect(kendallTau([1, 2, 3], [9, 5, 1])).toBe(-1);
  });

  it("counts pairs: one of six out of order is (5 − 1)/6", () => {
    expect(kendallTau([1, 2, 3, 4], [1, 3, 2, 4])).toBeCloseTo(4 / 6, 12);
  });

  it("leaves ties out: one pair tied in a makes 5 ranked pairs there, 6 in b", () => {
    // a = 1 1 2 3, b = 1 2 3 4: 5 concordant, none discordant, √(5·6) below.
    expect(kendallTau([1, 1, 2, 3], [1, 2, 3, 4])).toBeCloseTo(5 / Math.sqrt(30), 12);
  });

  it("is not a number if nothing is ranked", () => {
    expect(kendallTau([1, 1], [1, 2])).toBeNaN();
  });
});

describe("nearestRank(sorted, part)", () => {
  it("is the smallest value that the part does not exceed", () => {
    const tenths = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9];
    expect([0.05, 0.5, 0.95, 1].map((part) => nearestRank(tenths, part))).toEqual([0, 0.4, 0.9, 0.9]);
  });

  it("is the value itself for one value", () => {
    expect(nearestRank([7], 0.5)).toBe(7);
  });
});

describe("summariseErrors(estimated, measured)", () => {
  it("is worked out by hand for four designs: errors 10 %, 0, 20 %, 2 %", () => {
    const { mean, median, percentile95, worst, kendallTau: tau } = summariseErrors([11, 20, 32, 49], [10, 20, 40, 50]);
    expect(mean).toBeCloseTo(0.08, 12);
    expect(median).toBeCloseTo(0.02, 12);
    expect(percentile95).toBeCloseTo(0.2, 12);
    expect(worst).toBeCloseTo(0.2, 12);
    expect(tau).toBe(1);
  });
});
