import { formatBits, type FloatFormat, type Subnormals } from "../../generators/numeric/float-format.ts";
import { bitsOf, valueOf } from "../../generators/numeric/float-value.ts";

/** a + b of two formats, rounded to a third that contains both. */
export function addFloats(
  a: { readonly bits: number; readonly format: FloatFormat },
  b: { readonly bits: number; readonly format: FloatFormat },
  to: FloatFormat,
  subnormals: Subnormals,
): number {
  return bitsOf(valueOf(a.bits, a.format, subnormals) + valueOf(b.bits, b.format, subnormals), to, subnormals);
}

/** a · b, both of one format, rounded to it. */
export function multiplyFloats(a: number, b: number, format: FloatFormat, subnormals: Subnormals): number {
  return bitsOf(valueOf(a, format, subnormals) * valueOf(b, format, subnormals), format, subnormals);
}

/** −a: the sign bit inverted, NaN or not. */
export function negateFloat(bits: number, format: FloatFormat): number {
  const half = 2 ** (formatBits(format) - 1);
  return bits >= half ? bits - half : bits + half;
}
