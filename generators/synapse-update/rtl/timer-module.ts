import { ModuleBuilder, sharedBy, type Module, type PortsOf } from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { hasTwoPhases, isUnidirectional } from "../../update-unit/shape.ts";
import { place } from "./place.ts";
import { pulseTimer, type PulseTimer, type TimerInputs } from "./pulse-timer.ts";

type TimerOutputs = PortsOf<"pulse_done" | "to_gap" | "slot_over" | "clear_ltp" | "clear_ltd" | "is_reset">;

/** Whether the pulse timer is a module of its own: where most of its cycles pass without an answer. */
function hasOwnTimer({ prescale }: UnitShape): boolean {
  return prescale > 1;
}

/** The timer of a unit: part of the controller, or a child of it. */
export function placeTimer(m: ModuleBuilder, shape: UnitShape, inputs: TimerInputs): PulseTimer {
  if (!hasOwnTimer(shape)) return pulseTimer(m, shape, inputs);
  const answers = place(m, "pulse_timer", 1, timerModule(shape), inputs);
  return {
    pulseDone: answers.pulse_done,
    resetting: answers.is_reset,
    toGap: answers.to_gap,
    toNext: answers.slot_over,
    clearLtp: answers.clear_ltp,
    clearLtd: answers.clear_ltd,
  };
}

/** Verilog name: says all that shapes the module. */
function timerName(shape: UnitShape): string {
  const widths = isUnidirectional(shape) ? "ltp" : hasTwoPhases(shape) ? "two_phase" : "one_phase";
  const reset = shape.refresh === "none" ? "" : "_reset";
  return `pulse_timer_w${shape.widthBits}_ticks${shape.prescale}_${widths}${reset}`;
}

/** Says when pulses and gaps are over; nothing else of a unit changes until then. */
const timerModule = sharedBy(timerName, (shape: UnitShape): Module<TimerInputs, TimerOutputs> => {
  const { widthBits, prescale, refresh } = shape;
  const m = new ModuleBuilder<TimerInputs>(timerName(shape), `Times pulses and gaps in ticks of ${prescale} cycles.`);
  const always = {
    in_pulse: m.input("in_pulse", 1),
    in_gap: m.input("in_gap", 1),
    begins_pulse: m.input("begins_pulse", 1),
    ltp_width: m.input("ltp_width", widthBits),
    gap: m.input("gap", widthBits),
  };
  const ltd = isUnidirectional(shape) ? {} : { ltd_width: m.input("ltd_width", widthBits) };
  const phase = hasTwoPhases(shape) ? { depress: m.input("depress", 1) } : {};
  const reset =
    refresh === "none"
      ? {}
      : {
          in_idle: m.input("in_idle", 1),
          resets: m.input("resets", 1),
          reset_width: m.input("reset_width", widthBits),
        };
  const timer = pulseTimer(m, shape, { ...always, ...ltd, ...phase, ...reset });
  return m.build({
    pulse_done: timer.pulseDone,
    to_gap: timer.toGap,
    slot_over: timer.toNext,
    clear_ltp: timer.clearLtp,
    clear_ltd: timer.clearLtd,
    is_reset: timer.resetting,
  });
});
