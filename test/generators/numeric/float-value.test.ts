import { describe, expect, it } from "vitest";
import {
  contains,
  FLOAT_FORMATS,
  type FloatFormat,
  type Subnormals,
} from "../../../generators/numeric/float-format.ts";
import { bitsOf, valueOf } from "../../../generators/numeric/float-value.ts";
import { Random } from "../../../src/core/random.ts";
import { decode, exactConversion, exactProduct, exactSum, type Formats } from "../../support/exact-float.ts";
import { addFloats, multiplyFloats, negateFloat } from "../../support/float-arithmetic.ts";
import {
  allPairs,
  corners,
  everyPattern,
  PAIR_KINDS,
  randomPairs,
  type PairKind,
  type Pairs,
} from "../../support/float-pairs.ts";

const { fp8e4m3, fp8e5m2, fp16, bf16, fp32 } = FLOAT_FORMATS;
const ALL = Object.values(FLOAT_FORMATS);
const SUBNORMALS: readonly Subnormals[] = ["kept", "flushed"];
const RANDOM_PAIRS = 4000;

type Operation = (x: number, y: number) => number;

/** Pairs on which two operations differ; comparing lists of those is faster than a million `expect`. */
function differences({ a, b }: Pairs, actual: Operation, expected: Operation): readonly string[] {
  const found: string[] = [];
  a.forEach((x, i) => {
    const y = b[i] as number;
    const [got, right] = [actual(x, y), expected(x, y)];
    if (got !== right) found.push(`${x.toString(16)}, ${y.toString(16)}: got ${got}, expected ${right}`);
  });
  return found.slice(0, 5);
}

function sum({ a, b, to, subnormals }: Formats): Operation {
  return (x, y) => addFloats({ bits: x, format: a }, { bits: y, format: b }, to, subnormals);
}

function product({ a, subnormals }: Formats): Operation {
  return (x, y) => multiplyFloats(x, y, a, subnormals);
}

/** Combinations of formats, with subnormals kept and flushed. */
function cases(formats: readonly (readonly [FloatFormat, FloatFormat, FloatFormat])[]) {
  return formats.flatMap(([a, b, to]) =>
    SUBNORMALS.map((subnormals) => ({ a, b, to, subnormals, name: `${a.name}, ${b.name}, ${to.name}, ${subnormals}` })),
  );
}

const EIGHT_BITS = cases([
  [fp8e4m3, fp8e4m3, fp8e4m3],
  [fp8e5m2, fp8e5m2, fp8e5m2],
  [fp8e4m3, fp8e5m2, fp16],
  [fp8e5m2, fp8e5m2, fp32],
]);

const WIDE = cases([
  [fp16, fp16, fp16],
  [bf16, bf16, bf16],
  [fp32, fp32, fp32],
  [fp16, fp16, fp32],
  [bf16, bf16, fp32],
  [fp16, bf16, fp32],
  [fp8e4m3, fp16, fp16],
  [bf16, fp8e5m2, bf16],
  [fp32, fp16, fp32],
]);

/** Corners with corners and random pairs of one kind. */
function wideCases(formats: readonly Formats[]) {
  const named = formats as ReturnType<typeof cases>;
  return named.flatMap((each) => [
    { ...each, kind: "corners" as const },
    ...PAIR_KINDS.map((kind) => ({ ...each, kind })),
  ]);
}

function pairsOf({ a, b }: Formats, kind: PairKind | "corners"): Pairs {
  if (kind === "corners") return allPairs(corners(a), corners(b));
  return randomPairs(kind, a, b, RANDOM_PAIRS, new Random(PAIR_KINDS.indexOf(kind)));
}

describe("addFloats(a, b, to, subnormals)", () => {
  it.each(EIGHT_BITS)("$name: all 65536 sums equal the exact ones", (formats) => {
    const pairs = allPairs(everyPattern(formats.a), everyPattern(formats.b));
    const expected: Operation = (x, y) => exactSum(formats, x, y);
    expect(differences(pairs, sum(formats), expected)).toEqual([]);
  });

  it.each(wideCases(WIDE))("$name, $kind: sums equal the exact ones", ({ kind, ...formats }) => {
    const expected: Operation = (x, y) => exactSum(formats, x, y);
    expect(differences(pairsOf(formats, kind), sum(formats), expected)).toEqual([]);
  });
});

