import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { gridAt } from "../../../src/eda/liberty/grid.ts";
import { thin } from "../../../src/eda/liberty/thin.ts";

const ROWS = [1, 2, 4, 8];
const COLUMNS = [10, 20, 40];
const gridOf = (value: (row: number, column: number) => number) => {
  const values = ROWS.flatMap((row) => COLUMNS.map((column) => value(row, column)));
  return { grid: { rows: ROWS, columns: COLUMNS, values }, allowed: values.map(() => 1e-6) };
};

describe("thin(grid, allowed)", () => {
  it("leaves one value of a constant, and a line of what depends on one axis only", () => {
    const constant = gridOf(() => 7);
    expect(thin(constant.grid, constant.allowed).values).toEqual([7]);
    const sloped = gridOf((_, column) => 3 + 2 * column);
    const { rows, columns } = thin(sloped.grid, sloped.allowed);
    expect([rows.length, columns.length]).toEqual([1, 2]);
  });

  it("leaves four values of a plane, and keeps a bend", () => {
    const plane = gridOf((row, column) => row + 2 * column + row * column);
    expect(thin(plane.grid, plane.allowed).values.length).toBe(4);
    const bent = gridOf((row) => Math.max(row, 4));
    expect(thin(bent.grid, bent.allowed).rows).toContain(4);
  });

  it("never errs by more than allowed, at any point of the grid nor at slew 0 and load 0", () => {
    const entry = fc.record({
      value: fc.double({ min: -50, max: 50, noNaN: true }),
      allowed: fc.double({ min: 0.1, max: 40, noNaN: true }),
    });
    const property = fc.property(fc.array(entry, { minLength: 12, maxLength: 12 }), (entries) => {
      const grid = { rows: ROWS, columns: COLUMNS, values: entries.map(({ value }) => value) };
      const thinned = thin(
        grid,
        entries.map(({ allowed }) => allowed),
      );
      for (const [i, row] of [0, ...ROWS].entries()) {
        for (const [j, column] of [0, ...COLUMNS].entries()) {
          const allowed = entries[Math.max(0, i - 1) * COLUMNS.length + Math.max(0, j - 1)]?.allowed ?? 0;
          expect(Math.abs(gridAt(thinned, row, column) - gridAt(grid, row, column))).toBeLessThanOrEqual(allowed);
        }
      }
    });
    fc.assert(property, { seed: 3, numRuns: 100 });
  });
});
