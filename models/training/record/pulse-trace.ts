import type { Slot, UnitRegisters, UnitShape } from "../../../generators/contract/index.ts";
import { batchesOf, GoldenUnit, resetRegisters } from "../../../generators/update-unit/index.ts";
import { InputError } from "../../../src/core/errors.ts";
import type { OperationListener } from "./operation-listener.ts";
import type { PulsePlan } from "../planners/pulse-plan.ts";
import type { PulseScale } from "../planners/pulse-scale.ts";
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

/** The layer that is traced: its unit, the widths of its pulses, and the clock. */
interface TracedLayer {
  readonly layer: number;
  readonly shape: UnitShape;
  readonly cycles: SlotCycles;
  readonly clock: TraceClock;
}

/**
 * Hears one layer's operations and says every pulse in the order and at the cycles of its unit: the golden unit beside the
 * training, so slow. It must hear the training from its first operation on.
 * @throws {InputError} for units that verify: what they pulse depends on reads between pulses
 */
export function traceLayer(traced: TracedLayer, emit: (pulse: TracedPulse) => void): OperationListener {
  const { shape } = traced;
  if (shape.writeVerify === "on" || shape.refresh === "verified") {
    const [name, value] = shape.writeVerify === "on" ? ["writeVerify", "on"] : ["refresh", "verified"];
    throw InputError.at(`--trace: ${name}`, `got ${value}, expected pulses that do not depend on reads between them`);
  }
  return new LayerTrace(traced, emit);
}

/** What a unit that never reads is answered. */
const read = () => ({ plus: [], minus: [] });

class LayerTrace implements OperationListener {
  readonly #traced: TracedLayer;
  readonly #emit: (pulse: Omit<TracedPulse, "layer">) => void;
  readonly #golden: GoldenUnit;
  readonly #usual: UnitRegisters;
  /** Reset slots of the operations that have ended. */
  #resets = 0;

  constructor(traced: TracedLayer, emit: (pulse: TracedPulse) => void) {
    const { layer, shape } = traced;
    this.#traced = traced;
    this.#emit = ({ cycle, ...pulse }) => emit({ cycle, layer, ...pulse });
    // Widths are given in cycles.
    this.#golden = new GoldenUnit({ ...shape, prescale: 1 });
    this.#usual = resetRegisters(shape);
  }

  start(x: Int16Array, delta: Int16Array, { registers }: PulseScale, apply: boolean): void {
    const { clock, cycles } = this.#traced;
    const { ltpWidth, ltdWidth, gap } = cycles;
    // Refreshes are heard of by `rewrite`: the period after reset is never.
    const input = { x, delta, apply, registers: { ...this.#usual, ...registers, ltpWidth, ltdWidth, gap }, read };
    this.#golden.operate(input, (slot, cycle) => this.#emitSlot(slot, clock.cycle + cycle));
  }

  rewrite(synapses: Int32Array, pulses: Int32Array, members: number, plan: PulsePlan, resetSlots: number): void {
    const { shape, cycles, clock } = this.#traced;
    const places = Array.from(synapses.subarray(0, members), (synapse) => ({
      row: Math.floor(synapse / shape.columns),
      column: synapse % shape.columns,
    }));
    const [{ row, column } = { row: 0, column: 0 }] = places;
    // The plan counts three cycles for every batch that is read; those after this one are yet to come, as is the end.
    const batches = shape.rows * batchesOf(shape);
    const done = row * batchesOf(shape) + Math.floor(column / shape.lanes) + 1;
    const now = clock.cycle + this.#elapsed(plan, resetSlots) - 1 - 3 * (batches - done);
    for (const place of places)
      for (const device of ["plus", "minus"] as const)
        this.#emit({ cycle: now, ...place, device, direction: "reset", width: cycles.resetWidth });
    const first = now + this.#slotCycles(cycles.resetWidth) + 1;
    const most = pulses.subarray(0, members).reduce((largest, each) => Math.max(largest, Math.abs(each)), 0);
    for (let slot = 0; slot < most; slot++) {
      const cycle = first + slot * (1 + this.#slotCycles(cycles.ltpWidth));
      for (const [m, place] of places.entries()) {
        const count = pulses[m] as number;
        if (Math.abs(count) <= slot) continue;
        const device = count > 0 ? "plus" : "minus";
        this.#emit({ cycle, ...place, device, direction: "LTP", width: cycles.ltpWidth });
      }
    }
  }

  end(plan: PulsePlan, resetSlots: number): void {
    this.#traced.clock.cycle += this.#elapsed(plan, resetSlots);
    this.#resets = resetSlots;
  }

  #emitSlot({ rows, lines, widths }: Slot, cycle: number): void {
    for (const [kind, columns] of Object.entries(lines)) {
      const width = widths[kind as keyof typeof widths] ?? 0;
      const device = kind.startsWith("plus") ? "plus" : kind.startsWith("minus") ? "minus" : "single";
      const direction = kind.endsWith("ltp") ? "LTP" : "LTD";
      for (const row of rows)
        for (const column of columns) this.#emit({ cycle, row, column, device, direction, width });
    }
  }

  #slotCycles(width: number): number {
    return width + this.#traced.cycles.gap;
  }

  /** Cycles of the present operation so far. */
  #elapsed(plan: PulsePlan, resetSlots: number): number {
    const { ltpWidth, ltdWidth, resetWidth } = this.#traced.cycles;
    return (
      plan.controlCycles +
      plan.ltpSlots * this.#slotCycles(ltpWidth) +
      plan.ltdSlots * this.#slotCycles(ltdWidth) +
      plan.bothSlots * this.#slotCycles(Math.max(ltpWidth, ltdWidth)) +
      (resetSlots - this.#resets) * this.#slotCycles(resetWidth)
    );
  }
}
