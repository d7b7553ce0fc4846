import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ENCODINGS } from "../../../../src/core/encodings.ts";
import { SCHEMES } from "../../../../src/core/schemes.ts";
import {
  PRODUCTS,
  ROUNDINGS,
  type Slot,
  type UnitRegisters,
  type UnitShape,
  type UpdateInput,
} from "../../../../generators/contract/index.ts";
import { GoldenUnit } from "../../../../generators/update-unit/golden/index.ts";
import { unitConflicts } from "../../../../generators/update-unit/conflicts.ts";
import { UNIT_PARAMETERS, unitShape } from "../../../../generators/update-unit/parameters.ts";
import { resetRegisters } from "../../../../generators/update-unit/registers.ts";
import { mostShift } from "../../../../generators/update-unit/shape.ts";
import { SynapseArray } from "../../../../models/training/devices/synapse-array.ts";
import type { PulsePlan } from "../../../../models/training/planners/pulse-plan.ts";
import { pulsePlanner } from "../../../../models/training/planners/pulse-planner.ts";
import type { ParameterValues } from "../../../../src/core/parameters.ts";
import { Random } from "../../../../src/core/random.ts";
import { device } from "../units.ts";

const DEFAULTS: ParameterValues = Object.fromEntries(UNIT_PARAMETERS.map(({ name, default: usual }) => [name, usual]));

/** Steps across the range of the devices that are pulsed: so many that none comes to an end. */
const STATES = 2 ** 16;

/** What devices were given, by their place in the array (plus devices first): `device: up, down`. */
type DevicePulses = ReadonlyMap<number, { readonly up: number; readonly down: number }>;

/** Device pulses of slots, from the names of the lines that are on: which device, and which way. */
function pulsesOfSlots({ rows, columns }: UnitShape, slots: readonly Slot[]): DevicePulses {
  const pulses = new Map<number, { up: number; down: number }>();
  for (const slot of slots)
    for (const row of slot.rows)
      for (const [kind, on] of Object.entries(slot.lines))
        for (const column of on) {
          const device = row * columns + column + (kind.startsWith("minus") ? rows * columns : 0);
          const known = pulses.get(device) ?? { up: 0, down: 0 };
          pulses.set(device, known);
          if (kind.endsWith("ltp")) known.up++;
          else known.down++;
        }
  return pulses;
}

/** Device pulses of a plan: an array of linear devices is pulsed, and each asked for its wear and where it got to. */
function pulsesOfPlan(shape: UnitShape, plan: PulsePlan): DevicePulses {
  const array = new SynapseArray(shape, device({ pulses: STATES }), 1, 1);
  const { g, wear } = array.devices;
  for (let each = 0; each < g.length; each++) array.devices.program(each, 0.5);
  array.apply(plan);
  const moved = Array.from(wear.entries()).filter(([, pulses]) => pulses > 0);
  return new Map(
    moved.map(([each, pulses]) => {
      const net = Math.round(((g[each] ?? 0) - 0.5) * STATES);
      return [each, { up: (pulses + net) / 2, down: (pulses - net) / 2 }];
    }),
  );
}

function sorted(pulses: DevicePulses): readonly string[] {
  return [...pulses].map(([each, { up, down }]) => `${each}: ${up}, ${down}`).toSorted();
}

/** Runs both for some operations and compares pulses, slots and cycles. */
function compare(values: ParameterValues, registers: Partial<UnitRegisters>, seed: number, operations = 4): void {
  const shape = unitShape(values);
  const all = { ...resetRegisters(shape), ...registers };
  const random = new Random(seed);
  const [golden, planner] = [new GoldenUnit(shape), pulsePlanner(shape)];
  for (let operation = 0; operation < operations; operation++) {
    const x = codes(random, shape.rows, shape.xBits, shape.xSign === "signed");
    const delta = codes(random, shape.columns, shape.deltaBits, true);
    const input: UpdateInput = {
      x,
      delta,
      apply: operation % 2 === 1,
      registers: all,
      read: () => ({ plus: [], minus: [] }),
    };
    const { slots, cycles } = golden.operate(input);
    const plan = planner.operate(x, delta, all, input.apply);
    expect(sorted(pulsesOfPlan(shape, plan))).toEqual(sorted(pulsesOfSlots(shape, slots)));
    const [ltp, ltd] = [Math.max(1, all.ltpWidth), Math.max(1, all.ltdWidth)];
    const on =
      plan.ltpSlots * (ltp + all.gap) +
      plan.ltdSlots * (ltd + all.gap) +
      plan.bothSlots * (Math.max(ltp, ltd) + all.gap);
    expect(plan.controlCycles + on).toBe(cycles);
  }
}

