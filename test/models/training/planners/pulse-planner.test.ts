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
import { LINES, type PulsePlan } from "../../../../models/training/planners/pulse-plan.ts";
import { pulsePlanner } from "../../../../models/training/planners/pulse-planner.ts";
import type { ParameterValues } from "../../../../src/core/parameters.ts";
import { Random } from "../../../../src/core/random.ts";

const DEFAULTS: ParameterValues = Object.fromEntries(UNIT_PARAMETERS.map(({ name, default: usual }) => [name, usual]));

/** Device pulses of slots: key `row column line kind` → pulses. */
function pulsesOfSlots(slots: readonly Slot[]): Map<string, number> {
  const pulses = new Map<string, number>();
  for (const { rows, lines } of slots)
    for (const row of rows)
      for (const [kind, columns] of Object.entries(lines))
        for (const column of columns) {
          const key = `${row} ${column} ${kind}`;
          pulses.set(key, (pulses.get(key) ?? 0) + 1);
        }
  return pulses;
}

/** The same of a plan. */
function pulsesOfPlan({ scheme, columns }: UnitShape, plan: PulsePlan): Map<string, number> {
  const pulses = new Map<string, number>();
  for (let entry = 0; entry < plan.count; entry++) {
    const synapse = plan.synapses[entry] ?? 0;
    const n = plan.pulses[entry] ?? 0;
    for (const kind of kindsOf(scheme, n > 0)) {
      if (plan.lines[entry] === LINES.ltp && !kind.endsWith("ltp")) continue;
      if (plan.lines[entry] === LINES.ltd && !kind.endsWith("ltd")) continue;
      pulses.set(`${Math.floor(synapse / columns)} ${synapse % columns} ${kind}`, Math.abs(n));
    }
  }
  return pulses;
}

function kindsOf(scheme: UnitShape["scheme"], raises: boolean): readonly string[] {
  switch (scheme) {
    case "single":
      return [raises ? "ltp" : "ltd"];
    case "pair-fixed":
      return [raises ? "plus_ltp" : "plus_ltd"];
    case "pair-bidirectional":
      return raises ? ["plus_ltp", "minus_ltd"] : ["minus_ltp", "plus_ltd"];
    case "pair-unidirectional":
      return [raises ? "plus_ltp" : "minus_ltp"];
  }
}

function sorted(pulses: ReadonlyMap<string, number>): readonly string[] {
  return [...pulses].map(([key, count]) => `${key}: ${count}`).toSorted();
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
    expect(sorted(pulsesOfPlan(shape, plan))).toEqual(sorted(pulsesOfSlots(slots)));
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
