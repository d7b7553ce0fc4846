import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  curvatureOf,
  MAXIMUM_NONLINEARITY,
  nonlinearityOf,
  normalisedA,
  pulsesTo,
} from "../../../models/device/index.ts";

/** Largest distance of NeuroSim's curve from the diagonal, found by looking at it. */
function distanceByScanning(a: number): number {
  const b = 1 / (1 - Math.exp(-1 / a));
  const places = Array.from({ length: 200_001 }, (_, i) => i / 200_000);
  return Math.max(...chunks(places).map((chunk) => Math.max(...chunk.map((p) => b * (1 - Math.exp(-p / a)) - p))));
}

function chunks(values: readonly number[]): readonly (readonly number[])[] {
  return Array.from({ length: Math.ceil(values.length / 10_000) }, (_, i) =>
    values.slice(i * 10_000, (i + 1) * 10_000),
  );
}

describe("nonlinearityOf(a)", () => {
  it.each([
    [1.251653, 1],
    [0.499181, 2.4],
    [0.200303, 4.88],
    [126.268958, 0.01],
  ])("of A = %d is the label %d of NeuroSim's table", (a, label) => {
    expect(Math.abs(nonlinearityOf(a) - label)).toBeLessThan(2e-5);
  });

  it.each([0.05, 0.3, 1, 5])("of A = %d is the curve's distance from the diagonal over 0.07·√2", (a) => {
    expect(nonlinearityOf(a)).toBeCloseTo(distanceByScanning(a) / (0.07 * Math.SQRT2), 7);
  });

  it("of −A is −label", () => {
    expect(nonlinearityOf(-0.499181)).toBe(-nonlinearityOf(0.499181));
  });
});

describe("curvatureOf(nonlinearity)", () => {
  it("is the inverse of nonlinearityOf for every label that can exist", () => {
    fc.assert(
      fc.property(fc.double({ min: -10, max: 10, noNaN: true }), (label) => {
        const back = label === 0 ? 0 : nonlinearityOf(normalisedA(label));
        expect(back).toBeCloseTo(label, 8);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("is 0 for label 0, so that A is infinite", () => {
    expect(curvatureOf(0)).toBe(0);
    expect(normalisedA(0)).toBe(Infinity);
  });

  it("is NaN from the label of a curve that jumps at once, 10.1015", () => {
    expect(MAXIMUM_NONLINEARITY).toBeCloseTo(10.1015, 4);
    expect(curvatureOf(MAXIMUM_NONLINEARITY)).toBeNaN();
    expect(curvatureOf(-11)).toBeNaN();
    expect(curvatureOf(10.09)).toBeGreaterThan(1000);
  });
});

describe("pulsesTo(part, nonlinearity, pulses)", () => {
  it.each([
    [0, 16, 32, 48, 57.6],
    [0.5, 13.8, 28.8, 45.5, 56.3],
    [1, 11.9, 25.8, 42.6, 54.8],
    [2.4, 7.8, 18.1, 33.4, 48.2],
    [3.68, 5.3, 12.7, 24.7, 38.9],
    [4.88, 3.7, 8.8, 17.5, 28.8],
    [6.76, 1.8, 4.4, 8.9, 14.8],
  ])("with label %d and 64 states reaches 0.25, 0.5, 0.75, 0.9 after %d, %d, %d, %d pulses", (label, ...expected) => {
    const found = [0.25, 0.5, 0.75, 0.9].map((part) => pulsesTo(part, label, 64));
    for (const [i, each] of expected.entries()) expect(Math.abs((found[i] ?? 0) - each)).toBeLessThan(0.051);
  });
});
