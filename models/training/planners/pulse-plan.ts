import { SCHEME_FACTS } from "../../../src/core/schemes.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { hasTwoPhases } from "../../../generators/update-unit/index.ts";

/** Which of the lines of a synapse a count goes to: all that its direction means, or only those of one phase. */
export const LINES = { all: 0, ltp: 1, ltd: 2 } as const;

/**
 * What one update operation pulses, made by a `PulsePlanner` and overwritten by its next operation. Entry e gives synapse
 * `synapses[e]` (row · columns + column) |`pulses[e]`| pulses, raising the weight if positive.
 */
export class PulsePlan {
  /** Entries in use. */
  count = 0;
  readonly synapses: Int32Array;
  readonly pulses: Int8Array;
  /** One of `LINES`. */
  readonly lines: Uint8Array;
  /** Slots with the length of an LTP pulse, of an LTD pulse, and of the longer one (both phases at once). */
  ltpSlots = 0;
  ltdSlots = 0;
  bothSlots = 0;
  /** Cycles of the operation besides the time in which slots are on or in the gap after them. */
  controlCycles = 0;

  /** @param entries - the most entries of an operation */
  constructor(entries: number) {
    this.synapses = new Int32Array(entries);
    this.pulses = new Int8Array(entries);
    this.lines = new Uint8Array(entries);
  }

  clear(): void {
    this.count = 0;
    this.ltpSlots = 0;
    this.ltdSlots = 0;
    this.bothSlots = 0;
    this.controlCycles = 0;
  }

  add(synapse: number, pulses: number, lines: number): void {
    const entry = this.count++;
    this.synapses[entry] = synapse;
    this.pulses[entry] = pulses;
    this.lines[entry] = lines;
  }
}

/** Registers that decide on pulse counts; widths and gap only on their times. */
export interface CountRegisters {
  readonly pulses: number;
  readonly shift: number;
  readonly threshold: number;
}

/** The pulses of one update unit, operation after operation: what the circuit does, bit for bit, fast. */
export interface PulsePlanner {
  readonly shape: UnitShape;
  /** Of the last operation. */
  readonly plan: PulsePlan;
  /**
   * One update operation.
   * @param x - `rows` numbers of xBits
   * @param delta - `columns` numbers of deltaBits
   * @param apply - with an accumulator: whether sums become pulses
   */
  operate(x: Int16Array, delta: Int16Array, registers: CountRegisters, apply: boolean): PulsePlan;
}

/** How slots of the two directions follow from what the columns want: phases of a unit, and who takes part in each. */
export type PhaseRule = "one-ltp" | "all-in-both" | "by-direction" | "simultaneous";

/** The rule of a unit, by its scheme and phases. */
export function phaseRule(shape: UnitShape): PhaseRule {
  switch (SCHEME_FACTS[shape.scheme].pulses) {
    case "either":
      return "one-ltp";
    case "both":
      return hasTwoPhases(shape) ? "all-in-both" : "simultaneous";
    case "one":
      return hasTwoPhases(shape) ? "by-direction" : "simultaneous";
  }
}

/** Phases of an update. */
export function phaseCount(rule: PhaseRule): number {
  return rule === "by-direction" || rule === "all-in-both" ? 2 : 1;
}

/** Counts the slots of one row and batch, whose columns want up to `raising` and `lowering` pulses; each phase has `least`. */
export function addSlots(plan: PulsePlan, rule: PhaseRule, raising: number, lowering: number, least: number): void {
  const up = raising > least ? raising : least;
  const down = lowering > least ? lowering : least;
  const most = up > down ? up : down;
  switch (rule) {
    case "by-direction":
      plan.ltpSlots += up;
      plan.ltdSlots += down;
      plan.controlCycles += up + down;
      return;
    case "one-ltp":
      plan.ltpSlots += most;
      plan.controlCycles += most;
      return;
    case "all-in-both":
      plan.ltpSlots += most;
      plan.ltdSlots += most;
      plan.controlCycles += 2 * most;
      return;
    case "simultaneous":
      plan.bothSlots += most;
      plan.controlCycles += most;
      return;
  }
}
