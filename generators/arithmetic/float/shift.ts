import { and, bit, concat, constant, mux, named, not, or, slice, xor, type Signal } from "../../../src/hdl/index.ts";
import { anyOf } from "./unpack.ts";

/**
 * Logarithmic right shift by 0 … 2^k − 1; the bits that fall out come back as one, `sticky`.
 * Price: k · width multiplexers and as many ORs as bits can fall out.
 */
export function shiftRight(word: Signal, amount: Signal): { readonly shifted: Signal; readonly sticky: Signal } {
  let shifted = word;
  const lost: Signal[] = [];
  for (let i = 0; i < amount.width; i++) {
    const [distance, isMoved] = [2 ** i, bit(amount, i)];
    const out = Math.min(distance, word.width);
    lost.push(and(isMoved, anyOf(slice(shifted, 0, out))));
    const zeros = constant(out, 0);
    const moved = out === word.width ? zeros : concat(slice(shifted, out, word.width - out), zeros);
    shifted = named(`after_right${distance}`, mux(isMoved, moved, shifted));
  }
  return { shifted, sticky: or(...lost) };
}

/** A significand shifted until its top bit is 1, or as far as its exponent allows. */
export interface Normalised {
  readonly word: Signal;
  /** What is left of `room`. */
  readonly room: Signal;
}

/**
 * Shifts left by the number of leading zeros, but at most by `room`, which goes down by the distance: step by step, the
 * longest first, so that no leading-zero counter and no subtractor is needed. With `isLimited` false the caller promises
 * that `room` is never too small. A word of zeros is shifted as far as it goes.
 * Price: about width · log2(width) multiplexers.
 */
export function normalise(
  word: Signal,
  room: Signal,
  options: { readonly isLimited: boolean; readonly prefix: string },
): Normalised {
  const { isLimited, prefix } = options;
  let [shifted, left] = [word, room];
  for (let k = Math.ceil(Math.log2(word.width)) - 1; k >= 0; k--) {
    const distance = 2 ** k;
    const isZero = not(anyOf(slice(shifted, word.width - distance, distance)));
    const isAllowed = !isLimited ? undefined : k < left.width ? anyOf(slice(left, k, left.width - k)) : constant(1, 0);
    const isMoved = named(`${prefix}left${distance}`, isAllowed === undefined ? isZero : and(isZero, isAllowed));
    const moved = concat(constant(distance, 0), slice(shifted, 0, word.width - distance));
    shifted = named(`${prefix}after_left${distance}`, mux(isMoved, moved, shifted));
    if (k < left.width) left = decrementFrom(left, k, isMoved);
  }
  return { word: shifted, room: left };
}

/** word − 2^k if `isMoved`; the result is not negative. */
function decrementFrom(word: Signal, k: number, isMoved: Signal): Signal {
  const upper = decrement(slice(word, k, word.width - k), isMoved);
  return k === 0 ? upper : concat(slice(word, 0, k), upper);
}

/** word − 1 if `isMoved`, modulo 2^width: a bit changes if all below it are 0. */
function decrement(word: Signal, isMoved: Signal): Signal {
  const changes: Signal[] = [isMoved];
  let areZero = not(bit(word, 0));
  for (let i = 1; i < word.width; i++) {
    changes.push(and(isMoved, areZero));
    areZero = and(areZero, not(bit(word, i)));
  }
  return xor(word, concat(...changes));
}
