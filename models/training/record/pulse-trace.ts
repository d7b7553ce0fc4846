import type { Slot, UnitShape } from "../../../generators/contract/index.ts";
import { batchesOf, GoldenUnit, resetRegisters } from "../../../generators/update-unit/index.ts";
import { InputError } from "../../../src/core/errors.ts";
import type { OperationListener } from "./operation-listener.ts";
import type { PulsePlan } from "../planners/pulse-plan.ts";
import type { SlotCycles } from "./statistics.ts";

/** One pulse on one device. */
export interface TracedPulse {
  /** First cycle in which it is on, counted from the start of the training. */
  readonly cycle: number;
  /** Layer of weights, row (input) and column (output), from 0. */
  readonly layer: number;
  readonly row: number;
  readonly column: number;
  readonly device: "single" | "plus" | "minus";
  readonly direction: "LTP" | "LTD" | "reset";
  /** [cycles] */
  readonly width: number;
}

/** The clock that the units of all layers share: they work one after the other. */
export interface TraceClock {
  cycle: number;
}

/** What a unit that never reads is answered. */
const read = () => ({ plus: [], minus: [] });

/**
 * Hears one layer's operations and says every pulse in the order and at the cycles of its unit: the golden unit beside the
 * training, so slow. It must hear the training from its first operation on.
 * @throws {InputError} for units that verify: what they pulse depends on reads between pulses
 */
export function traceLayer(
  { layer, shape, cycles, clock }: { layer: number; shape: UnitShape; cycles: SlotCycles; clock: TraceClock },
  emit: (pulse: TracedPulse) => void,
): OperationListener {
  if (shape.writeVerify === "on" || shape.refresh === "verified") {
    const [name, value] = shape.writeVerify === "on" ? ["writeVerify", "on"] : ["refresh", "verified"];
    throw InputError.at(`--trace: ${name}`, `got ${value}, expected pulses that do not depend on reads between them`);
  }
  const golden = new GoldenUnit(shape);
  const usual = resetRegisters(shape);
  let resets = 0;
  const slotCycles = (width: number): number => width + cycles.gap;
  const emitSlot = ({ rows, lines, widths }: Slot, cycle: number): void => {
    for (const [kind, columns] of Object.entries(lines)) {
      const width = widths[kind as keyof typeof widths] ?? 0;
      const device = kind.startsWith("plus") ? "plus" : kind.startsWith("minus") ? "minus" : "single";
      const direction = kind.endsWith("ltp") ? "LTP" : "LTD";
      for (const row of rows)
        for (const column of columns) emit({ cycle, layer, row, column, device, direction, width });
    }
  };
  const elapsed = (plan: PulsePlan, resetSlots: number): number =>
    plan.controlCycles +
    plan.ltpSlots * slotCycles(cycles.ltpWidth) +
    plan.ltdSlots * slotCycles(cycles.ltdWidth) +
    plan.bothSlots * slotCycles(Math.max(cycles.ltpWidth, cycles.ltdWidth)) +
    (resetSlots - resets) * slotCycles(cycles.resetWidth);
  return {
    start(x, delta, { registers }, apply) {
      const { ltpWidth, ltdWidth, gap } = cycles;
      // Refreshes are heard of by `rewrite`: the period after reset is never.
      const input = { x, delta, apply, registers: { ...usual, ...registers, ltpWidth, ltdWidth, gap }, read };
      golden.operate(input, (slot, cycle) => emitSlot(slot, clock.cycle + cycle));
    },
    rewrite(synapses, pulses, members, plan, resetSlots) {
      const place = (m: number) => {
        const synapse = synapses[m] as number;
        return { row: Math.floor(synapse / shape.columns), column: synapse % shape.columns };
      };
      // The plan counts three cycles for every batch that is read; those after this one are yet to come, as is the end.
      const { row, column } = place(0);
      const batches = shape.rows * batchesOf(shape);
      const done = row * batchesOf(shape) + Math.floor(column / shape.lanes) + 1;
      const now = clock.cycle + elapsed(plan, resetSlots) - 1 - 3 * (batches - done);
      for (let m = 0; m < members; m++)
        for (const device of ["plus", "minus"] as const)
          emit({ cycle: now, layer, ...place(m), device, direction: "reset", width: cycles.resetWidth });
      const first = now + slotCycles(cycles.resetWidth) + 1;
      const most = pulses.subarray(0, members).reduce((largest, each) => Math.max(largest, Math.abs(each)), 0);
      for (let slot = 0; slot < most; slot++) {
        const cycle = first + slot * (1 + slotCycles(cycles.ltpWidth));
        for (let m = 0; m < members; m++) {
          const count = pulses[m] as number;
          if (Math.abs(count) <= slot) continue;
          const device = count > 0 ? "plus" : "minus";
          emit({ cycle, layer, ...place(m), device, direction: "LTP", width: cycles.ltpWidth });
        }
      }
    },
    end(plan, resetSlots) {
      clock.cycle += elapsed(plan, resetSlots);
      resets = resetSlots;
    },
  };
}
