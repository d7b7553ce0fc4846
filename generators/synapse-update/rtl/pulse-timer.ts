import {
  add,
  and,
  constant,
  ltu,
  mux,
  named,
  not,
  or,
  type ModuleBuilder,
  type Signal,
} from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { hasTwoPhases } from "../../update-unit/shape.ts";
import { flag } from "./counter.ts";
import { wireOf } from "./ports.ts";
import type { RegisterWires } from "./registers.ts";
import type { StateMachine } from "./states.ts";

/** When pulses, gaps and slots are over. */
export interface PulseTimer {
  /** The last cycle of the pulses of a slot. */
  readonly pulseDone: Signal;
  /** The pulse is a reset. */
  readonly resetting: Signal;
  readonly toGap: Signal;
  /** The last cycle of a slot. */
  readonly toNext: Signal;
  readonly clearLtp: Signal;
  readonly clearLtd: Signal;
}

/** Counts the cycles of a pulse, and then those of the gap, from 1. A width of 0 is over in the first cycle, too. */
export function pulseTimer(
  m: ModuleBuilder,
  shape: UnitShape,
  parts: {
    readonly states: StateMachine;
    readonly beginsPulse: Signal;
    readonly resets: Signal;
    readonly depress: Signal | undefined;
    readonly registers: RegisterWires;
  },
): PulseTimer {
  const { states, beginsPulse, resets, depress, registers } = parts;
  const bits = shape.widthBits;
  const elapsed = m.register("elapsed_q", bits);
  const [inPulse, inGap] = [states.in("pulse"), states.in("gap")];
  const ltpWidth = wireOf(registers, "ltp_width");
  const ltdWidth = registers.ltd_width;
  const gap = wireOf(registers, "gap");
  const reset = shape.refresh === "none" ? undefined : flag(m, "resetting");
  const isOver = (width: Signal): Signal => not(ltu(elapsed, width));
  const ends = endOf(shape, {
    ltpWidth,
    ltdWidth,
    resetWidth: registers.reset_width,
    depress,
    resetting: reset?.value,
    isOver,
  });
  const pulseDone = named("pulse_done", and(inPulse, ends.all));
  const hasGap = named("has_gap", not(isNone(gap)));
  const gapDone = and(inGap, isOver(gap));
  const restarts = or(beginsPulse, resets, pulseDone);
  const one = constant(bits, 1);
  m.drive(elapsed, mux(restarts, one, add(elapsed, one)), or(restarts, inPulse, inGap));
  const toNext = named("slot_over", or(and(pulseDone, not(hasGap)), gapDone));
  // A cancelled reset pulse must not leave its width to the next update.
  reset?.drive({ set: resets, clear: or(toNext, states.in("idle")) });
  return {
    pulseDone,
    resetting: reset?.value ?? constant(1, 0),
    toGap: and(pulseDone, hasGap),
    toNext,
    clearLtp: and(inPulse, ends.ltp),
    clearLtd: and(inPulse, ends.ltd),
  };
}

function isNone(word: Signal): Signal {
  return ltu(word, constant(word.width, 1));
}

/** When potentiation, depression and the whole slot are over. */
function endOf(
  shape: UnitShape,
  parts: {
    readonly ltpWidth: Signal;
    readonly ltdWidth: Signal | undefined;
    readonly resetWidth: Signal | undefined;
    readonly depress: Signal | undefined;
    readonly resetting: Signal | undefined;
    readonly isOver: (width: Signal) => Signal;
  },
): { readonly ltp: Signal; readonly ltd: Signal; readonly all: Signal } {
  const { ltpWidth, ltdWidth, resetWidth, depress, resetting, isOver } = parts;
  if (ltdWidth === undefined || hasTwoPhases(shape)) {
    const phase = ltdWidth === undefined || depress === undefined ? ltpWidth : mux(depress, ltdWidth, ltpWidth);
    const width = resetWidth === undefined || resetting === undefined ? phase : mux(resetting, resetWidth, phase);
    const over = named("width_is_over", isOver(width));
    return { ltp: over, ltd: over, all: over };
  }
  const ltp = named("ltp_is_over", isOver(ltpWidth));
  const ltd = named("ltd_is_over", isOver(ltdWidth));
  return { ltp, ltd, all: and(ltp, ltd) };
}
