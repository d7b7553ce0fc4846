import { SCHEME_FACTS } from "../../src/core/schemes.ts";
import type { LineGroup, WordSource } from "../arithmetic/line-words.ts";
import type { LineKind, UnitShape } from "../contract/index.ts";

/** Widths and counts that follow from the parameters: the one place where they are worked out. */

/**
 * All parameters as one text, for names and keys. One that came later than others stands in it only where it is not as usual, so
 * that the names of units without it stay.
 */
export function shapeText({ prescale, clockGating, ...others }: UnitShape): string {
  const later = [
    ...(prescale === 1 ? [] : [`prescale${prescale}`]),
    ...(clockGating === "none" ? [] : [`gated_${clockGating}`]),
  ];
  return [...Object.values(others), ...later].join(" ");
}

/** Whether counts are computed synapse by synapse, one row at a time; else trains meet in the array. */
export function isRowSerial({ product }: UnitShape): boolean {
  return product !== "coincidence";
}

/** Groups of `lanes` columns that are handled one after the other. */
export function batchesOf({ columns, lanes }: UnitShape): number {
  return Math.ceil(columns / lanes);
}

/** Bits that hold 0 … `largest`, at least 1. */
export function bitsFor(largest: number): number {
  return Math.max(1, Math.ceil(Math.log2(largest + 1)));
}

/** Bits of |v| for a number of `bits` bits: −2^(b−1) is taken as −(2^(b−1) − 1). */
export function magnitudeBits(bits: number, sign: "signed" | "unsigned"): number {
  return sign === "unsigned" || bits === 1 ? bits : bits - 1;
}

/** Bits of the magnitude of x. */
export function xMagnitudeBits({ xBits, xSign }: UnitShape): number {
  return magnitudeBits(xBits, xSign);
}

/** Bits of the magnitude of delta. */
export function deltaMagnitudeBits({ deltaBits }: UnitShape): number {
  return magnitudeBits(deltaBits, "signed");
}

/** B with 2^B = maxPulses, where trains and mean counts need it; 0: maxPulses is no power of two. */
export function countExponent({ maxPulses }: UnitShape): number {
  const exponent = Math.log2(maxPulses);
  return Number.isInteger(exponent) ? exponent : 0;
}

/** Whether the number of slots is maxPulses by construction, not by a register. */
export function hasFixedSlots({ product, encoding }: UnitShape): boolean {
  return product === "coincidence" && encoding !== "binary-count" && encoding !== "stochastic";
}

/** Bits of the product of two magnitudes (or counts). */
export function productBits(shape: UnitShape): number {
  const [x, delta] = operandBits(shape);
  return shape.product === "min" ? Math.min(x, delta) : x + delta;
}

/** Bits of the operands of a product: magnitudes, or counts up to 2^B. */
export function operandBits(shape: UnitShape): readonly [number, number] {
  if (shape.encoding === "mean-count") return [countExponent(shape) + 1, countExponent(shape) + 1];
  return [xMagnitudeBits(shape), deltaMagnitudeBits(shape)];
}

/** Bits of what is rounded to a count: the product, or the magnitude of the accumulated sum. */
export function roundedBits(shape: UnitShape): number {
  return shape.accumulator === "cell" ? shape.accumulatorBits - 1 : productBits(shape);
}

/** Columns of a batch: fewer in the last one, if the lanes do not divide them. */
export function columnsOf({ columns, lanes }: UnitShape, batch: number): number {
  return Math.min(lanes, columns - batch * lanes);
}

/** Largest useful value of the register `shift`. */
export function mostShift(shape: UnitShape): number {
  return Math.min(roundedBits(shape), shape.rounding === "stochastic" ? shape.lfsrBits : Infinity);
}

/** Most pulses that open-loop rewriting gives: the largest code times 15 quarters, see `rewritePulses`. */
export function mostRewritePulses({ adcBits }: UnitShape): number {
  const most = 2 ** adcBits - 1;
  return 3 * most + Math.floor(most / 2) + Math.floor(most / 4);
}

/** Largest number of slots of one phase: what the slot counter must hold. */
export function mostSlots(shape: UnitShape): number {
  return Math.max(shape.maxPulses, shape.refresh === "open-loop" ? mostRewritePulses(shape) : 1);
}

/** Bits of the slot counter: derived from the most slots, never stated. */
export function slotBits(shape: UnitShape): number {
  return bitsFor(mostSlots(shape));
}

/** Bits of the longest pulse that the timer can count, in cycles. */
export function pulseBits({ widthBits, prescale }: UnitShape): number {
  return bitsFor((2 ** widthBits - 1) * prescale);
}

