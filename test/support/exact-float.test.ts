import { describe, expect, it } from "vitest";
import { FLOAT_FORMATS, type FloatFormat } from "../../generators/numeric/float-format.ts";
import { Random } from "../../src/core/random.ts";
import { decode, encode, exactConversion, exactProduct, exactSum, type ExactValue } from "./exact-float.ts";
import { corners, PAIR_KINDS, randomPairs } from "./float-pairs.ts";

const { fp8e4m3, fp8e5m2, fp16, fp32 } = FLOAT_FORMATS;

function both(format: FloatFormat) {
  return { a: format, b: format, to: format, subnormals: "kept" } as const;
}

describe("exactSum(formats, a, b)", () => {
  it("fp16: 1 + 2^-11 is a tie that goes to the even 1, and 1 + 2^-10 + 2^-11 to 1 + 2^-9", () => {
    expect(exactSum(both(fp16), 0x3c00, 0x1000)).toBe(0x3c00);
    expect(exactSum(both(fp16), 0x3c01, 0x1000)).toBe(0x3c02);
  });

  it("fp16: 65504 + 15 stays, 65504 + 16 is the tie that becomes infinity", () => {
    expect(exactSum(both(fp16), 0x7bff, 0x4b80)).toBe(0x7bff);
    expect(exactSum(both(fp16), 0x7bff, 0x4c00)).toBe(0x7c00);
  });

  it("fp8e4m3: 448 + 16 is a tie that stays 448, 448 + 18 is NaN", () => {
    expect(exactSum(both(fp8e4m3), 0x7e, 0x58)).toBe(0x7e);
    expect(exactSum(both(fp8e4m3), 0x7e, 0x59)).toBe(0x7f);
  });

  it("signs of zero: x − x is +0, −0 − 0 is −0, 0 − 0 is +0", () => {
    expect(exactSum(both(fp16), 0xc123, 0x4123)).toBe(0);
    expect(exactSum(both(fp16), 0x8000, 0x8000)).toBe(0x8000);
    expect(exactSum(both(fp16), 0x8000, 0)).toBe(0);
  });

  it("infinity − infinity and any NaN give the canonical NaN", () => {
    expect(exactSum(both(fp16), 0x7c00, 0xfc00)).toBe(0x7e00);
    expect(exactSum(both(fp16), 0xfc01, 0)).toBe(0x7e00);
    expect(exactSum(both(fp16), 0xfc00, 0x3c00)).toBe(0xfc00);
  });

  it("flushed: subnormal operands count as zero, subnormal sums become +0", () => {
    const flushed = { ...both(fp16), subnormals: "flushed" } as const;
    expect(exactSum(flushed, 0x03ff, 0x0401)).toBe(0x0401);
    expect(exactSum(flushed, 0x83ff, 0x8001)).toBe(0x8000);
    expect(exactSum(flushed, 0x0400, 0x8401)).toBe(0);
  });

  it("fp32: equals Math.fround(a + b) on random pairs of every kind and on all corners", () => {
    const expected = (x: number, y: number): number => patternOf(Math.fround(floatOf(x) + floatOf(y)));
    compareWithFround(exactSum, expected);
  });
});

describe("exactProduct(formats, a, b)", () => {
  it("fp16: 0 · infinity is NaN, −0 · 5 is −0, 256 · 256 is infinity", () => {
    expect(exactProduct(both(fp16), 0, 0xfc00)).toBe(0x7e00);
    expect(exactProduct(both(fp16), 0x8000, 0x4500)).toBe(0x8000);
    expect(exactProduct(both(fp16), 0x5c00, 0x5c00)).toBe(0x7c00);
  });

  it("fp32: equals Math.fround(a · b) on random pairs of every kind and on all corners", () => {
    const expected = (x: number, y: number): number => patternOf(Math.fround(floatOf(x) * floatOf(y)));
    compareWithFround(exactProduct, expected);
  });
});

describe("exactConversion(from, to, subnormals, bits)", () => {
  it.each([fp8e4m3, fp8e5m2])("fp16 → $name: the nearest of all its values, looked up one by one", (to) => {
    const values = ladder(to);
    for (let bits = 0; bits < 0x7c00; bits += 3) {
      const expected = nearest(values, scaled(decode(fp16, bits, "kept")));
      expect(exactConversion(fp16, to, "kept", bits)).toBe(expected);
    }
  });
});

describe("encode(format, decode(format, bits))", () => {
  it.each([fp8e4m3, fp8e5m2, fp16])("$name: gives every pattern back, or the canonical NaN", (format) => {
    for (let bits = 0; bits < 2 ** (1 + format.exponentBits + format.mantissaBits); bits++) {
      const value = decode(format, bits, "kept");
      const expected = value.kind === "nan" ? encode(format, { kind: "nan" }, "kept") : bits;
      expect(encode(format, value, "kept")).toBe(expected);
    }
  });
});

const word = new DataView(new ArrayBuffer(4));

function floatOf(bits: number): number {
  word.setUint32(0, bits);
  return word.getFloat32(0);
}

function patternOf(value: number): number {
  word.setFloat32(0, value);
  return Number.isNaN(value) ? 0x7fc00000 : word.getUint32(0);
}

function compareWithFround(exact: typeof exactSum, expected: (x: number, y: number) => number): void {
  const random = new Random(1);
  for (const kind of PAIR_KINDS) {
    const { a, b } = randomPairs(kind, fp32, fp32, 5000, random);
    a.forEach((x, i) => expect(exact(both(fp32), x, b[i] as number)).toBe(expected(x, b[i] as number)));
  }
  const all = corners(fp32);
  for (const x of all) for (const y of all) expect(exact(both(fp32), x, y)).toBe(expected(x, y));
}

/** Values of all positive patterns of an 8-bit format, and where the number after the largest would be. */
function ladder(to: FloatFormat): readonly bigint[] {
  const overflow = to.specials === "ieee" ? 0x7c : 0x7f;
  const wider = { ...to, exponentBits: to.exponentBits + 1 };
  const shift = 2 ** (to.exponentBits - 1) * 2 ** to.mantissaBits;
  const isSubnormal = (pattern: number): boolean => pattern < 2 ** to.mantissaBits;
  return Array.from({ length: overflow + 1 }, (_, pattern) =>
    scaled(isSubnormal(pattern) ? decode(to, pattern, "kept") : decode(wider, pattern + shift, "kept")),
  );
}

/** The pattern nearest to a value, the even one of two. */
function nearest(values: readonly bigint[], value: bigint): number {
  const distance = (pattern: number): bigint => {
    const difference = (values[pattern] as bigint) - value;
    return difference < 0n ? -difference : difference;
  };
  let best = 0;
  for (let pattern = 1; pattern < values.length; pattern++) {
    const [far, near] = [distance(best), distance(pattern)];
    if (near < far || (near === far && pattern % 2 === 0)) best = pattern;
  }
  return best;
}

/** In units of 2^-40. */
function scaled(value: ExactValue): bigint {
  if (value.kind !== "finite") throw new Error(`got ${value.kind}, expected a number`);
  return value.magnitude << BigInt(value.exponent + 40);
}
