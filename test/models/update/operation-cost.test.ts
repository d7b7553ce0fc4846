import { describe, expect, it } from "vitest";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { GoldenUnit, resetRegisters } from "../../../generators/update-unit/index.ts";
import type { UpdateSample } from "../../../models/training/record/update-sample.ts";
import { cyclesOf, operationCost, type OperationCost } from "../../../models/update/operation-cost.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { Random } from "../../../src/core/random.ts";
import { unit } from "../training/units.ts";

const REGISTERS = { pulses: 15, shift: 0, threshold: 1 };
/** Rows of 1, 2, 3 on two arrays of two rows each; columns that rise by 2 and fall by 1 for an x of 1. */
const LAYERS = [{ rows: 3, columns: 2 }];
const OPERATION = { x: [1, 2, 3], delta: [2, -1], registers: REGISTERS, apply: true };
const REST = { x: [0, 0, 0], delta: [0, 0], registers: REGISTERS, apply: true };

function small(values: ParameterValues): UnitShape {
  return unit({ rows: 2, columns: 2, lanes: 2, rounding: "truncate", ...values });
}

describe("operationCost(shape, layers, sample)", () => {
  // Counts: row by row 2 up, 1 down; 4 and 2; 6 and 3, in the second array alone. In all 12 up and 6 down.
  it.each([
    ["single", 12, 6],
    ["pair-fixed", 12, 6],
    ["pair-bidirectional", 18, 18],
    ["pair-unidirectional", 18, 0],
  ])("plans pulses for the devices of a scheme: %s", (scheme, plannedLtp, plannedLtd) => {
    expect(operationCost(small({ scheme }), LAYERS, [[OPERATION]])).toMatchObject({ plannedLtp, plannedLtd });
  });

  it("cuts the layer into arrays, and takes means over examples", () => {
    const { arrays, cycles, lines, ...planned } = operationCost(small({}), LAYERS, [[OPERATION], [REST]]);
    expect(arrays).toBe(2);
    const slots = cycles.map((each) =>
      each.map(({ ltpSlots, ltdSlots, bothSlots }) => [ltpSlots, ltdSlots, bothSlots]),
    );
    const none = [0, 0, 0];
    expect(slots).toEqual([
      [
        [2 + 4, 1 + 2, 0],
        [6, 3, 0],
      ],
      [none, none],
    ]);
    expect(planned).toEqual({ plannedLtp: 6, plannedLtd: 3 });
    expect(lines).toEqual({ rowLtp: 6, rowLtd: 3, rowBoth: 0, columnLtp: 6, columnLtd: 3, columnBoth: 0 });
  });

  it("costs nothing for a sample without examples", () => {
    const { arrays, cycles, plannedLtp, lines } = operationCost(small({}), LAYERS, []);
    expect({ arrays, cycles, plannedLtp, row: lines.rowLtp }).toEqual({ arrays: 2, cycles: [], plannedLtp: 0, row: 0 });
  });

  it("refuses a sample that lacks a layer", () => {
    expect(() => operationCost(small({}), [...LAYERS, ...LAYERS], [[OPERATION]])).toThrow(
      "internal: a tile without a layer",
    );
  });
});

/** Codes from `first` on, zeros beyond the layer. */
const part = (codes: readonly number[], first: number): Int16Array =>
  Int16Array.of(codes[first] ?? 0, codes[first + 1] ?? 0);

/** Cycles of each array, and LTP and LTD pulses of all devices, by golden units on arrays of 2 x 2. */
function byGoldenUnits(shape: UnitShape, sample: UpdateSample) {
  const places = [0, 2, 4].flatMap((row) => [0, 2].map((column) => ({ row, column, golden: new GoldenUnit(shape) })));
  const pulses = { ltp: 0, ltd: 0 };
  const cycles = sample.map(([operation]) =>
    places.map(({ row, column, golden }) => {
      const { x, delta, apply, registers } = operation!;
      const all = { ...resetRegisters(shape), ...registers, ltpWidth: 3, ltdWidth: 2, gap: 1 };
      const codes = { x: part(x, row), delta: part(delta, column) };
      const result = golden.operate({ ...codes, apply, registers: all, read: () => ({ plus: [], minus: [] }) });
      for (const slot of result.slots)
        for (const [kind, columns] of Object.entries(slot.lines))
          pulses[kind.endsWith("ltp") ? "ltp" : "ltd"] += slot.rows.length * columns.length;
      return result.cycles;
    }),
  );
  return { cycles, pulses };
}

