import type { UnitRegisters } from "../registers.ts";
import type { EventCounter } from "../registers.ts";
import type { LineKind } from "../shape.ts";

/** One update operation, as the user of a unit sees it. */
export interface UpdateInput {
  /** `rows` numbers of xBits. */
  readonly x: ArrayLike<number>;
  /** `columns` numbers of deltaBits, −2^(b−1) … 2^(b−1) − 1; one-bit numbers are 0 (+1) and −1. */
  readonly delta: ArrayLike<number>;
  /** With an accumulator: whether sums are turned into pulses; else ignored. */
  readonly apply: boolean;
  readonly registers: UnitRegisters;
  /** Answers a read of the lanes' synapses: called once for each read, in order. */
  readonly read: (row: number, batch: number) => ConductanceCodes;
}

/** Codes of one conductance per lane, 0 … 2^adcBits − 1; `minus` only counts for pairs. */
export interface ConductanceCodes {
  readonly plus: ArrayLike<number>;
  readonly minus: ArrayLike<number>;
}

/**
 * Pulses at one time: a device gets one where its row line and its column line are on. Lines that are left out stay low.
 */
export interface Slot {
  /** Rows whose line is on. */
  readonly rows: readonly number[];
  /** Kind → columns whose line is on, never empty. */
  readonly lines: Partial<Record<LineKind, readonly number[]>>;
  /** Kind → cycles that its lines are on. */
  readonly widths: Partial<Record<LineKind, number>>;
}

export interface UpdateOperation {
  readonly slots: readonly Slot[];
  /** Cycles from the one after `start` to that of `done`, if streams and reads never wait. */
  readonly cycles: number;
  readonly events: Readonly<Record<EventCounter, number>>;
}

/** Collects an operation. */
export class OperationLog {
  readonly slots: Slot[] = [];
  cycles = 0;
  readonly events: Record<EventCounter, number> = {
    updates: 0,
    ltp_slots: 0,
    ltd_slots: 0,
    skipped: 0,
    refreshed: 0,
    reads: 0,
    unverified: 0,
  };

  /** A slot of pulses and the cycle that decided on it. `width` is how long the slot lasts without the gap. */
  pulse(slot: Slot, width: number, gap: number): void {
    this.slots.push(slot);
    this.wait(width, gap);
    const kinds = Object.keys(slot.lines);
    if (kinds.some((kind) => kind.endsWith("ltp"))) this.events.ltp_slots++;
    if (kinds.some((kind) => kind.endsWith("ltd"))) this.events.ltd_slots++;
  }

  /** A slot without pulses that takes the time of one. */
  wait(width: number, gap: number): void {
    this.cycles += 1 + width + gap;
  }
}
