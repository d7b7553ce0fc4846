import { describe, expect, it } from "vitest";
import { updateErrors, updateMoments } from "../../../../models/training/index.ts";
import { pulsePlanner } from "../../../../models/training/planners/pulse-planner.ts";
import type { ParameterValues } from "../../../../src/core/parameters.ts";
import { unit } from "../units.ts";

/** Mean and variance of the counts of many updates with the same codes. */
function measured(values: ParameterValues, x: number, delta: number, operations: number) {
  const shape = unit({ rows: 4, columns: 4, lanes: 4, ...values });
  const planner = pulsePlanner(shape);
  const registers = { pulses: shape.maxPulses, shift: 8, threshold: 1 };
  const counts: number[] = [];
  for (let k = 0; k < operations; k++) {
    const plan = planner.operate(new Int16Array(4).fill(x), new Int16Array(4).fill(delta), registers, true);
    const pulses = new Int16Array(16);
    for (let entry = 0; entry < plan.count; entry++) pulses[plan.synapses[entry] ?? 0] = plan.pulses[entry] ?? 0;
    counts.push(...pulses);
  }
  const mean = counts.reduce((sum, n) => sum + n, 0) / counts.length;
  return { mean, variance: counts.reduce((sum, n) => sum + (n - mean) ** 2, 0) / counts.length };
}

const TRAINS = {
  product: "coincidence",
  encoding: "stochastic",
  maxPulses: 31,
  randomSource: "per-line",
  lfsrBits: 23,
};

describe("updateMoments(shape, registers)", () => {
  it.each([
    ["stochastic trains", TRAINS],
    ["stochastic trains of a shared LFSR", { ...TRAINS, randomSource: "shared", decorrelatingDelay: 11 }],
    ["stochastic rounding", { rounding: "stochastic", lfsrBits: 23 }],
    ["round", { rounding: "round" }],
    ["shift-add, truncate", { product: "shift-add", rounding: "truncate" }],
    ["min", { product: "min" }],
    ["deterministic trains", { product: "coincidence", encoding: "deterministic", maxPulses: 16 }],
    ["mean-count trains", { product: "coincidence", encoding: "mean-count", maxPulses: 16 }],
    ["sign trains", { product: "coincidence", encoding: "sign" }],
  ])("%s: mean and variance are those of the unit's own pulses", (_, values) => {
    const shape = unit(values);
    const moments = updateMoments(shape, { pulses: shape.maxPulses, shift: 8, threshold: 1 });
    for (const [x, delta] of [
      [200, 90],
      [37, 101],
      [255, 5],
    ] as const) {
      const found = measured(values, x, delta, 1500);
      const { mean, variance } = moments(x, delta);
      // Sixteen synapses that share four row words and four column words: some sixteenfold less independent.
      expect(Math.abs(found.mean - mean)).toBeLessThanOrEqual(5 * Math.sqrt(variance / 1500) + 1e-9);
      expect(Math.abs(found.variance - variance)).toBeLessThanOrEqual(0.15 * variance + 1e-9);
    }
  });

  it("stochastic trains: S·p and S·p(1 − p)", () => {
    const moments = updateMoments(unit({ ...TRAINS, lfsrBits: 8 }), { pulses: 10, shift: 0, threshold: 1 });
    // x of 8 bits and delta of 7 in words of 8, at and above half of the scale: (129 − 1)/255 and (65·2 − 1)/255.
    const p = (128 / 255) * (129 / 255);
    expect(moments(128, 64).mean).toBeCloseTo(10 * p, 12);
    expect(moments(128, 64).variance).toBeCloseTo(10 * p * (1 - p), 12);
    expect(moments(0, 64)).toEqual({ mean: 0, variance: 0 });
  });

  it("accumulator: over many updates the pulses are the products", () => {
    const values = { accumulator: "cell", accumulatorBits: 20, rounding: "truncate" };
    const { mean } = updateMoments(unit(values), { pulses: 15, shift: 8, threshold: 1 })(37, 11);
    expect(mean).toBeCloseTo((37 * 11) / 256, 12);
    expect(measured(values, 37, 11, 2000).mean).toBeCloseTo(mean, 2);
  });
});

describe("updateErrors(shape, wantedPulses)", () => {
  it("stochastic rounding has no bias, and the deviation of its rounding", () => {
    const { updateBias, updateDeviation, updateNoise } = updateErrors(unit({ rounding: "stochastic" }), 1);
    expect(Math.abs(updateBias)).toBeLessThan(0.02);
    expect(updateNoise).toBeGreaterThan(1);
    expect(updateDeviation).toBeGreaterThanOrEqual(updateNoise);
  });

  it("rounding to nearest loses all updates below half a pulse: bias −mean/RMS", () => {
    const { updateBias, updateDeviation, updateNoise } = updateErrors(unit({ rounding: "round" }), 0.4);
    expect(updateNoise).toBe(0);
    expect(updateDeviation).toBeCloseTo(1, 6);
    expect(updateBias).toBeLessThan(-0.5);
  });

  it("more slots make stochastic trains better, a shorter limit makes clipping worse", () => {
    const of = (maxPulses: number, wanted: number) => updateErrors(unit({ ...TRAINS, maxPulses }), wanted);
    expect(of(127, 60).updateDeviation).toBeLessThan(of(127, 6).updateDeviation);
    expect(of(7, 60).updateBias).toBeLessThan(of(127, 60).updateBias - 0.1);
  });

  it("min gives more than the product", () => {
    expect(updateErrors(unit({ product: "min" }), 8).updateBias).toBeGreaterThan(0.2);
  });
});
