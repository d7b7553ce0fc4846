import {
  biasOf,
  canonicalNan,
  formatBits,
  largestFinite,
  leastExponent,
  type FloatFormat,
  type Subnormals,
} from "../../generators/numeric/float-format.ts";

/**
 * Floating-point arithmetic by its definition (IEEE 754-2019 §3.3, §4.3.1, §6.3, §7.4; OCP 8-bit Floating Point 1.0 §5):
 * operands become exact integers times powers of two, results are exact, and one rounding gives bits. It shares nothing
 * with circuits and golden models but the description of formats. Slow and short: what everything else is compared with.
 */
export type ExactValue =
  | { readonly kind: "nan" }
  | { readonly kind: "infinite"; readonly isNegative: boolean }
  /** ±magnitude · 2^exponent; a zero keeps its sign. */
  | { readonly kind: "finite"; readonly isNegative: boolean; readonly magnitude: bigint; readonly exponent: number };

/** Two formats of operands and one of results; `subnormals` holds for all three. */
export interface Formats {
  readonly a: FloatFormat;
  readonly b: FloatFormat;
  readonly to: FloatFormat;
  readonly subnormals: Subnormals;
}

/** Bits of the rounded sum; a and b are bits too. */
export function exactSum({ a, b, to, subnormals }: Formats, x: number, y: number): number {
  return encode(to, sumOf(decode(a, x, subnormals), decode(b, y, subnormals)), subnormals);
}

/** Bits of the rounded product; a and b are bits too. */
export function exactProduct({ a, b, to, subnormals }: Formats, x: number, y: number): number {
  return encode(to, productOf(decode(a, x, subnormals), decode(b, y, subnormals)), subnormals);
}

/** Bits of the value of `bits` in another format, rounded. */
export function exactConversion(from: FloatFormat, to: FloatFormat, subnormals: Subnormals, bits: number): number {
  return encode(to, decode(from, bits, subnormals), subnormals);
}

/** What bits stand for. `flushed` reads subnormal numbers as zeros of their sign. */
export function decode(format: FloatFormat, bits: number, subnormals: Subnormals): ExactValue {
  const { exponentBits, mantissaBits, specials } = format;
  const fraction = bits % 2 ** mantissaBits;
  const field = Math.floor(bits / 2 ** mantissaBits) % 2 ** exponentBits;
  const isNegative = bits >= 2 ** (formatBits(format) - 1);
  const isLastField = field === 2 ** exponentBits - 1;
  if (specials === "ieee" && isLastField) return fraction === 0 ? { kind: "infinite", isNegative } : { kind: "nan" };
  if (specials === "nan-only" && isLastField && fraction === 2 ** mantissaBits - 1) return { kind: "nan" };
  if (field === 0) {
    const magnitude = subnormals === "kept" ? BigInt(fraction) : 0n;
    return { kind: "finite", isNegative, magnitude, exponent: leastExponent(format) - mantissaBits };
  }
  const magnitude = BigInt(2 ** mantissaBits + fraction);
  return { kind: "finite", isNegative, magnitude, exponent: field - biasOf(format) - mantissaBits };
}

function sumOf(x: ExactValue, y: ExactValue): ExactValue {
  if (x.kind === "nan" || y.kind === "nan") return { kind: "nan" };
  if (x.kind === "infinite" && y.kind === "infinite") return x.isNegative === y.isNegative ? x : { kind: "nan" };
  if (x.kind === "infinite") return x;
  if (y.kind === "infinite") return y;
  const exponent = Math.min(x.exponent, y.exponent);
  const sum = integerAt(x, exponent) + integerAt(y, exponent);
  // §6.3: an exact zero is +0 unless both operands are zeros (or the sum of equals) of negative sign.
  const isNegative = sum === 0n ? x.isNegative && y.isNegative : sum < 0n;
  return { kind: "finite", isNegative, magnitude: sum < 0n ? -sum : sum, exponent };
}

function integerAt(x: Extract<ExactValue, { kind: "finite" }>, exponent: number): bigint {
  const magnitude = x.magnitude << BigInt(x.exponent - exponent);
  return x.isNegative ? -magnitude : magnitude;
}

function productOf(x: ExactValue, y: ExactValue): ExactValue {
  if (x.kind === "nan" || y.kind === "nan") return { kind: "nan" };
  const isNegative = x.isNegative !== y.isNegative;
  if (x.kind === "finite" && y.kind === "finite")
    return { kind: "finite", isNegative, magnitude: x.magnitude * y.magnitude, exponent: x.exponent + y.exponent };
  const isInvalid = [x, y].some((each) => each.kind === "finite" && each.magnitude === 0n);
  return isInvalid ? { kind: "nan" } : { kind: "infinite", isNegative };
}

/**
 * Bits of a value in a format, rounded to nearest, ties to even. What rounds beyond the largest finite number is infinity,
 * or NaN in formats without one. `flushed` gives +0 for what rounds below the smallest normal number.
 */
export function encode(format: FloatFormat, value: ExactValue, subnormals: Subnormals): number {
  const { exponentBits, mantissaBits, specials } = format;
  if (value.kind === "nan") return canonicalNan(format);
  const sign = value.isNegative ? 2 ** (formatBits(format) - 1) : 0;
  const infinity = specials === "ieee" ? sign + (2 ** exponentBits - 1) * 2 ** mantissaBits : canonicalNan(format);
  if (value.kind === "infinite") return infinity;
  if (value.magnitude === 0n) return sign;
  const leading = value.exponent + value.magnitude.toString(2).length - 1;
  // Numbers of the format around the value are multiples of 2^unit; rounding up to a power of two stays a multiple.
  const unit = Math.max(leading, leastExponent(format)) - mantissaBits;
  const rounded = Number(roundedToUnit(value.magnitude, value.exponent - unit));
  if (rounded < 2 ** mantissaBits) return subnormals === "kept" ? sign + rounded : 0;
  const carry = rounded === 2 ** (mantissaBits + 1) ? 1 : 0;
  const field = unit + carry + mantissaBits + biasOf(format);
  const fraction = carry ? 0 : rounded - 2 ** mantissaBits;
  const finite = field * 2 ** mantissaBits + fraction;
  return finite > largestFinite(format) ? infinity : sign + finite;
}

/** magnitude · 2^shift, rounded to the nearest integer, ties to even. */
function roundedToUnit(magnitude: bigint, shift: number): bigint {
  if (shift >= 0) return magnitude << BigInt(shift);
  const unit = 1n << BigInt(-shift);
  const floor = magnitude / unit;
  const twice = 2n * (magnitude % unit);
  const isUp = twice > unit || (twice === unit && floor % 2n === 1n);
  return isUp ? floor + 1n : floor;
}