/** Whether the clock of all but the pulse timer stands still while the unit waits. */
export function isGated({ clockGating }: UnitShape): boolean {
  return clockGating === "waiting";
}

/**
 * Cycles of a pulse that are no waiting, as all of a unit is clocked in them or before them: with a gated clock the first and the
 * last; two at the end of the shorter pulse where both directions go at once; two more for event counters.
 */
export function movingCycles(shape: UnitShape): number {
  if (!isGated(shape)) return 0;
  const isBoth = !isUnidirectional(shape) && !hasTwoPhases(shape);
  return 2 + (isBoth ? 2 : 0) + (shape.counters === "events" ? 2 : 0);
}

/** Whether conductances are read back. */
export function readsBack({ refresh, writeVerify }: UnitShape): boolean {
  return refresh !== "none" || writeVerify === "on";
}

/** Whether a loop of read, compare and pulse is in the unit. */
export function verifies({ refresh, writeVerify }: UnitShape): boolean {
  return refresh === "verified" || writeVerify === "on";
}

/** Whether a row whose x is zero is passed over: it gives no pulses, and there is no sum that may be due. */
export function skipsZeros(shape: UnitShape): boolean {
  const { xBits, xSign, pulseLength, accumulator } = shape;
  const mayBeZero = xBits > 1 || xSign === "unsigned";
  return isRowSerial(shape) && pulseLength === "as-needed" && accumulator === "none" && mayBeZero;
}

/** Whether there are potentiation and depression slots one after the other. */
export function hasTwoPhases({ scheme, phases }: UnitShape): boolean {
  return SCHEME_FACTS[scheme].pulses !== "either" && phases === "two-phase";
}

/** Whether devices only ever get potentiation pulses. */
export function isUnidirectional({ scheme }: Pick<UnitShape, "scheme">): boolean {
  return SCHEME_FACTS[scheme].pulses === "either";
}

/** Whether a count pulses both devices of a pair, one up and the other down. */
export function pulsesBoth({ scheme }: Pick<UnitShape, "scheme">): boolean {
  return SCHEME_FACTS[scheme].pulses === "both";
}

/** Whether a synapse is read as two conductances. */
export function isPair({ scheme }: UnitShape): boolean {
  return SCHEME_FACTS[scheme].devices === 2;
}

/** The column lines of a unit, in the order of its ports. */
export function lineKinds({ scheme, refresh }: UnitShape): readonly LineKind[] {
  switch (scheme) {
    case "single":
      return ["ltp", "ltd"];
    case "pair-fixed":
      return ["plus_ltp", "plus_ltd"];
    case "pair-bidirectional":
      return ["plus_ltp", "plus_ltd", "minus_ltp", "minus_ltd"];
    case "pair-unidirectional":
      return refresh === "none" ? ["plus_ltp", "minus_ltp"] : ["plus_ltp", "minus_ltp", "pair_reset"];
  }
}

/** Whether random words are drawn: by lanes for rounding, or by rows and lanes for trains. */
export function drawsWords({ product, encoding, rounding }: UnitShape): boolean {
  return product === "coincidence" ? encoding === "stochastic" : rounding === "stochastic";
}

/** Bits of a lane's word that rounding can use. */
export function laneWordBits(shape: UnitShape): number {
  return Math.min(shape.lfsrBits, mostShift(shape));
}

/** Where random words come from. */
export function wordSource({ randomSource, lfsrBits, decorrelatingDelay }: UnitShape): WordSource {
  return { kind: randomSource, lfsrBits, delay: decorrelatingDelay };
}

/** The rows, as lines that draw random words. */
export function rowGroup({ rows, lanes }: UnitShape): LineGroup {
  return { lines: rows, first: 0, all: rows + lanes, sharedStart: 0 };
}

/** The lanes, as lines that draw random words. */
export function laneGroup(shape: UnitShape): LineGroup {
  const { rows, lanes } = shape;
  const before = isRowSerial(shape) ? 0 : rows;
  return { lines: lanes, first: before, all: before + lanes, sharedStart: 0.5 };
}

/** Words that one update draws on each line: one for each row and batch, or for each slot of each pass; no row skipped. */
export function wordsOfUpdate(shape: UnitShape): number {
  if (isRowSerial(shape)) return shape.rows * batchesOf(shape);
  const passes = (shape.xSign === "signed" ? 2 : 1) * (hasTwoPhases(shape) ? 2 : 1);
  return batchesOf(shape) * passes * shape.maxPulses;
}

/** Words of `bits` bits, one after the other in a sequence of `period` bits, until they repeat. */
export function wordsUntilRepeat(period: number, bits: number): number {
  return period / greatestCommonDivisor(period, bits);
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
