import { describe, expect, it } from "vitest";
import {
  biasOf,
  canonicalNan,
  checkedFormats,
  contains,
  FLOAT_FORMATS,
  FLOAT_NAMES,
  formatBits,
  formatFaults,
  largestFinite,
  leastExponent,
  type FloatFormat,
} from "../../../generators/numeric/float-format.ts";
import { decode, encode } from "../../support/exact-float.ts";

const { fp8e4m3, fp8e5m2, fp16, bf16, fp32 } = FLOAT_FORMATS;
const NUMERIC = { fp8e4m3, fp8e5m2, fp16, bf16, fp32 };

/** Value of a finite pattern. */
function finite(format: FloatFormat, bits: number): number {
  const value = decode(format, bits, "kept");
  return value.kind === "finite" ? Number(value.magnitude) * 2 ** value.exponent : Number.NaN;
}

it("FLOAT_NAMES lists the formats by name", () => {
  expect(FLOAT_NAMES).toEqual(["fp8e4m3", "fp8e5m2", "fp16", "bf16", "fp32"]);
  for (const name of FLOAT_NAMES) expect(FLOAT_FORMATS[name].name).toBe(name);
});

describe("formatBits, biasOf, leastExponent", () => {
  it.each([
    ["fp8e4m3", 8, 7, -6],
    ["fp8e5m2", 8, 15, -14],
    ["fp16", 16, 15, -14],
    ["bf16", 16, 127, -126],
    ["fp32", 32, 127, -126],
  ] as const)("%s: %i bits, bias %i, smallest normal 2^%i", (name, bits, bias, least) => {
    const format = NUMERIC[name];
    expect([formatBits(format), biasOf(format), leastExponent(format)]).toEqual([bits, bias, least]);
  });
});

describe("largestFinite(format)", () => {
  it.each([
    ["fp8e4m3", 0x7e, 448],
    ["fp8e5m2", 0x7b, 57344],
    ["fp16", 0x7bff, 65504],
    ["bf16", 0x7f7f, (2 - 2 ** -7) * 2 ** 127],
    ["fp32", 0x7f7fffff, (2 - 2 ** -23) * 2 ** 127],
  ] as const)("%s: 0x%x, %d", (name, bits, value) => {
    expect(largestFinite(NUMERIC[name])).toBe(bits);
    expect(finite(NUMERIC[name], bits)).toBe(value);
  });
});

describe("canonicalNan(format)", () => {
  it.each([
    ["fp8e4m3", 0x7f],
    ["fp8e5m2", 0x7e],
    ["fp16", 0x7e00],
    ["bf16", 0x7fc0],
    ["fp32", 0x7fc00000],
  ] as const)("%s: 0x%x", (name, bits) => {
    expect(canonicalNan(NUMERIC[name])).toBe(bits);
    expect(decode(NUMERIC[name], bits, "kept")).toEqual({ kind: "nan" });
  });

  it("with one bit of fraction, quiet is all there is", () => {
    expect(canonicalNan({ name: "e3m1", exponentBits: 3, mantissaBits: 1, specials: "ieee" })).toBe(0b1111);
  });
});

describe("contains(outer, inner)", () => {
  const columns = [fp8e4m3, fp8e5m2, fp16, bf16, fp32];

  it.each([
    ["fp8e4m3", [true, false, false, false, false]],
    ["fp8e5m2", [false, true, false, false, false]],
    ["fp16", [true, true, true, false, false]],
    ["bf16", [true, true, false, true, false]],
    ["fp32", [true, true, true, true, true]],
  ] as const)("%s contains fp8e4m3, fp8e5m2, fp16, bf16, fp32: %j", (name, expected) => {
    expect(columns.map((inner) => contains(NUMERIC[name], inner))).toEqual(expected);
  });

  it("is true exactly if every value of one small format comes back from the other", () => {
    const formats = [2, 3, 4].flatMap((exponentBits) =>
      [1, 2, 3, 4].flatMap((mantissaBits) =>
        (["ieee", "nan-only"] as const).map((specials) => ({ name: "", exponentBits, mantissaBits, specials })),
      ),
    );
    for (const inner of formats)
      for (const outer of formats) {
        const pair = `${JSON.stringify(outer)} contains ${JSON.stringify(inner)}`;
        expect(`${pair}: ${contains(outer, inner)}`).toBe(`${pair}: ${holdsEveryValue(outer, inner)}`);
      }
  });
});

/** By way of `outer` and back, nothing changes; and `outer` has an infinity if `inner` has. */
function holdsEveryValue(outer: FloatFormat, inner: FloatFormat): boolean {
  for (let bits = 0; bits < 2 ** formatBits(inner); bits++) {
    const value = decode(inner, bits, "kept");
    if (value.kind === "nan") continue;
    const there = decode(outer, encode(outer, value, "kept"), "kept");
    if (there.kind !== value.kind || encode(inner, there, "kept") !== bits) return false;
    if (value.kind === "finite" && there.kind === "finite" && !isEqual(value, there)) return false;
  }
  return true;
}

type Finite = { readonly magnitude: bigint; readonly exponent: number };

function isEqual(x: Finite, y: Finite): boolean {
  const least = Math.min(x.exponent, y.exponent);
  return x.magnitude << BigInt(x.exponent - least) === y.magnitude << BigInt(y.exponent - least);
}

describe("formatFaults(format)", () => {
  it("finds none in the formats of the table", () => {
    for (const name of FLOAT_NAMES) expect(formatFaults(FLOAT_FORMATS[name])).toEqual([]);
  });

  it("states each fault with the rule and the value", () => {
    expect(formatFaults({ name: "", exponentBits: 9, mantissaBits: 0, specials: "ieee" })).toEqual([
      "mantissaBits: got 0, expected an integer from 1 to 23 (0 would leave powers of two)",
      "exponentBits: got 9, expected an integer from 2 to 8",
    ]);
    expect(formatFaults({ name: "", exponentBits: 1.5, mantissaBits: 24, specials: "ieee" })).toHaveLength(2);
    expect(formatFaults({ name: "", exponentBits: 8, mantissaBits: 23, specials: "ieee" })).toEqual([]);
    expect(formatFaults({ name: "", exponentBits: 2, mantissaBits: 1, specials: "nan-only" })).toEqual([]);
  });
});

describe("checkedFormats(formats)", () => {
  it("refuses a line that no circuit can be made of, naming format and rule", () => {
    const powers: FloatFormat = { name: "powers", exponentBits: 5, mantissaBits: 0, specials: "ieee" };
    expect(() => checkedFormats({ powers })).toThrow(
      "format powers: mantissaBits: got 0, expected an integer from 1 to 23 (0 would leave powers of two)",
    );
    expect(checkedFormats(NUMERIC)).toBe(NUMERIC);
  });
});
