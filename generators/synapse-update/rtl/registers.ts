import {
  add,
  and,
  choose,
  concat,
  constant,
  eq,
  ModuleBuilder,
  named,
  or,
  shared,
  sharedBy,
  slice,
  zeroExtend,
  type Module,
  type Signal,
  type PortsOf,
} from "../../../src/hdl/index.ts";
import { digest } from "../../../src/core/digest.ts";
import type { EventCounter, UnitShape, RegisterName } from "../../contract/index.ts";
import { ADDRESS_BITS, COUNTER_BITS, EVENT_COUNTERS, registerFields } from "../../update-unit/registers.ts";

/** `ltp_width` for `ltpWidth`. */
type Port<Name extends string> = Name extends `${infer Letter}${infer Rest}`
  ? `${Letter extends Lowercase<Letter> ? Letter : `_${Lowercase<Letter>}`}${Port<Rest>}`
  : Name;

/** The values of the registers that a unit has, by port. */
export type RegisterWires = PortsOf<never, Port<RegisterName>>;

/** Port of a register's value. */
export function portOf(name: RegisterName): keyof RegisterWires {
  const port = name.replaceAll(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return port as Port<RegisterName>;
}

/** Width of what is written to the registers. */
export function writeBits(shape: UnitShape): number {
  return Math.max(...registerFields(shape).map(({ bits }) => bits));
}

/** Width of what is read: of counters more than is written. */
export function busBits(shape: UnitShape): number {
  const widest = writeBits(shape);
  return shape.counters === "events" ? Math.max(COUNTER_BITS, widest) : widest;
}

/** All that shapes the module. */
function registersWords(shape: UnitShape): string {
  const fields = registerFields(shape).map(({ address, bits, reset }) => `${address}w${bits}r${reset}`);
  const ticks = shape.prescale === 1 ? "" : `_ticks${shape.prescale}`;
  return `update_registers_${fields.join("_")}_bus${busBits(shape)}${ticks}`;
}

/** Verilog name: how many registers there are, and a digest of their addresses, widths and reset values. */
export function registersName(shape: UnitShape): string {
  return `update_registers_${registerFields(shape).length}_bus${busBits(shape)}_${digest(registersWords(shape))}`;
}

type RegistersInputs = PortsOf<"write" | "busy" | "address" | "write_data">;

/** The register map: a write is one cycle of `write` while the unit is idle; `read_data` shows the register at `address`. */
export const registers = sharedBy(registersWords, (shape: UnitShape) => {
  const m = new ModuleBuilder<RegistersInputs>(
    registersName(shape),
    "Register map of the update unit, written while it is idle:",
    ...registerFields(shape).map(
      ({ address, name, bits, reset, meaning }) =>
        `  ${address}  ${portOf(name)}[${bits}], ${reset} after reset: ${meaning}`,
    ),
  );
  const width = busBits(shape);
  const widest = writeBits(shape);
  const write = m.input("write", 1, "a register is written");
  const busy = m.input("busy", 1, "an update is under way: nothing is written");
  const address = m.input("address", ADDRESS_BITS, "register that is written or read");
  const data = m.input("write_data", widest, "what is written");
  const isAt = (at: number): Signal => eq(address, constant(ADDRESS_BITS, at));
  const accepts = named("accepts", and(write, eq(busy, constant(1, 0))));
  const hits: Signal[] = [];
  const values: Signal[] = [];
  const outputs: { -readonly [P in keyof RegisterWires]: Signal } = {};
  const words: { -readonly [P in keyof RegisterWires]: string } = {};
  for (const { name, address: at, bits, reset, meaning } of registerFields(shape)) {
    const value = m.register(`${portOf(name)}_q`, bits, reset);
    m.drive(value, slice(data, 0, bits), and(accepts, isAt(at)));
    hits.push(isAt(at));
    values.push(zeroExtend(value, widest));
    outputs[portOf(name)] = value;
    words[portOf(name)] = meaning;
  }
  return m.build(
    { ...outputs, read_data: zeroExtend(choose(hits, values), width) },
    { ...words, read_data: "the register at the address, or 0" },
  );
});

/** Beginning of the Verilog name of the event counters. */
export const EVENT_COUNTERS_NAME = "update_event_counters";

/** Counts what happens, 32 bits an event; hands on the `read_data` of the registers where the address is not one of its own. */
export function eventCounters(shape: UnitShape): Module<CountersInputs, PortsOf<"read_data">> {
  const name = `${EVENT_COUNTERS_NAME}_bus${busBits(shape)}`;
  return shared(name, () => {
    const m = new ModuleBuilder<CountersInputs>(
      name,
      "Event counters, read only, wrapping around:",
      ...EVENT_COUNTERS.map(({ address, name: event, meaning }) => `  ${address}  ${event}: ${meaning}`),
    );
    const width = busBits(shape);
    const address = m.input("address", ADDRESS_BITS, "register that is written or read");
    const others = m.input("registers_data", width, "what the register map reads");
    const counts = EVENT_COUNTERS.map(({ name: event, address: at }) => ({
      hit: eq(address, constant(ADDRESS_BITS, at)),
      value: zeroExtend(eventCounter(m, event), width),
    }));
    const chosen = choose(
      counts.map(({ hit }) => hit),
      counts.map(({ value }) => value),
    );
    return m.build({ read_data: or(others, chosen) }, { read_data: "the counter or register at the address" });
  });
}

type CountersInputs = PortsOf<"address" | "registers_data" | EventCounter>;

/**
 * Counts one event in two halves: the event, and the carry between the halves, wait a cycle in a flip-flop, so that no path
 * runs from the controller through 32 bits of carries. A count is whole two cycles after its event.
 */
function eventCounter(m: ModuleBuilder<CountersInputs>, event: EventCounter): Signal {
  const half = COUNTER_BITS / 2;
  const happened = m.registered(`${event}_event_q`, m.input(event, 1, "it happens"), { reset: 0 });
  const low = m.register(`${event}_low_q`, half, 0);
  const high = m.register(`${event}_high_q`, half, 0);
  m.drive(low, add(low, constant(half, 1)), happened);
  const isFull = eq(low, constant(half, 2 ** half - 1));
  const carries = m.registered(`${event}_carry_q`, and(happened, isFull), { reset: 0 });
  m.drive(high, add(high, constant(half, 1)), carries);
  return concat(low, high);
}
