import {
  and,
  bit,
  bits,
  concat,
  constant,
  eq,
  not,
  or,
  replicate,
  slice,
  type Signal,
} from "../../../src/hdl/index.ts";
import type { FloatFormat, Subnormals } from "../../numeric/float-format.ts";

/** The parts of a floating-point word. */
export interface Unpacked {
  readonly sign: Signal;
  /** Exponent field and fraction: compares like the magnitude. */
  readonly magnitude: Signal;
  /** Exponent field, 1 for subnormals. */
  readonly exponent: Signal;
  /** Hidden bit: 0 for what counts as zero, and for subnormals. */
  readonly isNormal: Signal;
  /** Fraction and hidden bit; zero for what counts as zero. */
  readonly significand: Signal;
  /** Exponent field all ones (with `nan-only`: fraction, too). */
  readonly isSpecial: Signal;
}

/** The parts of a word; with subnormals flushed, these read as zero. */
export function unpack(word: Signal, format: FloatFormat, subnormals: Subnormals): Unpacked {
  const { exponentBits, mantissaBits, specials } = format;
  const magnitude = slice(word, 0, mantissaBits + exponentBits);
  const field = slice(word, mantissaBits, exponentBits);
  const fraction = slice(word, 0, mantissaBits);
  const isNormal = anyOf(field);
  const low = or(bit(field, 0), not(isNormal));
  return {
    sign: bit(word, mantissaBits + exponentBits),
    magnitude,
    exponent: concat(low, slice(field, 1, exponentBits - 1)),
    isNormal,
    significand: concat(flushed(fraction, isNormal, subnormals), isNormal),
    isSpecial: allOf(specials === "ieee" ? field : magnitude),
  };
}

/** Bits of a fraction as the significand has them: with subnormals flushed, zero where the hidden bit is. */
export function flushed(fraction: Signal, isNormal: Signal, subnormals: Subnormals): Signal {
  return subnormals === "kept" ? fraction : and(fraction, replicate(isNormal, fraction.width));
}

/** 1 if any bit is. */
export function anyOf(word: Signal): Signal {
  return word.width <= 2 ? or(...bits(word)) : not(eq(word, constant(word.width, 0)));
}

/** 1 if all bits are. */
export function allOf(word: Signal): Signal {
  return word.width <= 2 ? and(...bits(word)) : eq(word, constant(word.width, -1));
}
