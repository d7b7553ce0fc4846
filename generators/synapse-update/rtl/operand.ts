import {
  add,
  and,
  bit,
  concat,
  constant,
  eq,
  not,
  replicate,
  slice,
  xor,
  zeroExtend,
  type Signal,
} from "../../../src/hdl/index.ts";

/** Sign and magnitude of an operand, as signals. */
export interface Operand {
  /** 1: negative. */
  readonly negative: Signal;
  readonly magnitude: Signal;
}

/** Whether any bit is one. */
export function anyOf(word: Signal): Signal {
  return word.width === 1 ? word : not(eq(word, constant(word.width, 0)));
}

/** The low bits of |v|, of those of v and its sign. */
export function absolute(value: Signal, negative: Signal): Signal {
  return add(xor(value, replicate(negative, value.width)), zeroExtend(negative, value.width));
}

/**
 * Sign and magnitude of a number of x or delta. The most negative number has the largest magnitude that is left, so that a
 * magnitude is one bit narrower than the number; one signed bit is a sign. Price: one XOR and one half adder a bit.
 */
export function operand(value: Signal, sign: "signed" | "unsigned"): Operand {
  if (sign === "unsigned") return { negative: constant(1, 0), magnitude: value };
  if (value.width === 1) return { negative: value, magnitude: constant(1, 1) };
  const low = slice(value, 0, value.width - 1);
  const negative = bit(value, value.width - 1);
  const flipped = xor(low, replicate(negative, low.width));
  // −v is the complement plus one; of the most negative number the complement is all ones already.
  const one = zeroExtend(and(negative, anyOf(low)), low.width);
  return { negative, magnitude: add(flipped, one) };
}

/**
 * The highest `kept` bits of the magnitude, without the rest: a complement needs to know of what is cut off only whether it
 * is zero.
 */
export function operandTop(value: Signal, sign: "signed" | "unsigned", kept: number): Operand {
  const whole = sign === "unsigned" ? value.width : value.width - 1;
  const cut = whole - kept;
  if (cut <= 0 || whole === 0) return operand(value, sign);
  const top = slice(value, cut, kept);
  if (sign === "unsigned") return { negative: constant(1, 0), magnitude: top };
  const negative = bit(value, value.width - 1);
  const flipped = xor(top, replicate(negative, kept));
  const one = and(negative, not(anyOf(slice(value, 0, cut))), anyOf(top));
  return { negative, magnitude: add(flipped, zeroExtend(one, kept)) };
}

/** A magnitude of M bits as a count of 0 … 2^B, B + 1 bits: to the nearest, half up. */
export function countOf(magnitude: Signal, exponent: number): Signal {
  const { width } = magnitude;
  if (width <= exponent) return shiftedLeft(magnitude, exponent - width, exponent + 1);
  const kept = zeroExtend(slice(magnitude, width - exponent, exponent), exponent + 1);
  return add(kept, zeroExtend(bit(magnitude, width - exponent - 1), exponent + 1));
}

/** `value` times 2^distance, in `width` bits; what does not fit must be zero. */
function shiftedLeft(value: Signal, distance: number, width: number): Signal {
  const moved = distance === 0 ? value : concat(constant(distance, 0), value);
  return moved.width >= width ? slice(moved, 0, width) : zeroExtend(moved, width);
}
