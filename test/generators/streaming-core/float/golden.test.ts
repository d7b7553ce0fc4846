import { describe, expect, it } from "vitest";
import { FLOAT_FORMATS } from "../../../../generators/numeric/float-format.ts";
import { bitsOf, valueOf } from "../../../../generators/numeric/float-value.ts";
import { floatDotProduct } from "../../../../generators/streaming-core/float/golden.ts";
import type { AlignedArithmetic, NativeArithmetic } from "../../../../generators/contract/index.ts";

const { fp16, fp8e4m3 } = FLOAT_FORMATS;

const NATIVE: NativeArithmetic = {
  kind: "native",
  weights: "table",
  format: fp16,
  table: fp16,
  accumulator: fp16,
  subnormals: "kept",
  partials: 1,
  groupSize: 2,
  groups: 2,
};

const ALIGNED: AlignedArithmetic = {
  kind: "aligned",
  span: "vector",
  format: fp16,
  accumulator: fp16,
  subnormals: "kept",
  keptBits: 6,
  tileInputs: 2,
};

/** The sum of fp16 values with weights, as a value of the accumulator's format. */
function sumOf(
  arithmetic: NativeArithmetic | AlignedArithmetic,
  values: readonly number[],
  weights: readonly number[] = values.map(() => 1),
): number {
  const product = {
    inputs: values.length,
    outputs: 1,
    activations: Int32Array.from(values, (value) => bitsOf(value, arithmetic.format)),
    weights: Int8Array.from(weights),
  };
  return valueOf(floatDotProduct(arithmetic, product, 0), arithmetic.accumulator);
}

describe("floatDotProduct(native, product, output)", () => {
  it("rounds each entry: 2048 + 1 is 2048 in fp16 (11 bits, ties to even), so a 1 is lost beside it", () => {
    expect(sumOf(NATIVE, [1, 2048])).toBe(2048);
    expect(sumOf(NATIVE, [1, 2048, 1, -2048])).toBe(1);
    // Groups (1, 1) and (2048, 0): 2 + 2048 is exact.
    expect(sumOf(NATIVE, [1, 1, 2048, 0])).toBe(2050);
  });

  it("keeps the 1 with entries and sums in fp32", () => {
    const wide = { ...NATIVE, table: FLOAT_FORMATS.fp32, accumulator: FLOAT_FORMATS.fp32 };
    expect(sumOf(wide, [1, 2048, 1, -2048])).toBe(2);
  });

  it("adds step t to partial sum t mod P, then the partial sums", () => {
    // Steps 2048, 1, 1, 1 (one input each): one sum loses every 1; two hold 2048 + 1 → 2048 and 1 + 1 = 2.
    const steps = { ...NATIVE, groupSize: 1, groups: 1 };
    expect(sumOf(steps, [2048, 1, 1, 1])).toBe(2048);
    expect(sumOf({ ...steps, partials: 2 }, [2048, 1, 1, 1])).toBe(2050);
  });

  it("takes no notice of an activation with weight 0, unless it multiplies", () => {
    expect(sumOf(NATIVE, [Number.NaN, 3], [0, 1])).toBe(3);
    expect(sumOf({ ...NATIVE, weights: "multiply", groupSize: 1 }, [Number.NaN, 3], [0, 1])).toBeNaN();
    expect(sumOf({ ...NATIVE, weights: "multiply", groupSize: 1 }, [Infinity, 3], [0, 1])).toBeNaN();
  });

  it("gives infinity beyond 65504, NaN for infinities of both signs, and NaN beyond 448 in fp8e4m3", () => {
    expect(sumOf(NATIVE, [65504, 65504])).toBe(Infinity);
    expect(sumOf(NATIVE, [Infinity, Infinity], [1, -1])).toBeNaN();
    const small = { ...NATIVE, format: fp8e4m3, table: fp8e4m3, accumulator: fp8e4m3 };
    expect(sumOf(small, [448, 16])).toBe(448);
    expect(sumOf(small, [448, 32])).toBeNaN();
  });

  it("is +0 for no weight at all, also of negative zeros", () => {
    const product = {
      inputs: 2,
      outputs: 1,
      activations: Int32Array.of(0x8000, 0x8000),
      weights: Int8Array.of(1, 1),
    };
    expect(floatDotProduct(NATIVE, product, 0)).toBe(0);
  });
});

describe("floatDotProduct(aligned, product, output)", () => {
  it("keeps B − 2 places below the largest power of two, ties to even: 8 with B = 6 has steps of 0.5", () => {
    expect(sumOf(ALIGNED, [8, 0.5])).toBe(8.5);
    expect(sumOf(ALIGNED, [8, 0.25])).toBe(8);
    expect(sumOf(ALIGNED, [8, 0.75])).toBe(9);
    expect(sumOf(ALIGNED, [8, 0.25, 0.25, 0.25])).toBe(8);
  });

  it("goes no higher than 2^(B−1) − 1: 15.9 with B = 6 would round to 32 steps of 0.5", () => {
    expect(sumOf(ALIGNED, [15.9])).toBe(15.5);
    expect(sumOf(ALIGNED, [-15.9])).toBe(-15.5);
  });

  it("has an exponent for each step with a span of a tile; the sum takes the largest, ties to even", () => {
    // Steps (0.25, 0.25) and (8, 0): 0.5 is one step of 0.5 under the exponent of 8. Over the vector it is lost.
    expect(sumOf({ ...ALIGNED, span: "tile" }, [0.25, 0.25, 8, 0])).toBe(8.5);
    expect(sumOf(ALIGNED, [0.25, 0.25, 8, 0])).toBe(8);
    // 0.25 is half a step of 0.5, 0.75 is one and a half: to the even one.
    expect(sumOf({ ...ALIGNED, span: "tile" }, [0.25, 0, 8, 0])).toBe(8);
    expect(sumOf({ ...ALIGNED, span: "tile" }, [0.75, 0, 8, 0])).toBe(9);
    expect(sumOf({ ...ALIGNED, span: "tile" }, [-0.25, 0, 8, 0])).toBe(8);
  });

  it("is NaN if any activation is no number, whatever its weight", () => {
    expect(sumOf(ALIGNED, [Number.NaN, 1], [0, 1])).toBeNaN();
    expect(sumOf(ALIGNED, [Infinity, 1], [0, 1])).toBeNaN();
  });
});
