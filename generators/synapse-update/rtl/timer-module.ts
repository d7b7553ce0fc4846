import { and, constant, ModuleBuilder, named, not, or, sharedBy } from "../../../src/hdl/index.ts";
import type { Module, PortsOf, Signal } from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { hasTwoPhases, isGated, isUnidirectional } from "../../update-unit/shape.ts";
import { flag } from "./counter.ts";
import { place } from "./place.ts";
import { pulseTimer, type PulseTimer, type TimerInputs } from "./pulse-timer.ts";

/** Name of the timer in a unit. */
export const TIMER = "pulse_timer";

type TimerPorts = TimerInputs & PortsOf<never, "works">;
type TimerOutputs = PortsOf<"pulse_done" | "to_gap" | "slot_over" | "clear_ltp" | "clear_ltd" | "is_reset", "moves">;

/** A timer, and with a gated clock whether anything but it may change at the end of the cycle. */
export interface PlacedTimer extends PulseTimer {
  readonly moves: Signal | undefined;
}

/** Whether the pulse timer is a module of its own: where most of its cycles pass without an answer. */
function hasOwnTimer(shape: UnitShape): boolean {
  return shape.prescale > 1 || isGated(shape);
}

/**
 * The timer of a unit: part of the controller, or a child of it.
 * @param works - whether the unit does more than wait for the timer, a stream, a read or a start; looked at with a gated clock
 */
export function placeTimer(m: ModuleBuilder, shape: UnitShape, inputs: TimerInputs, works: () => Signal): PlacedTimer {
  if (!hasOwnTimer(shape)) return { ...pulseTimer(m, shape, inputs), moves: undefined };
  const wires = isGated(shape) ? { ...inputs, works: named("works", works()) } : inputs;
  const answers = place<TimerPorts, TimerOutputs>(m, TIMER, 1, timerModule(shape), { works: undefined, ...wires });
  return {
    pulseDone: answers.pulse_done,
    resetting: answers.is_reset,
    toGap: answers.to_gap,
    toNext: answers.slot_over,
    clearLtp: answers.clear_ltp,
    clearLtd: answers.clear_ltd,
    moves: answers.moves,
  };
}

/** Verilog name: says all that shapes the module. */
function timerName(shape: UnitShape): string {
  const widths = isUnidirectional(shape) ? "ltp" : hasTwoPhases(shape) ? "two_phase" : "one_phase";
  const reset = shape.refresh === "none" ? "" : "_reset";
  const gating = !isGated(shape) ? "" : shape.counters === "events" ? "_gating_counters" : "_gating";
  return `pulse_timer_w${shape.widthBits}_ticks${shape.prescale}_${widths}${reset}${gating}`;
}

const TIMER_WORDS = {
  pulse_done: "the last cycle of the pulses",
  to_gap: "a gap follows them",
  slot_over: "the last cycle of the slot",
  clear_ltp: "the last cycle of its potentiations",
  clear_ltd: "the last cycle of its depressions",
  is_reset: "the pulses are resets",
  moves: "something besides the timer may change at the end of the cycle",
};

/** Says when pulses and gaps are over; nothing else of a unit changes until then, and its clock may stand still. */
const timerModule = sharedBy(timerName, (shape: UnitShape): Module<TimerPorts, TimerOutputs> => {
  const { prescale } = shape;
  const m = new ModuleBuilder<TimerPorts>(
    timerName(shape),
    prescale === 1 ? "Times pulses and gaps." : `Times pulses and gaps in ticks of ${prescale} cycles.`,
    ...(isGated(shape) ? ["Alone on the free clock: moves says when the clock of all else has to tick."] : []),
  );
  const inputs = timerInputs(m, shape);
  const timer = pulseTimer(m, shape, inputs);
  const outputs = {
    pulse_done: timer.pulseDone,
    to_gap: timer.toGap,
    slot_over: timer.toNext,
    clear_ltp: timer.clearLtp,
    clear_ltd: timer.clearLtd,
    is_reset: timer.resetting,
    ...(isGated(shape) ? { moves: moves(m, shape, inputs, timer) } : {}),
  };
  return m.build<TimerOutputs>(outputs, TIMER_WORDS);
});

function timerInputs(m: ModuleBuilder<TimerPorts>, shape: UnitShape): TimerInputs {
  const { widthBits } = shape;
  return {
    in_pulse: m.input("in_pulse", 1, "pulses are on"),
    in_gap: m.input("in_gap", 1, "the gap behind them lasts"),
    begins_pulse: m.input("begins_pulse", 1, "pulses begin with the next cycle"),
    ltp_width: m.input("ltp_width", widthBits, "width of a potentiation, in ticks"),
    gap: m.input("gap", widthBits, "length of the gap, in ticks"),
    ...(isUnidirectional(shape)
      ? {}
      : { ltd_width: m.input("ltd_width", widthBits, "width of a depression, in ticks") }),
    ...(hasTwoPhases(shape) ? { depress: m.input("depress", 1, "the phase of depressions") } : {}),
    ...(shape.refresh === "none"
      ? {}
      : {
          in_idle: m.input("in_idle", 1, "no update is under way"),
          resets: m.input("resets", 1, "resets begin with the next cycle"),
          reset_width: m.input("reset_width", widthBits, "width of a reset, in ticks"),
        }),
  };
}

/**
 * 1 in every cycle at whose end anything but the timer may change: the unit works, a pulse or gap is over, or, where both
 * directions go at once, the shorter one; with event counters also the two cycles in which counts travel on.
 */
function moves(m: ModuleBuilder<TimerPorts>, shape: UnitShape, inputs: TimerInputs, timer: PulseTimer): Signal {
  const works = m.input("works", 1, "the unit does more than wait");
  const moved = named("changes", or(works, timer.pulseDone, timer.toNext, firstEnds(m, shape, inputs, timer)));
  if (shape.counters === "none") return moved;
  const before = m.registered("changed_q", moved, { reset: 1 });
  return or(moved, before, m.registered("changed_before_q", before, { reset: 1 }));
}

/** The shorter of two pulses ends: the line stays low from then on, while the other goes on. */
function firstEnds(m: ModuleBuilder, shape: UnitShape, { begins_pulse }: TimerInputs, timer: PulseTimer): Signal {
  if (isUnidirectional(shape) || hasTwoPhases(shape)) return constant(1, 0);
  const ends = or(timer.clearLtp, timer.clearLtd);
  const hasEnded = flag(m, "one_has_ended");
  hasEnded.drive({ set: ends, clear: begins_pulse });
  return and(ends, not(hasEnded.value));
}
