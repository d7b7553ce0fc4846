import {
  add,
  and,
  constant,
  eq,
  ltu,
  mux,
  named,
  not,
  or,
  type ModuleBuilder,
  type PortsOf,
  type Signal,
} from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { bitsFor, hasTwoPhases } from "../../update-unit/shape.ts";
import { flag } from "./counter.ts";
import { elapsedTicks } from "./elapsed.ts";

/** What the timer looks at: where the controller is, what begins, and the registers. Ports of the timer as a module. */
export type TimerInputs = PortsOf<
  "in_pulse" | "in_gap" | "begins_pulse" | "ltp_width" | "gap",
  "in_idle" | "resets" | "depress" | "ltd_width" | "reset_width"
>;

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

/**
 * Counts the ticks of a pulse, and then those of the gap, from 1; a tick is `prescale` cycles, of which the first begins with the
 * pulse, so that a width of W takes W · prescale cycles exactly. A width of 0 is over with the first tick, too.
 */
export function pulseTimer(m: ModuleBuilder, shape: UnitShape, inputs: TimerInputs): PulseTimer {
  const { in_pulse: inPulse, in_gap: inGap, begins_pulse: beginsPulse, ltp_width: ltpWidth, gap } = inputs;
  const resets = inputs.resets ?? constant(1, 0);
  const elapsed = elapsedTicks(m, shape);
  const ticks = shape.prescale === 1 ? undefined : tickCounter(m, shape.prescale);
  const inTime = (over: Signal): Signal => (ticks === undefined ? over : and(over, ticks.isLast));
  const reset = shape.refresh === "none" ? undefined : flag(m, "resetting");
  const isOver = (width: Signal): Signal => not(ltu(elapsed.value, width));
  const ends = endOf(shape, {
    ltpWidth,
    ltdWidth: inputs.ltd_width,
    resetWidth: inputs.reset_width,
    depress: inputs.depress,
    resetting: reset?.value,
    isOver,
  });
  const pulseDone = named("pulse_done", inTime(and(inPulse, ends.all)));
  const hasGap = named("has_gap", not(isNone(gap)));
  const gapDone = inTime(and(inGap, isOver(gap)));
  const restarts = named("time_restarts", or(beginsPulse, resets, pulseDone));
  const goesOn = or(inPulse, inGap);
  const counts = or(restarts, ...(ticks ? [inTime(goesOn)] : [inPulse, inGap]));
  elapsed.drive(restarts, counts);
  ticks?.drive(restarts, goesOn);
  const toNext = named("slot_over", or(and(pulseDone, not(hasGap)), gapDone));
  // A cancelled reset pulse must not leave its width to the next update.
  reset?.drive({ set: resets, clear: or(toNext, inputs.in_idle ?? constant(1, 0)) });
  return {
    pulseDone,
    resetting: reset?.value ?? constant(1, 0),
    toGap: and(pulseDone, hasGap),
    toNext,
    clearLtp: inTime(and(inPulse, ends.ltp)),
    clearLtd: inTime(and(inPulse, ends.ltd)),
  };
}

/** Counts the cycles of a tick. */
function tickCounter(m: ModuleBuilder, prescale: number) {
  const bits = bitsFor(prescale - 1);
  const cycle = m.register("tick_cycle_q", bits);
  const isLast = named("ends_tick", eq(cycle, constant(bits, prescale - 1)));
  return {
    isLast,
    drive: (restarts: Signal, goesOn: Signal): void =>
      m.drive(cycle, mux(or(restarts, isLast), constant(bits, 0), add(cycle, constant(bits, 1))), or(restarts, goesOn)),
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
