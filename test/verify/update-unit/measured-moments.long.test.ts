import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import { unitShape } from "../../../generators/update-unit/parameters.ts";
import { resetRegisters } from "../../../generators/update-unit/registers.ts";
import { drawsWords } from "../../../generators/update-unit/shape.ts";
import { updateMoments } from "../../../models/training/index.ts";
import { measureMoments } from "../../../src/verify/update-unit/measured-moments.ts";
import { unitOf } from "../../support/random-unit.ts";

const X = [3, 40, 111, 255];
const DELTA = [1, 126, 30, 67];
const TRAINS = { product: "coincidence" };

/** Each encoding, product and rounding with its closed form. */
const UNITS: readonly Parameters<typeof unitOf>[0][] = [
  { rounding: "round" },
  { rounding: "truncate", scheme: "pair-bidirectional" },
  { rounding: "stochastic" },
  { rounding: "stochastic", randomSource: "per-line", scheme: "pair-unidirectional" },
  { rounding: "threshold" },
  { product: "shift-add" },
  { product: "min" },
  { encoding: "mean-count", maxPulses: 16, rounding: "round" },
  { encoding: "sign" },
  { ...TRAINS, encoding: "sign" },
  { ...TRAINS, encoding: "binary-count" },
  { ...TRAINS, encoding: "mean-count", maxPulses: 16 },
  { ...TRAINS, encoding: "deterministic", maxPulses: 16 },
  { ...TRAINS, encoding: "stochastic", maxPulses: 31 },
  { ...TRAINS, encoding: "stochastic", maxPulses: 31, randomSource: "per-line" },
  { accumulator: "cell", accumulatorBits: 18 },
  { accumulator: "cell", accumulatorBits: 18, rounding: "stochastic" },
];

describe("measureMoments(top, shape, update)", () => {
  it.each(UNITS.map((changes) => [JSON.stringify(changes), changes] as const))(
    "of the netlist agree with the closed form: %s",
    (_, changes) => {
      const values = unitOf({ rows: 4, columns: 4, lanes: 2, ...changes });
      const shape = unitShape(values);
      const registers = { ...resetRegisters(shape), shift: shape.product === "min" ? 4 : 11, threshold: 5000 };
      // What is not random is the same in every update; of sums, a few hundred are averaged.
      const operations = drawsWords(shape) ? 600 : shape.accumulator === "cell" ? 300 : 2;
      const stated = {
        ...registers,
        ...(shape.encoding === "sign" && shape.product === "coincidence" ? { threshold: 20 } : {}),
      };
      const moments = updateMoments(shape, stated);
      const measured = measureMoments(synapseUpdate.elaborate(values), shape, {
        registers: stated,
        x: X,
        delta: DELTA,
        operations,
      });
      X.forEach((x, row) =>
        DELTA.forEach((delta, column) => {
          const { mean, variance } = moments(x, delta);
          const place = row * 4 + column;
          const error = Math.sqrt((variance + 1 / operations) / operations);
          expect(Math.abs(measured.mean[place]! - mean) / error, `mean of ${x}, ${delta}`).toBeLessThan(6);
          // The variance of a variance of near-normal counts is 2σ⁴/n; small ones are of single pulses.
          const spread = Math.sqrt((2 * variance ** 2 + variance + 1e-3) / operations);
          expect(Math.abs(measured.variance[place]! - variance) / spread, `variance of ${x}, ${delta}`).toBeLessThan(8);
        }),
      );
    },
  );

  it("stochastic trains at full scale fire in every slot: three slots are three pulses, as in AIHWKit", () => {
    const values = unitOf({ rows: 2, columns: 2, lanes: 1, ...TRAINS, encoding: "stochastic", maxPulses: 31 });
    const shape = unitShape(values);
    const { mean, variance } = measureMoments(synapseUpdate.elaborate(values), shape, {
      registers: { ...resetRegisters(shape), pulses: 3 },
      x: [255, 128],
      delta: [127, 129],
      operations: 40,
    });
    expect([mean[0], mean[1]]).toEqual([3, -3]);
    expect([variance[0], variance[1]]).toEqual([0, 0]);
    expect(variance[2]).toBeGreaterThan(0.2);
  });
});
