import {
  biasOf,
  canonicalNan,
  formatBits,
  largestFinite,
  leastExponent,
  type FloatFormat,
  type Subnormals,
} from "./float-format.ts";

/**
 * Arithmetic on floating-point numbers as bit patterns (unsigned integers below 2^32), by way of doubles: every value of
 * a format is a double, and a double's sum or product of two, rounded once more, is the correctly rounded result, since a
 * double has more than 2p + 2 bits for p ≤ 24 (S. A. Figueroa, "When is double rounding innocuous?", SIGNUM Newsletter
 * 30(3), 1995). Shares no code with the circuits.
 */

/** The value of a bit pattern; NaN for any NaN. With `flushed`, a subnormal counts as a zero of its sign. */
export function valueOf(bits: number, format: FloatFormat, subnormals: Subnormals = "kept"): number {
  const { exponentBits, mantissaBits, specials } = format;
  const half = 2 ** (exponentBits + mantissaBits);
  const sign = bits >= half ? -1 : 1;
  const magnitude = bits % half;
  if (magnitude > largestFinite(format)) {
    const isInfinite = specials === "ieee" && magnitude === half - 2 ** mantissaBits;
    return isInfinite ? sign * Infinity : Number.NaN;
  }
  const exponent = Math.floor(magnitude / 2 ** mantissaBits);
  const fraction = magnitude % 2 ** mantissaBits;
  if (exponent === 0) {
    return sign * (subnormals === "kept" ? fraction * 2 ** (leastExponent(format) - mantissaBits) : 0);
  }
  return sign * (1 + fraction / 2 ** mantissaBits) * 2 ** (exponent - biasOf(format));
}

/**
 * The bit pattern nearest to `value`, ties to even; overflow gives infinity, or NaN where there is none. With `flushed`,
 * whatever is smaller than the smallest normal number, but not 0 itself, becomes +0.
 */
export function bitsOf(value: number, format: FloatFormat, subnormals: Subnormals = "kept"): number {
  if (Number.isNaN(value)) return canonicalNan(format);
  const { mantissaBits } = format;
  const sign = value < 0 || Object.is(value, -0) ? 2 ** (formatBits(format) - 1) : 0;
  const magnitude = Math.abs(value);
  if (magnitude === Infinity) return overflow(format, sign);
  const least = leastExponent(format);
  const exponent = Math.max(least, floorLog2(magnitude));
  const significand = roundHalfEven(magnitude * 2 ** (mantissaBits - exponent));
  const packed = (exponent - least) * 2 ** mantissaBits + significand;
  if (packed > largestFinite(format)) return overflow(format, sign);
  if (subnormals === "flushed" && packed < 2 ** mantissaBits) return magnitude === 0 ? sign : 0;
  return sign + packed;
}

function overflow(format: FloatFormat, sign: number): number {
  return format.specials === "ieee" ? sign + largestFinite(format) + 1 : canonicalNan(format);
}

/** The nearest whole number, of two the even one. */
export function roundHalfEven(value: number): number {
  const floor = Math.floor(value);
  const rest = value - floor;
  return rest > 0.5 || (rest === 0.5 && floor % 2 !== 0) ? floor + 1 : floor;
}

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

/** ⌊log2⌋ of a double above 0; of 0, and of doubles too small for any format, something below every format's exponents. */
function floorLog2(value: number): number {
  double[0] = value;
  return ((halves[1] as number) >>> 20) - 1023;
}
