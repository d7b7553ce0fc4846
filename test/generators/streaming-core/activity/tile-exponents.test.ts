import { describe, expect, it } from "vitest";
import { FLOAT_FORMATS, biasOf } from "../../../../generators/numeric/float-format.ts";
import { DataSource } from "../../../../generators/streaming-core/activity/data.ts";
import { TileExponents } from "../../../../generators/streaming-core/activity/tile-exponents.ts";

const STATISTICS = { zeroWeights: 0.42, activationDeviation: 0.28, seed: 1 };
const FORMAT = FLOAT_FORMATS.fp16;
const STREAMS = 32;

function exponentsOf(tileInputs: number, tiles: number, vector: { readonly vectorExponent?: number } = {}) {
  const data = new DataSource(STATISTICS, { format: FORMAT });
  return new TileExponents({ tileInputs, format: FORMAT, keptBits: 12, ...vector }, { tileStays: false, tiles }, data);
}

/** P(|x| < a) of a normal number, by Simpson's rule. */
function within(a: number): number {
  const n = 200;
  const density = (x: number): number => Math.exp(-(x * x) / 2) / Math.sqrt(2 * Math.PI);
  let sum = 0;
  for (let i = 0; i <= n; i++) sum += (i === 0 || i === n ? 1 : i % 2 === 1 ? 4 : 2) * density(((2 * i) / n - 1) * a);
  return (sum * 2 * a) / (3 * n);
}

describe("new TileExponents(plan, order, data)", () => {
  it.each([1, 2, 12, 32])("gives exponents of the largest of %i normal numbers, as often as the integral says", (n) => {
    const exponents = exponentsOf(n, 1024);
    const counts = new Map<number, number>();
    const steps = 400;
    for (let step = 0; step < steps; step++) {
      exponents.advance(step, 6);
      for (const field of exponents.tile) counts.set(field, (counts.get(field) ?? 0) + 1);
    }
    for (let k = -3; k <= 2; k++) {
      const expected = within(2 ** (k + 1)) ** n - within(2 ** k) ** n;
      const found = (counts.get(biasOf(FORMAT) + k) ?? 0) / (steps * STREAMS);
      // The tail is that of 4096 drawn numbers: σ of the part below 2 is 0.3 %, of its 32nd power 0.04.
      expect(Math.abs(found - expected), `2^${k}`).toBeLessThan(0.06);
    }
  });

  it("keeps the largest exponent of a product, and shifts the smaller sum by the distance", () => {
    const tiles = 16;
    const exponents = exponentsOf(2, tiles);
    let before = Int32Array.from(exponents.running);
    for (let step = 0; step < 64; step++) {
      exponents.advance(step, 3);
      for (let stream = 0; stream < STREAMS; stream++) {
        const [own, old] = [exponents.tile[stream]!, before[stream]!];
        const isFirst = (Math.floor((stream * tiles) / STREAMS) + step) % tiles === 0;
        expect(exponents.running[stream]).toBe(isFirst ? own : Math.max(own, old));
        expect(exponents.shiftsRunning[stream]).toBe(isFirst || own > old ? 1 : 0);
        const distance = isFirst && own < old ? 7 : Math.abs(own - old);
        expect(exponents.shift[stream]).toBe(Math.min(7, distance));
      }
      before = Int32Array.from(exponents.running);
    }
  });

  it("of a vector gives one exponent, which does not move", () => {
    const exponents = exponentsOf(2, 64, { vectorExponent: 2 });
    for (let step = 0; step < 20; step++) {
      exponents.advance(step, 3);
      expect(new Set([...exponents.tile, ...exponents.running])).toEqual(new Set([biasOf(FORMAT) + 2]));
      expect(exponents.shift.every((distance) => distance === 0)).toBe(true);
    }
  });

  it("gives sums of a step that are 0 as often as all weights are: 0.42 with one activation", () => {
    const exponents = exponentsOf(1, 64);
    let zeros = 0;
    for (let step = 0; step < 200; step++) {
      exponents.advance(step, 3);
      for (let stream = 0; stream < STREAMS; stream++) if (exponents.stepSum(stream) === 0) zeros++;
    }
    expect(zeros / (200 * STREAMS)).toBeCloseTo(0.42, 1);
  });
});
