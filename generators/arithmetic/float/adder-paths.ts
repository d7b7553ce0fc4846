import {
  and,
  bit,
  concat,
  constant,
  mux,
  named,
  not,
  or,
  replicate,
  slice,
  xor,
  zeroExtend,
  type Signal,
} from "../../../src/hdl/index.ts";
import { biasOf, largestFinite } from "../../numeric/float-format.ts";
import { compress } from "../compressor.ts";
import type { FloatAdderShape } from "./adder-shape.ts";
import { roundToNearest, type Rounded } from "./round.ts";
import { normalise, shiftRight } from "./shift.ts";
import { anyOf, type Unpacked } from "./unpack.ts";

/** What stands between the ordered operands of an adder and its rounded sum. */

/** Operands in order, and how they differ. */
export interface Ordered {
  readonly large: Unpacked;
  readonly small: Unpacked;
  readonly isSub: Signal;
  readonly distance: Signal;
}

/** Bits to the right of a significand of `from` that the sum needs: for the precision of `to`, two more, and the sticky bit. */
function guardBits({ from, to }: FloatAdderShape): number {
  const exact = Math.floor(largestFinite(from) / 2 ** from.mantissaBits) - 1;
  return Math.min(to.mantissaBits - from.mantissaBits + 3, exact);
}

/** Large and small significand aligned, added or subtracted: one bit more than they have, for the carry. */
function alignedSum(shape: FloatAdderShape, { large, small, isSub, distance }: Ordered): Signal {
  const guard = guardBits(shape);
  const zeros = constant(guard, 0);
  const { shifted, sticky } = shiftRight(concat(zeros, small.significand), distance);
  const aligned = named("aligned", concat(or(bit(shifted, 0), sticky), slice(shifted, 1, shifted.width - 1)));
  const width = aligned.width;
  const words = [concat(zeros, large.significand), xor(aligned, replicate(isSub, width)), isSub];
  const sum = named("sum_of_significands", compress(words, 0n, width + 1, { adder: shape.adder, prefix: "sum_" }));
  return concat(slice(sum, 0, width), and(bit(sum, width), not(isSub)));
}

/** Exponent field in the format of the sum, of a significand whose top bit is one place above the larger one's. */
function roomOf({ from, to, adder }: FloatAdderShape, exponent: Signal): Signal {
  const shift = biasOf(to) - biasOf(from);
  return shift === 0
    ? exponent
    : compress([zeroExtend(exponent, to.exponentBits)], BigInt(shift), to.exponentBits, { adder, prefix: "rebias_" });
}

/** Whether normalisation may run into the smallest exponent: not if the sum's format reaches so much lower. */
function isLimited({ from, to }: FloatAdderShape, width: number): boolean {
  return biasOf(to) - biasOf(from) + 1 < width;
}

/** The rounded sum of magnitudes. */
export interface PathResult {
  readonly rounded: Rounded;
  /** The significands cancel altogether. */
  readonly isZero: Signal;
}

function roundingOptions({ from, to, adder }: FloatAdderShape) {
  return { canOverflow: to.exponentBits === from.exponentBits, adder, prefix: "" };
}

/** Align, add, normalise, round. */
export function singlePath(shape: FloatAdderShape, ordered: Ordered): PathResult {
  const sum = alignedSum(shape, ordered);
  const room = roomOf(shape, ordered.large.exponent);
  const normal = normalise(sum, room, { isLimited: isLimited(shape, sum.width), prefix: "" });
  const word = named("normal", normal.word);
  const rounded = roundToNearest({ word, room: normal.room }, shape.to, roundingOptions(shape));
  return { rounded, isZero: not(anyOf(sum)) };
}

