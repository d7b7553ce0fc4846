import {
  add,
  and,
  bit,
  concat,
  constant,
  ltu,
  mux,
  named,
  not,
  signalAt,
  slice,
  zeroExtend,
  type Signal,
} from "../../../src/hdl/index.ts";
import { shiftRight } from "../../arithmetic/float/shift.ts";
import { thermometer } from "../../arithmetic/thermometer.ts";
import type { Rounding } from "../../contract/index.ts";
import { anyOf } from "./operand.ts";

/** What turns a magnitude into a number of pulses. */
export interface RoundingInputs {
  readonly rounding: Rounding;
  readonly magnitude: Signal;
  /** Binary point; undefined with rounding by threshold. */
  readonly shift: Signal | undefined;
  readonly threshold: Signal | undefined;
  /** Random word, for stochastic rounding. */
  readonly word: Signal | undefined;
  /** Most pulses; as wide as the result is to be. */
  readonly pulses: Signal;
  /** Whether one pulse is the most in any case. */
  readonly isSign: boolean;
}

/** Pulses for a magnitude, as wide as `pulses`: a shift, what rounds, and a limit. */
export function pulsesOf(inputs: RoundingInputs): Signal {
  const { rounding, magnitude, pulses, isSign, threshold, shift } = inputs;
  if (rounding === "threshold" || shift === undefined) {
    if (threshold === undefined) throw new Error("internal: no threshold");
    const fires = and(not(ltu(magnitude, threshold)), anyOf(pulses));
    return zeroExtend(fires, pulses.width);
  }
  const whole = wholePart(inputs, shift);
  if (isSign) return zeroExtend(and(anyOf(whole), anyOf(pulses)), pulses.width);
  const wide = Math.max(whole.width, pulses.width);
  const isOver = named("is_over", ltu(zeroExtend(pulses, wide), zeroExtend(whole, wide)));
  const fitting = slice(zeroExtend(whole, wide), 0, pulses.width);
  return mux(isOver, pulses, fitting);
}

/** (magnitude + what rounds) >> shift. */
function wholePart({ rounding, magnitude, word }: RoundingInputs, shift: Signal): Signal {
  if (rounding === "truncate") return shiftRight(magnitude, shift).shifted;
  const width = magnitude.width + 1;
  const above = thermometer("shift", shift, magnitude.width);
  // Bit i of a half is set if the shift is i + 1: it is above i, and not above i + 1.
  const half = (i: number): Signal => {
    const next = above[i + 1];
    return next === undefined ? signalAt(above, i) : and(signalAt(above, i), not(next));
  };
  const masked = (i: number): Signal =>
    word === undefined || i >= word.width ? constant(1, 0) : and(signalAt(above, i), bit(word, i));
  const addend = concat(
    ...Array.from({ length: magnitude.width }, (_, i) => (rounding === "round" ? half(i) : masked(i))),
    constant(1, 0),
  );
  return shiftRight(named("rounded", add(zeroExtend(magnitude, width), addend)), shift).shifted;
}

/** Logarithmic shift to the left, in the width of `word`. */
export function shiftLeft(word: Signal, amount: Signal): Signal {
  let shifted = word;
  for (let i = 0; i < amount.width; i++) {
    const distance = Math.min(2 ** i, word.width);
    const zeros = constant(distance, 0);
    const moved = distance === word.width ? zeros : concat(zeros, slice(shifted, 0, word.width - distance));
    shifted = mux(bit(amount, i), moved, shifted);
  }
  return shifted;
}
