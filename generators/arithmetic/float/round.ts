import {
  and,
  bit,
  concat,
  constant,
  not,
  or,
  replicate,
  slice,
  zeroExtend,
  type Signal,
} from "../../../src/hdl/index.ts";
import type { FloatFormat, Subnormals } from "../../numeric/float-format.ts";
import { compressBits, type Adder } from "../compressor.ts";
import { bits } from "../../../src/hdl/index.ts";
import { allOf, anyOf } from "./unpack.ts";

/** What is to be rounded. */
export interface Unrounded {
  /** Normalised significand, its hidden bit on top; subnormal or zero if that is 0. Everything below counts. */
  readonly word: Signal;
  /** Exponent field less 1 for a hidden bit of 1; for one of 0 the field is 0. */
  readonly room: Signal;
  /** 1: something non-zero lies below `word`. */
  readonly sticky?: Signal;
}

/** A rounded magnitude. */
export interface Rounded {
  readonly field: Signal;
  readonly fraction: Signal;
  /** Lowest bits of the result that are always 0: where a short word ends, unless a NaN sets all bits. */
  readonly zeros: number;
  /** The value is too large for the format; undefined if it cannot be. */
  readonly isOverflow: Signal | undefined;
  /** Exponent field above 0. */
  readonly isNormal: Signal;
}

/**
 * Rounds to nearest even. Exponent field and fraction are one number, so that a carry out of the fraction makes the next
 * exponent, and one out of the largest subnormal the smallest normal number.
 */
export function roundToNearest(
  { word, room, sticky }: Unrounded,
  to: FloatFormat,
  { canOverflow, adder, prefix }: { readonly canOverflow: boolean; readonly adder: Adder; readonly prefix: string },
): Rounded {
  const { exponentBits, mantissaBits, specials } = to;
  const padded = word.width < mantissaBits + 2 ? concat(constant(mantissaBits + 2 - word.width, 0), word) : word;
  const rest = padded.width - mantissaBits - 1;
  const fraction = slice(padded, rest, mantissaBits);
  const hidden = bit(padded, padded.width - 1);
  const half = bit(padded, rest - 1);
  const below = [...(rest > 1 ? [anyOf(slice(padded, 0, rest - 1))] : []), ...(sticky === undefined ? [] : [sticky])];
  const isUp = and(half, or(bit(fraction, 0), ...below));
  const fieldBits = Math.max(canOverflow ? exponentBits + 1 : exponentBits, canOverflow ? room.width + 1 : 1);
  const base = and(
    zeroExtend(slice(room, 0, Math.min(room.width, fieldBits)), fieldBits),
    replicate(hidden, fieldBits),
  );
  const columns = [...bits(fraction).map((each) => [each]), ...bits(base).map((each) => [each])];
  columns[0]?.push(isUp);
  columns[mantissaBits]?.push(hidden);
  const packed = compressBits(columns, 0n, mantissaBits + fieldBits, { adder, prefix: `${prefix}round_` });
  const field = slice(packed, mantissaBits, exponentBits);
  const rounded = slice(packed, 0, mantissaBits);
  const largest = allOf(specials === "ieee" ? field : slice(packed, 0, mantissaBits + exponentBits));
  const beyond =
    fieldBits > exponentBits ? [anyOf(slice(packed, mantissaBits + exponentBits, fieldBits - exponentBits))] : [];
  return {
    field,
    fraction: rounded,
    zeros: specials === "ieee" ? Math.max(0, mantissaBits + 1 - word.width) : 0,
    isOverflow: canOverflow ? or(largest, ...beyond) : undefined,
    isNormal: anyOf(beyond.length > 0 ? concat(field, ...beyond) : field),
  };
}

/**
 * Puts sign, rounded magnitude and special cases together. Flushed: a subnormal becomes +0.
 * @param isInfinite ignored by formats without infinity
 */
export function pack(
  sign: Signal,
  { field, fraction, zeros, isOverflow, isNormal }: Rounded,
  to: FloatFormat,
  options: { readonly isNan: Signal; readonly isInfinite?: Signal; readonly subnormals: Subnormals },
): Signal {
  const { exponentBits, mantissaBits, specials } = to;
  const { isNan, isInfinite, subnormals } = options;
  const overflows = isOverflow === undefined ? [] : [isOverflow];
  const infinities = [...overflows, ...(isInfinite === undefined ? [] : [isInfinite])];
  const isSpecial = or(isNan, ...infinities);
  const masked = (word: Signal, on: Signal): Signal => and(word, replicate(on, word.width));
  const kept = subnormals === "kept" ? fraction : masked(fraction, isNormal);
  if (specials === "nan-only") {
    const magnitude = or(concat(kept, field), replicate(isSpecial, mantissaBits + exponentBits));
    return concat(magnitude, and(sign, not(isSpecial)));
  }
  const used = mantissaBits - zeros;
  const finite = masked(slice(kept, zeros, used), not(isSpecial));
  const quiet = used === 1 ? isNan : concat(constant(used - 1, 0), isNan);
  const below = zeros === 0 ? [] : [constant(zeros, 0)];
  return concat(...below, or(finite, quiet), or(field, replicate(isSpecial, exponentBits)), and(sign, not(isNan)));
}
