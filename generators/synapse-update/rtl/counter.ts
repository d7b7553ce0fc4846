import {
  add,
  and,
  constant,
  eq,
  mux,
  named,
  not,
  or,
  type ModuleBuilder,
  type Signal,
} from "../../../src/hdl/index.ts";

/** A counter from 0; `drive` ties it up. */
export interface Counter {
  readonly value: Signal;
  /** One more, modulo its width. */
  readonly next: Signal;
  readonly is: (value: number) => Signal;
  /** `step` counts, from the last value (where `last`) to 0; `clear` wins. */
  readonly drive: (when: { readonly clear: Signal; readonly step: Signal; readonly last: Signal }) => void;
}

/** A counter of `bits` bits that starts at 0. */
export function counter(m: ModuleBuilder, name: string, bits: number): Counter {
  const value = m.register(`${name}_q`, bits, 0);
  const next = add(value, constant(bits, 1));
  return {
    value,
    next,
    is: (at) => eq(value, constant(bits, at)),
    drive: ({ clear, step, last }) => {
      m.drive(value, mux(named(`${name}_restarts`, or(clear, last)), constant(bits, 0), next), or(clear, step));
    },
  };
}

/** Counts places 0 … count − 1 and starts again; of one place there is nothing to count. */
export interface PlaceCounter {
  readonly value: Signal;
  readonly isLast: Signal;
  readonly drive: (when: { readonly clear: Signal; readonly step: Signal }) => void;
}

/** A counter of `count` places that wraps around; no register if there is one. */
export function placeCounter(m: ModuleBuilder, name: string, count: number, bits: number): PlaceCounter {
  if (count === 1) return { value: constant(1, 0), isLast: constant(1, 1), drive: () => undefined };
  const place = counter(m, name, bits);
  const isLast = named(`is_last_${name}`, place.is(count - 1));
  return { value: place.value, isLast, drive: ({ clear, step }) => place.drive({ clear, step, last: isLast }) };
}

/** A bit that is set and cleared; `set` wins. Reset to 0. */
export interface Flag {
  readonly value: Signal;
  readonly drive: (when: { readonly set: Signal; readonly clear: Signal }) => void;
}

/** A flag that is low after reset. */
export function flag(m: ModuleBuilder, name: string): Flag {
  const value = m.register(`${name}_q`, 1, 0);
  return {
    value,
    drive: ({ set, clear }) => m.drive(value, or(set, and(value, not(clear)))),
  };
}
