import { describe, expect, it } from "vitest";
import { pulseScale, updateMoments } from "../../../../models/training/index.ts";
import { powerOfTwoScale, quantise } from "../../../../models/training/planners/quantiser.ts";
import type { ParameterValues } from "../../../../src/core/parameters.ts";
import { unit } from "../units.ts";

/** Mean pulses that a unit gives for values as parts of the wanted full scales. */
function given(values: ParameterValues, wanted: number, x: number, delta: number): number {
  const shape = unit(values);
  const scale = pulseScale(shape, { x: 2, delta: 0.5, pulsesPerUnit: wanted });
  const [xs, deltas] = [new Int16Array(1), new Int16Array(1)];
  quantise(Float32Array.of(2 * x), scale.xFullScale, { bits: shape.xBits, isSigned: shape.xSign === "signed" }, xs);
  quantise(Float32Array.of(0.5 * delta), scale.deltaFullScale, { bits: shape.deltaBits, isSigned: true }, deltas);
  return updateMoments(shape, scale.registers)(xs[0] ?? 0, deltas[0] ?? 0).mean;
}

const UNITS: readonly (readonly [string, ParameterValues, number])[] = [
  ["multiplier, round", {}, 0.5],
  ["multiplier, stochastic rounding", { rounding: "stochastic" }, 0.1],
  ["multiplier, truncate", { rounding: "truncate" }, 1],
  ["shift-add", { product: "shift-add", rounding: "stochastic" }, 1.2],
  ["mean-count by multiplier", { encoding: "mean-count", maxPulses: 16, rounding: "stochastic" }, 0.6],
  ["accumulator", { accumulator: "cell", accumulatorBits: 20 }, 0.1],
  ["stochastic trains", { product: "coincidence", encoding: "stochastic", maxPulses: 31 }, 0.15],
  ["mean-count trains", { product: "coincidence", encoding: "mean-count", maxPulses: 32 }, 1.2],
  ["deterministic trains", { product: "coincidence", encoding: "deterministic", maxPulses: 32 }, 2],
];

describe("pulseScale(shape, wanted)", () => {
  it.each(UNITS)("%s: the pulses are those that are wanted", (_, values, tolerance) => {
    for (const wanted of [2.3, 5, 11])
      for (const [x, delta] of [
        [1, 1],
        [0.8, 0.6],
        [0.5, 0.9],
        [0.3, 0.3],
      ] as const)
        expect(Math.abs(given(values, wanted, x, delta) - wanted * x * delta)).toBeLessThanOrEqual(tolerance);
  });

  it("min: right where either is at full scale, too much between", () => {
    const values = { product: "min", rounding: "round", maxPulses: 15 };
    expect(given(values, 8, 1, 0.5)).toBeCloseTo(4, 0);
    expect(given(values, 8, 0.5, 1)).toBeCloseTo(4, 0);
    expect(given(values, 8, 0.5, 0.5)).toBeCloseTo(4, 0);
  });

  it("threshold: a pulse from u = 1/2 on", () => {
    const values = { rounding: "threshold" };
    expect(given(values, 2, 1, 0.24)).toBe(0);
    expect(given(values, 2, 1, 0.27)).toBe(1);
    expect(given(values, 2, 0.5, 0.55)).toBe(1);
  });

  it("sign trains: a pulse if x is above half its scale and delta where u reaches 1/2", () => {
    const values = { encoding: "sign", product: "coincidence" };
    expect(given(values, 2, 0.6, 0.3)).toBe(1);
    expect(given(values, 2, 0.4, 1)).toBe(0);
    expect(given(values, 2, 1, 0.2)).toBe(0);
  });

  it("delta is clipped where a unit cannot give the pulses, and the scale says so", () => {
    const shape = unit({ product: "coincidence", encoding: "stochastic", maxPulses: 7 });
    const scale = pulseScale(shape, { x: 1, delta: 1, pulsesPerUnit: 28 });
    expect(scale).toMatchObject({ xFullScale: 1, wantedPulses: 28, mostPulses: 7, limitsDelta: true });
    expect(scale.deltaFullScale).toBeCloseTo(0.25, 2);
  });

  it("stochastic trains take no slot more than the pulses that are wanted, and never miss one then", () => {
    const shape = unit({ product: "coincidence", encoding: "stochastic", maxPulses: 31, deltaBits: 9 });
    // 2.1 / 0.7 is above 3 in floating point.
    for (const [wanted, slots] of [
      [3, 3],
      [2.1 / 0.7, 3],
      [2.9, 3],
      [3.1, 4],
      [31, 31],
    ] as const) {
      const scale = pulseScale(shape, { x: 1, delta: 1, pulsesPerUnit: wanted });
      expect(scale.registers.pulses, `slots for ${wanted}`).toBe(slots);
      expect(scale.deltaFullScale * scale.xFullScale).toBeCloseTo(slots / wanted, 12);
    }
    const { mean, variance } = updateMoments(shape, { pulses: 3, shift: 0, threshold: 1 })(255, 255);
    expect({ mean, variance }).toEqual({ mean: 3, variance: 0 });
  });

  it("an accumulator's unit of one pulse stays within its sum", () => {
    const shape = unit({ accumulator: "cell", accumulatorBits: 16 });
    const { registers, deltaFullScale } = pulseScale(shape, { x: 1, delta: 1, pulsesPerUnit: 0.01 });
    expect(registers.shift).toBe(14);
    expect(deltaFullScale).toBeGreaterThan(1);
  });

  it("limit is the most that the register pulses is set to", () => {
    expect(pulseScale(unit({}), { x: 1, delta: 1, pulsesPerUnit: 9, limit: 4 }).registers.pulses).toBe(4);
  });
});

describe("quantise(values, fullScale, format, into)", () => {
  const codes = (values: readonly number[], bits: number, isSigned: boolean): number[] => {
    const into = new Int16Array(values.length);
    quantise(Float32Array.from(values), 1, { bits, isSigned }, into);
    return [...into];
  };

  it("gives the nearest code, clipped", () => {
    expect(codes([0, 0.5, 1, 2, -1], 4, false)).toEqual([0, 8, 15, 15, 0]);
    expect(codes([-1, -0.5, 0.2, 3], 4, true)).toEqual([-7, -3, 1, 7]);
  });

  it("with one signed bit gives the sign", () => {
    expect(codes([-0.1, 0, 0.1], 1, true)).toEqual([-1, 0, 0]);
  });

  it("powerOfTwoScale(values) is the power of two at or above the largest", () => {
    expect(powerOfTwoScale(Float32Array.of(0.1, -0.3))).toBe(0.5);
    expect(powerOfTwoScale(Float32Array.of(0.25, 0))).toBe(0.25);
    expect(powerOfTwoScale(new Float32Array(3))).toBe(0);
  });
});
