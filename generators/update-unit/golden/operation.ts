import type { EventCounter, Slot, SlotListener } from "../../contract/index.ts";

/** Collects an operation. */
export class OperationLog {
  readonly slots: Slot[] = [];
  cycles = 0;
  readonly #hear: SlotListener | undefined;
  readonly events: Record<EventCounter, number> = {
    updates: 0,
    ltp_slots: 0,
    ltd_slots: 0,
    skipped: 0,
    refreshed: 0,
    reads: 0,
    unverified: 0,
  };

  constructor(hear?: SlotListener) {
    this.#hear = hear;
  }

  /** A slot of pulses and the cycle that decided on it. `width` is how long the slot lasts without the gap. */
  pulse(slot: Slot, width: number, gap: number): void {
    this.#hear?.(slot, this.cycles + 1);
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
