import type { EventCounter, UnitRegisters, UnitShape } from "../../../generators/contract/index.ts";
import { COUNTER_BITS, EVENT_COUNTERS, registerFields } from "../../../generators/update-unit/index.ts";
import type { Random } from "../../core/random.ts";

/** One cycle on the configuration bus. */
export interface Access {
  readonly address: number;
  readonly name: string;
  /** What is written; without it, the address is read. */
  readonly write?: number;
  /** What a read must give. */
  readonly expect?: number;
}

/** Writes that turn settings into others, in any order; some that stay are written again. */
export function writesFor(shape: UnitShape, now: UnitRegisters, next: UnitRegisters, random: Random): Access[] {
  const writes = registerFields(shape)
    .filter(({ name }) => now[name] !== next[name] || random.next() < 0.1)
    .map(({ name, address }) => ({ order: random.next(), access: { name, address, write: next[name] } }));
  return writes.toSorted((a, b) => a.order - b.order).map(({ access }) => access);
}

/** Reads of all registers and counters. */
export function checksAfter(
  shape: UnitShape,
  settings: UnitRegisters,
  counted: Readonly<Record<EventCounter, number>>,
): Access[] {
  const registers = registerFields(shape).map(({ name, address }) => ({ name, address, expect: settings[name] }));
  if (shape.counters === "none") return registers;
  const counters = EVENT_COUNTERS.map(({ name, address }) => ({ name, address, expect: counted[name] }));
  return [...registers, ...counters];
}

/** Counters at the start: all 0. */
export function noEvents(): Record<EventCounter, number> {
  return { updates: 0, ltp_slots: 0, ltd_slots: 0, skipped: 0, refreshed: 0, reads: 0, unverified: 0 };
}

/** Adds events; the counters wrap around. */
export function sumEvents(sum: Record<EventCounter, number>, events: Readonly<Record<EventCounter, number>>): void {
  for (const { name } of EVENT_COUNTERS) sum[name] = (sum[name] + events[name]) % 2 ** COUNTER_BITS;
}
