import { describe, expect, it } from "vitest";
import { countTable, type CountTable } from "../../../../models/training/planners/count-table.ts";
import type { ParameterValues } from "../../../../src/core/parameters.ts";
import { unit } from "../units.ts";

/** Magnitudes 0 … 7 of x and of delta. */
const THREE_BITS = { xBits: 3, xSign: "unsigned", deltaBits: 4 } as const;
const REGISTERS = { pulses: 7, shift: 0, threshold: 1 };

/** Row by row what a rule says for magnitudes below `count`. */
function ruled(count: number, rule: (x: number, delta: number) => number): number[][] {
  return Array.from({ length: count }, (_, x) => Array.from({ length: count }, (_each, delta) => rule(x, delta)));
}

function rowsOf({ counts, deltas }: CountTable): number[][] {
  return Array.from({ length: counts.length / deltas }, (_, x) => [...counts.subarray(x * deltas, (x + 1) * deltas)]);
}

/** Each with the pulses of magnitudes x and d, in plain arithmetic. */
const RULES: readonly [
  name: string,
  ParameterValues,
  Partial<typeof REGISTERS>,
  rule: (x: number, d: number) => number,
][] = [
  ["products in full", { rounding: "truncate", maxPulses: 63 }, { pulses: 63 }, (x, d) => x * d],
  ["products to the limit", { rounding: "truncate" }, {}, (x, d) => Math.min(7, x * d)],
  ["quarters of products", { rounding: "truncate" }, { shift: 2 }, (x, d) => Math.min(7, Math.floor((x * d) / 4))],
  ["eighths, half up", { rounding: "round" }, { shift: 3 }, (x, d) => Math.min(7, Math.round((x * d) / 8))],
  ["products that reach 20", { rounding: "threshold" }, { threshold: 20 }, (x, d) => (x * d >= 20 ? 1 : 0)],
  ["the smaller of both", { product: "min", rounding: "truncate" }, {}, Math.min],
  // Of 0 … 7 only 7 has three ones; two of them are 6.
  ["shift-add", { product: "shift-add", rounding: "truncate" }, {}, (x, d) => Math.min(7, x * Math.min(d, 6))],
  ["equal counts of slots", { product: "coincidence" }, {}, Math.min],
  ["trains cut short", { product: "coincidence" }, { pulses: 5 }, (x, d) => Math.min(x, d, 5)],
  [
    "one slot for both at the threshold",
    { product: "coincidence", encoding: "sign", maxPulses: 1 },
    { threshold: 3 },
    (x, d) => (Math.min(x, d) >= 3 ? 1 : 0),
  ],
  [
    "mean counts, to the nearest",
    { product: "coincidence", encoding: "mean-count", maxPulses: 8 },
    {},
    (x, d) => Math.round((x * d) / 8),
  ],
];

describe("countTable(shape, registers)", () => {
  it.each(RULES)("holds %s", (_, values, registers, rule) => {
    const shape = unit({ ...THREE_BITS, maxPulses: 7, ...values });
    const table = countTable(shape, { ...REGISTERS, ...registers });
    expect(table.deltas).toBe(8);
    expect(rowsOf(table)).toEqual(ruled(8, rule));
  });

  it("holds deterministic trains: slots 0 … 3 of a column come at places 1, 3, 0, 2", () => {
    const values = { xBits: 2, deltaBits: 3, product: "coincidence", encoding: "deterministic", maxPulses: 4 };
    const table = countTable(unit(values), REGISTERS);
    // A row of x fires in slots 0 … x − 1, a column of d at places 0 … d − 1.
    expect(rowsOf(table)).toEqual([
      [0, 0, 0, 0],
      [0, 0, 1, 1],
      [0, 0, 1, 1],
      [0, 1, 2, 2],
    ]);
    expect([...table.least]).toEqual([4, 2, 2, 1]);
    expect([...table.rowMasks]).toEqual([0b0000, 0b0001, 0b0011, 0b0111]);
    expect([...table.columnMasks]).toEqual([0b0000, 0b0100, 0b0101, 0b1101]);
  });

  it("has trains of more slots than a word has bits", () => {
    const values = { xBits: 6, deltaBits: 7, product: "coincidence", maxPulses: 63 };
    const table = countTable(unit(values), { ...REGISTERS, pulses: 63 });
    expect(rowsOf(table)).toEqual(ruled(64, Math.min));
    expect([...table.rowMasks.subarray(2 * 40, 2 * 41)]).toEqual([-1, 0b1111_1111]);
  });

  it("has the least delta that gives a pulse to each x, and no trains of what is computed", () => {
    const shape = unit({ ...THREE_BITS, rounding: "truncate" });
    const { least, rowMasks, columnMasks } = countTable(shape, { ...REGISTERS, shift: 3 });
    // x · d reaches 8 at 8/x, rounded up: never for 1, at 4 for 2, at 3 for 3.
    expect([...least]).toEqual([8, 8, 4, 3, 2, 2, 2, 2]);
    expect([rowMasks.length, columnMasks.length]).toEqual([0, 0]);
  });

  it("has one magnitude of a signed bit, which is a sign: always 1", () => {
    const { counts, deltas } = countTable(unit({ ...THREE_BITS, deltaBits: 1, rounding: "truncate" }), REGISTERS);
    expect([...counts].filter((_, at) => at % deltas === 1)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  });
});
