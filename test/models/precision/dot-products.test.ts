import { describe, expect, it } from "vitest";
import { FLOAT_FORMATS, FLOAT_NAMES, formatBits, type FloatFormat } from "../../../generators/numeric/float-format.ts";
import { bitsOf, valueOf } from "../../../generators/numeric/float-value.ts";
import { floatDotProduct, isFiniteFloat } from "../../../generators/streaming-core/float/golden.ts";
import type { AlignedArithmetic, FloatArithmetic, NativeArithmetic } from "../../../generators/contract/index.ts";
import { contains } from "../../../generators/numeric/float-format.ts";
import { dotProducts } from "../../../models/precision/dot-products.ts";
import { Random } from "../../../src/core/random.ts";

const { fp16, fp32, bf16, fp8e4m3, fp8e5m2 } = FLOAT_FORMATS;

const NATIVE: NativeArithmetic = {
  kind: "native",
  weights: "table",
  format: fp16,
  table: fp16,
  accumulator: fp16,
  subnormals: "kept",
  partials: 1,
  groupSize: 3,
  groups: 4,
};

const ALIGNED: AlignedArithmetic = {
  kind: "aligned",
  span: "tile",
  format: fp16,
  accumulator: fp16,
  subnormals: "kept",
  keptBits: 10,
  tileInputs: 8,
};

const CASES: readonly { readonly title: string; readonly arithmetic: FloatArithmetic }[] = [
  { title: "native", arithmetic: NATIVE },
  ...[1, 2, 4, 5, 6].map((groupSize) => ({ title: `groups of ${groupSize}`, arithmetic: { ...NATIVE, groupSize } })),
  { title: "one group", arithmetic: { ...NATIVE, groups: 1 } },
  { title: "an odd number of groups", arithmetic: { ...NATIVE, groups: 7 } },
  { title: "partial sums", arithmetic: { ...NATIVE, groups: 1, partials: 5 } },
  { title: "more partial sums than steps", arithmetic: { ...NATIVE, groups: 16, partials: 8 } },
  { title: "multiplied", arithmetic: { ...NATIVE, weights: "multiply", groupSize: 1, groups: 9 } },
  { title: "multiplied in groups", arithmetic: { ...NATIVE, weights: "multiply", groupSize: 4 } },
  { title: "a wider accumulator", arithmetic: { ...NATIVE, accumulator: fp32 } },
  {
    title: "tables and accumulators that widen",
    arithmetic: { ...NATIVE, format: fp8e4m3, table: fp16, accumulator: fp32 },
  },
  { title: "flushed", arithmetic: { ...NATIVE, subnormals: "flushed" } },
  ...[bf16, fp8e4m3, fp8e5m2, fp32].map((format) => ({
    title: format.name,
    arithmetic: { ...NATIVE, format, table: format, accumulator: format },
  })),
  { title: "aligned by tiles", arithmetic: ALIGNED },
  { title: "aligned by products", arithmetic: { ...ALIGNED, span: "vector" } },
  { title: "aligned to two bits", arithmetic: { ...ALIGNED, keptBits: 2 } },
  { title: "aligned to 28 bits of fp32", arithmetic: { ...ALIGNED, format: fp32, accumulator: fp32, keptBits: 28 } },
  { title: "aligned and flushed", arithmetic: { ...ALIGNED, subnormals: "flushed", format: fp8e5m2 } },
  { title: "tiles larger than products", arithmetic: { ...ALIGNED, tileInputs: 500 } },
];

describe("dotProducts(arithmetic, inputs).sum(weights, offset)", () => {
  it.each(CASES)("is floatDotProduct, bit for bit: $title", ({ arithmetic }) => {
    const random = new Random(5);
    const { format, accumulator, subnormals } = arithmetic;
    for (const inputs of [1, 2, 11, 24, 61]) {
      const sums = dotProducts(arithmetic, inputs);
      for (let repeat = 0; repeat < 40; repeat++) {
        // Exponents close together cancel and overflow; all patterns meet subnormals, and the far ends of the format.
        const bits = Int32Array.from({ length: inputs }, () => pattern(random, format, repeat % 2 === 0));
        const weights = Int8Array.from({ length: 2 * inputs }, () => random.integer(-1, 1));
        sums.load(
          Float32Array.from(bits, (each) => valueOf(each >>> 0, format)),
          0,
        );
        for (const output of [0, 1]) {
          const expected = floatDotProduct(arithmetic, { inputs, outputs: 2, activations: bits, weights }, output);
          expect(bitsOf(sums.sum(weights, output * inputs), accumulator, subnormals)).toBe(expected);
        }
      }
    }
  });

  it("starts where it is told to", () => {
    const sums = dotProducts({ ...NATIVE, groups: 1 }, 2);
    sums.load(Float32Array.of(9, 1.5, 2), 1);
    expect(sums.sum(Int8Array.of(1, 1, -1, 1), 2)).toBe(0.5);
  });
});

/** A finite number: any, or one of the order of 1. */
function pattern(random: Random, format: FloatFormat, isAny: boolean): number {
  if (!isAny) return bitsOf(random.gaussian(), format) | 0;
  for (;;) {
    const bits = Math.floor(random.next() * 2 ** formatBits(format));
    if (isFiniteFloat(bits, format)) return bits | 0;
  }
}

it("FLOAT_FORMATS are all values of fp32, which holds drawn activations", () => {
  for (const name of FLOAT_NAMES) expect(contains(fp32, FLOAT_FORMATS[name])).toBe(true);
});