describe("multiplyFloats(a, b, format, subnormals)", () => {
  it.each(EIGHT_BITS.slice(0, 4))("$name: all 65536 products equal the exact ones", (formats) => {
    const pairs = allPairs(everyPattern(formats.a), everyPattern(formats.b));
    const expected: Operation = (x, y) => exactProduct(formats, x, y);
    expect(differences(pairs, product(formats), expected)).toEqual([]);
  });

  it.each(wideCases(WIDE.slice(0, 6)))("$name, $kind: products equal the exact ones", ({ kind, ...formats }) => {
    const expected: Operation = (x, y) => exactProduct(formats, x, y);
    expect(differences(pairsOf(formats, kind), product(formats), expected)).toEqual([]);
  });
});

describe("bitsOf(valueOf(bits, from), to)", () => {
  const narrow = [fp8e4m3, fp8e5m2, fp16, bf16];
  const conversions = narrow.flatMap((from) =>
    ALL.flatMap((to) => SUBNORMALS.map((subnormals) => ({ from, to, subnormals }))),
  );

  it.each(conversions)("$from.name to $to.name, $subnormals: every pattern", ({ from, to, subnormals }) => {
    const pairs = allPairs(everyPattern(from), [0]);
    const actual: Operation = (x) => bitsOf(valueOf(x, from, subnormals), to, subnormals);
    const expected: Operation = (x) => exactConversion(from, to, subnormals, x);
    expect(differences(pairs, actual, expected)).toEqual([]);
  });

  it.each(ALL)("fp32 to $name: corners and random patterns", (to) => {
    const { a } = randomPairs("uniform", fp32, fp32, RANDOM_PAIRS, new Random(3));
    for (const subnormals of SUBNORMALS) {
      const actual: Operation = (x) => bitsOf(valueOf(x, fp32, subnormals), to, subnormals);
      const expected: Operation = (x) => exactConversion(fp32, to, subnormals, x);
      expect(differences(allPairs([...corners(fp32), ...a], [0]), actual, expected)).toEqual([]);
    }
  });

  it("rounds what lies between subnormal and normal before it flushes: fp16 2^-14 − 2^-25 stays 2^-14", () => {
    expect(bitsOf(2 ** -14 - 2 ** -25, fp16, "flushed")).toBe(0x0400);
    expect(bitsOf(2 ** -14 - 2 ** -24, fp16, "flushed")).toBe(0);
  });
});

describe("valueOf(bits, format)", () => {
  it("fp8e4m3: 0x7e is 448, 0x08 is 2^-6, 0x01 is 2^-9, 0x7f and 0xff are NaN", () => {
    expect([0x7e, 0x08, 0x01, 0xb8].map((bits) => valueOf(bits, fp8e4m3))).toEqual([448, 2 ** -6, 2 ** -9, -1]);
    expect([0x7f, 0xff].map((bits) => valueOf(bits, fp8e4m3))).toEqual([Number.NaN, Number.NaN]);
  });

  it("fp8e5m2: 0x7b is 57344, 0x7c infinity, 0x04 is 2^-14, 0x01 is 2^-16", () => {
    expect([0x7b, 0x7c, 0x04, 0x01].map((bits) => valueOf(bits, fp8e5m2))).toEqual([
      57344,
      Infinity,
      2 ** -14,
      2 ** -16,
    ]);
  });

  it("reads negative and flushed zeros with their sign", () => {
    expect([0x8000, 0x8001].map((bits) => valueOf(bits, fp16, "flushed"))).toEqual([-0, -0]);
    expect(valueOf(0x8001, fp16)).toBe(-(2 ** -24));
  });
});

describe("negateFloat(bits, format)", () => {
  it.each([fp8e4m3, fp8e5m2])("$name: inverts the sign of every number, and of NaN", (format) => {
    for (const bits of everyPattern(format)) {
      const value = decode(format, bits, "kept");
      const negated = decode(format, negateFloat(bits, format), "kept");
      expect(negated).toEqual(value.kind === "nan" ? value : { ...value, isNegative: !value.isNegative });
      expect(negateFloat(negateFloat(bits, format), format)).toBe(bits);
    }
  });
});

it("the sums above go to formats that contain both operands", () => {
  for (const { a, b, to } of WIDE) expect(contains(to, a) && contains(to, b)).toBe(true);
});