describe("operationCost(shape, layers, sample) beside golden units", () => {
  it.each([
    { rounding: "stochastic" },
    { scheme: "pair-bidirectional", product: "min", rounding: "truncate" },
    { scheme: "pair-unidirectional", encoding: "sign", maxPulses: 1 },
    { accumulator: "cell", accumulatorBits: 12 },
    { product: "coincidence", encoding: "stochastic" },
    { product: "coincidence", encoding: "deterministic", maxPulses: 8, phases: "simultaneous" },
    { product: "coincidence", pulseLength: "fixed", scheme: "pair-bidirectional" },
  ])("has their cycles and device pulses, example after example: %o", (values) => {
    const shape = unit({ rows: 2, columns: 2, lanes: 1, xBits: 4, deltaBits: 5, ...values });
    const random = new Random(7);
    const codes = (count: number, least: number) => Array.from({ length: count }, () => random.integer(least, 15));
    const registers = { pulses: shape.maxPulses, shift: 2, threshold: 2 };
    const sample = [true, false, true, true].map((apply) => [
      { x: codes(5, 0), delta: codes(3, -15), registers, apply },
    ]);
    const cost = operationCost(shape, [{ rows: 5, columns: 3 }], sample);
    const { cycles, pulses } = byGoldenUnits(shape, sample);
    const planned = cost.cycles.map((arrays) =>
      arrays.map((each) => each.control + 4 * (each.ltpSlots + each.bothSlots) + 3 * each.ltdSlots),
    );
    expect(planned).toEqual(cycles);
    expect({ ltp: 4 * cost.plannedLtp, ltd: 4 * cost.plannedLtd }).toEqual(pulses);
    expect(pulses.ltp).toBeGreaterThan(0);
  });
});

describe("cyclesOf(cost, widths, scale)", () => {
  const array = (control: number, ltpSlots: number, ltdSlots: number, bothSlots: number) => ({
    control,
    ltpSlots,
    ltdSlots,
    bothSlots,
  });
  /** Two examples on two arrays: the first is slower in one, the second in the other. */
  const cost: OperationCost = {
    ...operationCost(small({}), LAYERS, []),
    cycles: [
      [array(10, 1, 2, 0), array(20, 0, 0, 1)],
      [array(8, 0, 0, 0), array(9, 2, 0, 0)],
    ],
  };
  const widths = { ltpWidth: 3, ltdWidth: 5, resetWidth: 100, gap: 2 };

  it("waits for the slowest array of every example, and adds up what all do", () => {
    // On: 3 + 10 = 13 and 5; 0 and 6. With gaps: 13 + 6 = 19 and 7; 0 and 10. In all: 29 and 27; 8 and 19.
    expect(cyclesOf(cost, widths)).toEqual({
      slowest: (29 + 19) / 2,
      slowestPulsing: (13 + 6) / 2,
      working: (10 + 20 + 8 + 9) / 2,
      waiting: (19 + 7 + 0 + 10) / 2,
      slots: (3 + 1 + 0 + 2) / 2,
    });
  });

  it("takes `scale` slots for each, and leaves control as it is: another array may be the slowest", () => {
    // A third: waiting 19/3 and 7/3, so that 20 + 7/3 is more than 10 + 19/3.
    const { slowest, slowestPulsing, working, waiting } = cyclesOf(cost, widths, 1 / 3);
    expect([slowest, slowestPulsing]).toEqual([
      expect.closeTo((20 + 7 / 3 + 9 + 10 / 3) / 2, 9),
      expect.closeTo((5 / 3 + 2) / 2, 9),
    ]);
    expect([working, waiting]).toEqual([47 / 2, expect.closeTo(36 / 3 / 2, 9)]);
  });

  it("is 0 without examples", () => {
    const none = { slowest: 0, slowestPulsing: 0, working: 0, waiting: 0, slots: 0 };
    expect(cyclesOf({ ...cost, cycles: [] }, widths)).toEqual(none);
  });
});