/** A far path that rounds and a near one that normalises, and the choice between them. */
export function dualPath(shape: FloatAdderShape, ordered: Ordered): PathResult {
  const { isSub, distance } = ordered;
  const near = nearPath(shape, ordered);
  const far = farPath(shape, ordered);
  const isClose = distance.width === 1 ? constant(1, 1) : not(anyOf(slice(distance, 1, distance.width - 1)));
  const isEligible = addsSubnormals(shape) ? or(isSub, not(hiddenOf(ordered.large))) : isSub;
  const isNear = named("is_near", and(isEligible, isClose, not(near.hasTop)));
  return {
    rounded: {
      field: mux(isNear, near.field, far.field),
      fraction: mux(isNear, near.fraction, far.fraction),
      zeros: 0,
      isNormal: mux(isNear, near.isNormal, far.isNormal),
      isOverflow: far.isOverflow === undefined ? undefined : and(far.isOverflow, not(isNear)),
    },
    isZero: and(isNear, near.isZero),
  };
}

/** A sum, or a difference of which at most one place cancels: shifted by at most two places, then rounded. */
function farPath(shape: FloatAdderShape, ordered: Ordered): Rounded {
  const sum = alignedSum(shape, ordered);
  const top = sum.width - 1;
  const hasCarry = bit(sum, top);
  const isTwo = and(ordered.isSub, not(bit(sum, top - 1)));
  const once = concat(constant(1, 0), slice(sum, 0, top));
  const twice = concat(constant(2, 0), slice(sum, 0, top - 1));
  const word = named("far", mux(hasCarry, sum, mux(isTwo, twice, once)));
  const exponent = roomOf(shape, ordered.large.exponent);
  // exponent − 1 if there is no carry, − 2 if two places cancel
  const isOne = and(not(hasCarry), not(isTwo));
  const minus = concat(isOne, replicate(not(hasCarry), exponent.width - 1));
  const room = compress([exponent, minus], 0n, exponent.width, { adder: shape.adder, prefix: "far_room_" });
  return roundToNearest({ word, room }, shape.to, roundingOptions(shape));
}

interface NearResult {
  readonly field: Signal;
  readonly fraction: Signal;
  readonly isNormal: Signal;
  readonly isZero: Signal;
  /** No place cancels, so that the difference may have a bit too many: the far path's work. */
  readonly hasTop: Signal;
}

/** Whether a sum of subnormals has to be normalised, because the sum's format has smaller exponents. */
function addsSubnormals({ from, to, subnormals }: FloatAdderShape): boolean {
  return subnormals === "kept" && biasOf(to) > biasOf(from);
}

function hiddenOf({ significand }: Unpacked): Signal {
  return bit(significand, significand.width - 1);
}

/**
 * The difference of significands at most one place apart, of which at least one place cancels: no rounding. Also sums of
 * subnormals, where they must be normalised.
 */
function nearPath(shape: FloatAdderShape, { large, small, distance, isSub }: Ordered): NearResult {
  const { from, to, adder } = shape;
  const zero = constant(1, 0);
  const subtrahend = mux(bit(distance, 0), concat(small.significand, zero), concat(zero, small.significand));
  const width = subtrahend.width;
  const options = { adder, prefix: "near_" };
  const minuend = concat(zero, large.significand);
  const difference = named(
    "difference",
    addsSubnormals(shape)
      ? compress([minuend, xor(subtrahend, replicate(isSub, width)), isSub], 0n, width, options)
      : compress([minuend, not(subtrahend)], 1n, width, options),
  );
  const exponent = roomOf(shape, large.exponent);
  const minusOne = { adder, prefix: "near_room_" };
  const room = compress([exponent], (1n << BigInt(exponent.width)) - 1n, exponent.width, minusOne);
  const normal = normalise(difference, room, { isLimited: isLimited(shape, width + 1), prefix: "near_" });
  const hidden = bit(normal.word, width - 1);
  const fraction = slice(normal.word, 0, width - 1);
  const missing = to.mantissaBits - from.mantissaBits;
  const rounding = { adder, prefix: "near_field_" };
  const field = compress([and(normal.room, replicate(hidden, exponent.width)), hidden], 0n, to.exponentBits, rounding);
  return {
    field,
    fraction:
      missing === 0
        ? slice(fraction, 1, fraction.width - 1)
        : concat(...(missing > 1 ? [constant(missing - 1, 0)] : []), fraction),
    isNormal: hidden,
    isZero: not(anyOf(difference)),
    hasTop: bit(difference, width - 1),
  };
}