function codes(random: Random, count: number, bits: number, isSigned: boolean): Int16Array {
  return Int16Array.from({ length: count }, () => {
    if (random.next() < 0.3) return 0;
    if (isSigned && bits === 1) return -random.bit();
    return isSigned ? random.integer(-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) : random.integer(0, 2 ** bits - 1);
  });
}

const UNITS = fc.record({
  rows: fc.integer({ min: 1, max: 9 }),
  columns: fc.integer({ min: 1, max: 9 }),
  lanes: fc.integer({ min: 1, max: 9 }),
  xBits: fc.integer({ min: 1, max: 7 }),
  xSign: fc.constantFrom("signed", "unsigned"),
  deltaBits: fc.integer({ min: 1, max: 7 }),
  scheme: fc.constantFrom(...SCHEMES),
  encoding: fc.constantFrom(...ENCODINGS),
  product: fc.constantFrom(...PRODUCTS),
  rounding: fc.constantFrom(...ROUNDINGS),
  maxPulses: fc.constantFrom(1, 2, 3, 4, 8, 15, 32, 40, 64, 127),
  randomSource: fc.constantFrom("per-line", "shared"),
  lfsrBits: fc.constantFrom(12, 16, 17, 31),
  decorrelatingDelay: fc.constantFrom(1, 5, 31),
  phases: fc.constantFrom("two-phase", "simultaneous"),
  pulseLength: fc.constantFrom("as-needed", "fixed"),
  accumulator: fc.constantFrom("none", "cell"),
  accumulatorBits: fc.constantFrom(14, 16, 18),
});

/** Parameters that have no effect go back to their defaults; what still contradicts itself is undefined. */
function legal(values: Record<string, number | string>): ParameterValues | undefined {
  const repaired: Record<string, number | string> = { ...DEFAULTS, ...values };
  for (let round = 0; round < 30; round++) {
    const faults = unitConflicts(repaired);
    if (faults.length === 0) return repaired;
    for (const { path } of faults) {
      const name = path.replace(/^\//, "");
      if (name === "lanes") repaired["lanes"] = Number(repaired["columns"]);
      else if (name === "product") repaired["product"] = "coincidence";
      else if (name === "maxPulses") repaired["maxPulses"] = 16;
      else if (name === "lfsrBits")
        repaired["lfsrBits"] = repaired["lfsrBits"] === DEFAULTS["lfsrBits"] ? 17 : (DEFAULTS["lfsrBits"] ?? 16);
      else repaired[name] = DEFAULTS[name] ?? 0;
    }
  }
  return undefined;
}

describe("pulsePlanner(shape)", () => {
  it("pulses what the golden unit pulses, in as many cycles, for every kind of unit", () => {
    let compared = 0;
    fc.assert(
      fc.property(UNITS, fc.nat(), fc.nat(1000), (unit, seed, spread) => {
        const values = legal(unit);
        if (values === undefined) return;
        const shape = unitShape(values);
        const random = new Random(spread);
        const registers = {
          ltpWidth: random.integer(0, 4),
          ltdWidth: random.integer(0, 4),
          gap: random.integer(0, 2),
          pulses: random.integer(1, shape.maxPulses),
          shift: random.integer(0, mostShift(shape)),
          threshold: random.integer(1, 12),
        };
        compare(values, registers, seed);
        compared++;
      }),
      { numRuns: 400, seed: 5 },
    );
    expect(compared).toBeGreaterThan(300);
  });
});
