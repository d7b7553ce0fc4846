import { describe, expect, it } from "vitest";
import { FLOAT_FORMATS } from "../../../generators/numeric/float-format.ts";
import type { AlignedArithmetic, NativeArithmetic } from "../../../generators/contract/index.ts";
import { MOST_INPUTS, PrecisionModel } from "../../../models/precision/precision-model.ts";

const { fp16, fp32, fp8e4m3 } = FLOAT_FORMATS;
const STATISTICS = { zeroWeights: 0.42, seed: 1 };
const model = new PrecisionModel(STATISTICS);

const NATIVE: NativeArithmetic = {
  kind: "native",
  weights: "table",
  format: fp16,
  table: fp16,
  accumulator: fp16,
  subnormals: "kept",
  partials: 1,
  groupSize: 3,
  groups: 8,
};

const ALIGNED: AlignedArithmetic = {
  kind: "aligned",
  span: "vector",
  format: fp16,
  accumulator: fp32,
  subnormals: "kept",
  keptBits: 12,
  tileInputs: 24,
};

describe("model.errors(arithmetic, inputs)", () => {
  it("is 0 where nothing is rounded: one input, native", () => {
    const none = { rms: 0, maximum: 0 };
    expect(model.errors(NATIVE, 1)).toEqual({ gaussian: none, heavyTailed: none });
  });

  it("is what integrals say for one input of two kept bits, which leave the power of two below", () => {
    // With its own exponent, 1.f · 2^e becomes 1 or 2, which does not fit: 2^e is left. The error is x − 2^e where the
    // weight is not 0, and the RMS of the outputs √0.58.
    let square = 0;
    for (let x = 0.0005; x < 8; x += 0.001) {
      const density = (2 * Math.exp((-x * x) / 2)) / Math.sqrt(2 * Math.PI);
      square += density * (x - 2 ** Math.floor(Math.log2(x))) ** 2 * 0.001;
    }
    const { gaussian } = model.errors({ ...ALIGNED, keptBits: 2 }, 1);
    expect(gaussian.rms / Math.sqrt(square)).toBeGreaterThan(0.95);
    expect(gaussian.rms / Math.sqrt(square)).toBeLessThan(1.05);
    // The worst: just below 4, an error of 2, or above 4 by chance.
    expect(gaussian.maximum).toBeGreaterThan(1.3 / Math.sqrt(0.58));
    expect(gaussian.maximum).toBeLessThan(2 / Math.sqrt(0.58));
  });

  it("is the rounding of the result alone if the kept bits hold every activation", () => {
    // Gaussian draws stay below 8 = 2^3, so E ≤ 2 and the 28th bit is 2^−24, the last place of fp16's subnormals.
    const exact = { ...ALIGNED, keptBits: 28 };
    // A result in 2^e … 2^(e+1) is off by up to 2^(e−11) in fp16, 2^(e−10)/√12 in the mean; its own size is between
    // 2^e and 2^(e+1).
    const { gaussian } = model.errors({ ...exact, accumulator: fp16 }, 256);
    expect(gaussian.rms).toBeGreaterThan(2 ** -11 / Math.sqrt(12));
    expect(gaussian.rms).toBeLessThan(2 ** -10 / Math.sqrt(12));
    const { gaussian: wide } = model.errors(exact, 256);
    expect(wide.rms).toBeLessThan(2 ** -23 / Math.sqrt(12));
    // In fp32 the sums of 256 such numbers need no rounding but where more than 24 bits meet.
    expect(model.errors({ ...exact, span: "tile" }, 256).gaussian.rms).toBeCloseTo(wide.rms, 12);
  });

  it.each(["tile", "vector"] as const)("halves with every kept bit (%s)", (span) => {
    for (const distribution of ["gaussian", "heavyTailed"] as const) {
      const rms = (keptBits: number): number => model.errors({ ...ALIGNED, span, keptBits }, 240)[distribution].rms;
      for (let keptBits = 6; keptBits < 13; keptBits++) {
        expect(rms(keptBits) / rms(keptBits + 1)).toBeGreaterThan(1.7);
        expect(rms(keptBits) / rms(keptBits + 1)).toBeLessThan(2.3);
      }
    }
  });

  it.each(["tile", "vector"] as const)("is worse with outliers where they set the exponent of others (%s)", (span) => {
    const { gaussian, heavyTailed } = model.errors({ ...ALIGNED, span }, 2560);
    expect(heavyTailed.rms).toBeGreaterThan(1.5 * gaussian.rms);
    expect(heavyTailed.maximum).toBeGreaterThan(1.5 * gaussian.maximum);
  });

  it("grows with the length of native sums, and shrinks with the accumulator's precision", () => {
    const rms = (arithmetic: NativeArithmetic, inputs: number): number => model.errors(arithmetic, inputs).gaussian.rms;
    expect(rms(NATIVE, 2560)).toBeGreaterThan(1.5 * rms(NATIVE, 256));
    expect(rms({ ...NATIVE, accumulator: fp32 }, 2560)).toBeLessThan(rms(NATIVE, 2560) / 5);
    // More partial sums are shorter.
    expect(rms({ ...NATIVE, partials: 8 }, 2560)).toBeLessThan(0.8 * rms(NATIVE, 2560));
  });

  it("is infinite if a sum overflows, to infinity or to NaN", () => {
    const none = { rms: Infinity, maximum: Infinity };
    for (const specials of ["ieee", "nan-only"] as const) {
      // Up to 28 or 15.5; sums of 256 inputs have an RMS of √(0.58 · 256) = 12.
      const small = { ...fp8e4m3, name: "small", exponentBits: 3, specials };
      const native = { ...NATIVE, format: small, table: small, accumulator: small };
      expect(model.errors(native, 256)).toEqual({ gaussian: none, heavyTailed: none });
      const aligned = { ...ALIGNED, format: small, accumulator: small };
      expect(model.errors(aligned, 256)).toEqual({ gaussian: none, heavyTailed: none });
    }
  });

  it("is the same object for what cannot make a difference", () => {
    const known = model.errors(ALIGNED, 240);
    expect(model.errors({ ...ALIGNED, tileInputs: 3 }, 240)).toBe(known);
    const single = model.errors({ ...NATIVE, groupSize: 1 }, 240);
    expect(model.errors({ ...NATIVE, groupSize: 1, table: fp32, weights: "multiply" }, 240)).toBe(single);
    expect(model.errors(ALIGNED, 65_536)).toBe(model.errors(ALIGNED, MOST_INPUTS));
    for (const other of [{ keptBits: 13 }, { accumulator: fp16 }, { subnormals: "flushed" as const }])
      expect(model.errors({ ...ALIGNED, ...other }, 240)).not.toBe(known);
  });

  it("depends on the seed by some percent", () => {
    expect(new PrecisionModel(STATISTICS).errors(ALIGNED, 240)).toEqual(model.errors(ALIGNED, 240));
    const other = new PrecisionModel({ ...STATISTICS, seed: 2 });
    for (const arithmetic of [ALIGNED, { ...ALIGNED, span: "tile" as const }, NATIVE]) {
      const [one, two] = [model.errors(arithmetic, 2560), other.errors(arithmetic, 2560)];
      for (const distribution of ["gaussian", "heavyTailed"] as const) {
        expect(one[distribution].rms).not.toBe(two[distribution].rms);
        expect(Math.abs(Math.log(one[distribution].rms / two[distribution].rms))).toBeLessThan(0.25);
      }
    }
  });
});
