import { describe, expect, it } from "vitest";
import type { UnitRegisters } from "../../../generators/contract/index.ts";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import { movingCycles } from "../../../generators/update-unit/index.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";
import { unitOf } from "../../support/random-unit.ts";

const SIZES = { rows: 3, columns: 4, lanes: 2, clockGating: "waiting" };
/** Ticks of a pulse: longer than all cycles of it in which the unit moves. */
const WIDTH = 9;
/** So long that all parts of a count move. */
const LONG = 150;

/** The unit with its clock gates as outputs, of which it must have that of all but the timer. */
function ticksShown(values: ParameterValues) {
  const unit = synapseUpdate.elaborate(values);
  const [gate, ...others] = unit.clockGates;
  if (gate === undefined || others.length > 0) throw new Error("expected one clock gate");
  const driver = gate.enable;
  return { ...unit, outputs: [...unit.outputs, { name: "ticks", width: 1, driver, meaning: undefined }] };
}

/** One update of full numbers whose streams never stall: cycles, those in which the gated clock ticks, slots with pulses. */
function run(change: ParameterValues, width = WIDTH) {
  const values = unitOf({ ...SIZES, ...change });
  const unit = synapseUpdate.unit(values);
  const { fields, resetRegisters, shape } = unit;
  const top = ticksShown(values);
  const simulator = new Simulator(top);
  for (const { name } of top.inputs) simulator.set(name, 0n);
  simulator.reset();
  const step = (): void => {
    simulator.evaluate();
    simulator.clock();
    simulator.evaluate();
  };
  simulator.evaluate();
  while (simulator.get("busy") === 1n) step();
  const settings: Partial<UnitRegisters> = { ltpWidth: width, ltdWidth: width, shift: 12 };
  const has = new Set(fields.map(({ name }) => name));
  const registers = {
    ...resetRegisters,
    ...Object.fromEntries(Object.entries(settings).filter(([name]) => has.has(name as "gap"))),
  };
  for (const { name, address } of fields) {
    simulator.set("cfg_write", 1n);
    simulator.set("cfg_address", BigInt(address));
    simulator.set("cfg_write_data", BigInt(registers[name]));
    step();
  }
  simulator.set("cfg_write", 0n);
  for (let rest = 0; rest < 5; rest++) step();
  const restTicks = simulator.get("ticks");
  simulator.set("x_data", 255n);
  simulator.set("delta_data", 0x81_7fn);
  for (const port of ["start", "x_valid", "delta_valid"]) simulator.set(port, 1n);
  step();
  simulator.set("start", 0n);
  let [cycles, ticks] = [0, 0];
  for (let isDone = false; !isDone; step()) {
    cycles++;
    simulator.evaluate();
    ticks += Number(simulator.get("ticks"));
    isDone = simulator.get("done") === 1n;
  }
  const x = Array.from({ length: shape.rows }, () => 255);
  const delta = Array.from({ length: shape.columns }, (_, column) => (column % 2 === 0 ? 127 : -127));
  const expected = unit.golden().operate({ x, delta, apply: true, registers, read: () => ({ plus: [], minus: [] }) });
  return { cycles, ticks, restTicks, expected, moving: movingCycles(shape) };
}

describe("a unit with a gated clock", () => {
  it.each<[string, ParameterValues, number]>([
    ["the last of a pulse", {}, 1],
    ["the last of a pulse, however long its ticks", { prescale: 7 }, 1],
    ["the last, and two in which event counters count", { counters: "events" }, 3],
    ["the last, of two that end together", { phases: "simultaneous" }, 1],
    ["the last of a slot of trains", { product: "coincidence" }, 1],
  ])("ticks in all cycles but those of pulses, and of these in: %s", (_, change, perPulse) => {
    const { cycles, ticks, expected } = run(change);
    expect(cycles).toBe(expected.cycles);
    const { slots } = expected;
    expect(slots.length).toBeGreaterThan(8);
    const pulsing = slots.length * WIDTH * Number(change["prescale"] ?? 1);
    expect(ticks).toBe(cycles - pulsing + perPulse * slots.length);
  });

  it.each([WIDTH, 31, 32, 33, 64, LONG])("times pulses of %s cycles by a count in two parts", (width) => {
    for (const widthBits of [8, 12]) {
      const { cycles, ticks, expected } = run({ widthBits }, width);
      expect(cycles).toBe(expected.cycles);
      expect(ticks).toBe(cycles - expected.slots.length * (width - 1));
    }
  });

  it("rests when it is idle", () => {
    expect(run({}).restTicks).toBe(0n);
  });

  it("moves, or has just moved, in movingCycles(shape) of a pulse", () => {
    // The first cycle brings the lines, and so does the one behind counts and behind the shorter pulse.
    expect([run({}), run({ counters: "events" })].map(({ moving }) => moving)).toEqual([1 + 1, 1 + 3]);
  });
});
