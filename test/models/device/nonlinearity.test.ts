import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { curvatureOf, MAXIMUM_NONLINEARITY, nonlinearityOf } from "../../../models/device/index.ts";

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
        const back = label === 0 ? 0 : nonlinearityOf(1 / curvatureOf(label));
        expect(back).toBeCloseTo(label, 8);
      }),
      { seed: 5, numRuns: 300 },
    );
  });

  it("is 0 for label 0", () => {
    expect(curvatureOf(0)).toBe(0);
  });

  it("is NaN from the label of a curve that jumps at once, 10.1015", () => {
    expect(MAXIMUM_NONLINEARITY).toBeCloseTo(10.1015, 4);
    expect(curvatureOf(MAXIMUM_NONLINEARITY)).toBeNaN();
    expect(curvatureOf(-11)).toBeNaN();
    expect(curvatureOf(10.09)).toBeGreaterThan(1000);
  });
});
