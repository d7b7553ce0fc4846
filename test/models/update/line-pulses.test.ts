import { describe, expect, it } from "vitest";
import { GoldenUnit } from "../../../generators/update-unit/golden/index.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { UNIT_PARAMETERS, unitShape } from "../../../generators/update-unit/parameters.ts";
import { resetRegisters } from "../../../generators/update-unit/registers.ts";
import { addLinePulses, noPulses } from "../../../models/update/line-pulses.ts";
import { pulsePlanner } from "../../../models/training/planners/pulse-planner.ts";
import { Random } from "../../../src/core/random.ts";

const DEFAULTS = Object.fromEntries(UNIT_PARAMETERS.map(({ name, default: usual }) => [name, usual]));
const SIZE = { rows: 6, columns: 5, lanes: 3, xBits: 4, deltaBits: 5 };
const OPERATIONS = 40;

const UNITS: readonly Partial<UnitShape>[] = [
  { product: "multiplier", rounding: "stochastic", maxPulses: 7 },
  { product: "min", scheme: "pair-bidirectional", phases: "simultaneous", maxPulses: 7 },
  { product: "multiplier", encoding: "sign", scheme: "pair-unidirectional", maxPulses: 1 },
  { product: "coincidence", encoding: "binary-count", rounding: "round", maxPulses: 7 },
  { product: "coincidence", encoding: "sign", xSign: "signed", maxPulses: 1 },
  { product: "coincidence", encoding: "mean-count", scheme: "pair-bidirectional", maxPulses: 8 },
  { product: "coincidence", encoding: "deterministic", scheme: "pair-unidirectional", maxPulses: 8 },
  { product: "coincidence", encoding: "deterministic", phases: "simultaneous", maxPulses: 8 },
];

/** Cycles and line pulses of some random operations, by the golden unit and by plans. */
function compared(unit: Partial<UnitShape>) {
  const shape = unitShape({ ...DEFAULTS, ...SIZE, ...unit });
  const registers = { ...resetRegisters(shape), ltpWidth: 3, ltdWidth: 2, shift: 4, threshold: 2 };
  const [golden, planner, random] = [new GoldenUnit(shape), pulsePlanner(shape), new Random(1)];
  const lines = noPulses();
  const counted = { rows: 0, columns: 0, cycles: 0, planned: 0 };
  for (let k = 0; k < OPERATIONS; k++) {
    const most = shape.xSign === "signed" ? 7 : 15;
    const x = Int16Array.from({ length: 6 }, () => random.integer(most - 15 < -7 ? -7 : 0, most));
    const delta = Int16Array.from({ length: 5 }, () => random.integer(-15, 15));
    const read = () => ({ plus: [], minus: [] });
    const { slots, cycles } = golden.operate({ x, delta, apply: true, registers, read });
    for (const slot of slots) {
      counted.rows += slot.rows.length;
      for (const columns of Object.values(slot.lines)) counted.columns += columns.length;
    }
    counted.cycles += cycles;
    const plan = planner.operate(x, delta, registers, true);
    addLinePulses(shape, plan, { x, delta, registers }, lines);
    counted.planned += plan.controlCycles + 3 * (plan.ltpSlots + plan.bothSlots) + 2 * plan.ltdSlots;
  }
  const rows = lines.rowLtp + lines.rowLtd + lines.rowBoth;
  const columns = lines.columnLtp + lines.columnLtd + lines.columnBoth;
  return { golden: counted, rows, columns };
}

describe("addLinePulses", () => {
  it.each(UNITS)("counts the lines that the golden unit raises, and its cycles: %o", (unit) => {
    const { golden, rows, columns } = compared(unit);
    expect({ rows, columns, cycles: golden.planned }).toEqual({
      rows: golden.rows,
      columns: golden.columns,
      cycles: golden.cycles,
    });
  });

  it("gives the expected number of lines where trains are random", () => {
    const { golden, rows, columns } = compared({ product: "coincidence", encoding: "stochastic", maxPulses: 31 });
    expect(rows / golden.rows).toBeCloseTo(1, 1);
    expect(columns / golden.columns).toBeCloseTo(1, 1);
  });
});
