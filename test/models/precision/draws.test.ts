import { describe, expect, it } from "vitest";
import { FLOAT_FORMATS } from "../../../generators/numeric/float-format.ts";
import { bitsOf, valueOf } from "../../../generators/numeric/float-value.ts";
import { drawActivations, drawWeights } from "../../../models/precision/draws.ts";

const { fp32, fp8e4m3 } = FLOAT_FORMATS;

/** Part of the draws that lie further from 0 than `limit`. */
function beyond(draws: Float32Array, limit: number): number {
  return draws.reduce((count, value) => count + (Math.abs(value) > limit ? 1 : 0), 0) / draws.length;
}

function rmsOf(draws: Float32Array): number {
  return Math.sqrt(draws.reduce((sum, value) => sum + value * value, 0) / draws.length);
}

describe("drawActivations(distribution, format, seed)", () => {
  const gaussian = drawActivations("gaussian", fp32, 1);
  const heavy = drawActivations("heavyTailed", fp32, 1);

  it("gives Gaussian numbers of unit RMS: 4.55 % beyond 2, 0.27 % beyond 3", () => {
    expect(rmsOf(gaussian)).toBeCloseTo(1, 2);
    expect(beyond(gaussian, 2)).toBeCloseTo(0.0455, 3);
    expect(beyond(gaussian, 3)).toBeCloseTo(0.0027, 4);
  });

  it("gives Student's t with 3 degrees of freedom, of unit RMS: P(|x| > c) = 1 − 2/π (c/(1 + c²) + arctan c)", () => {
    // The RMS lacks what is beyond the largest of 2^20 quantiles, some hundredths.
    expect(rmsOf(heavy)).toBeGreaterThan(0.97);
    expect(rmsOf(heavy)).toBeLessThan(1.01);
    for (const c of [0.5, 1, 4, 20]) {
      const expected = 1 - (2 / Math.PI) * (c / (1 + c * c) + Math.atan(c));
      expect(beyond(heavy, c) / expected).toBeGreaterThan(0.9);
      expect(beyond(heavy, c) / expected).toBeLessThan(1.1);
    }
  });

  it("is as large on the left as on the right, and in no order", () => {
    for (const draws of [gaussian, heavy]) {
      expect(draws.reduce((sum, value) => sum + value, 0) / draws.length).toBeCloseTo(0, 2);
      const [early, late] = [draws.subarray(0, 2 ** 19), draws.subarray(2 ** 19)];
      expect(rmsOf(early) / rmsOf(late)).toBeCloseTo(1, 1);
    }
  });

  it("rounds to the format; numbers beyond its largest become that one", () => {
    const draws = drawActivations("heavyTailed", { ...fp8e4m3, exponentBits: 3 }, 1);
    const format = { ...fp8e4m3, exponentBits: 3 };
    expect(draws.every((value) => valueOf(bitsOf(value, format), format) === value)).toBe(true);
    // Exponent field 7 of 7, bias 3, fraction 6/8: 2^4 · 1.75.
    expect(draws.reduce((largest, value) => Math.max(largest, value), 0)).toBe(28);
  });

  it("is the same for a seed, and another for another", () => {
    const again = drawActivations("gaussian", fp32, 1);
    expect(gaussian.every((value, i) => value === again[i])).toBe(true);
    expect(drawActivations("gaussian", fp32, 2).subarray(0, 3)).not.toEqual(gaussian.subarray(0, 3));
  });
});

it("drawWeights({ zeroWeights: 0.42, seed }) gives 42 % zeros, and 29 % of either sign", () => {
  const weights = drawWeights({ zeroWeights: 0.42, seed: 1 });
  const part = (value: number): number =>
    weights.reduce((count, weight) => count + (weight === value ? 1 : 0), 0) / weights.length;
  expect(part(0)).toBeCloseTo(0.42, 2);
  expect(part(1)).toBeCloseTo(0.29, 2);
  expect(part(-1)).toBeCloseTo(0.29, 2);
});
