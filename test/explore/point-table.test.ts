import { describe, expect, it } from "vitest";
import { METRIC_COUNT } from "../../src/core/metric-row.ts";
import { forEachPoint, GrowingTable, sortedByIndex, type PointTable } from "../../src/explore/point-table.ts";

const rowOf = (value: number): Float64Array => new Float64Array(METRIC_COUNT).fill(value);

/** [index, first metric] of each point. */
function pointsOf(table: PointTable): readonly (readonly [number, number])[] {
  const points: (readonly [number, number])[] = [];
  forEachPoint(table, (index, rows, offset) => points.push([index, rows[offset] ?? Number.NaN]));
  return points;
}

describe("GrowingTable", () => {
  it("keeps all points beyond its first size, last metric included", () => {
    const table = new GrowingTable(METRIC_COUNT);
    for (let index = 0; index < 200; index++) table.push(index, rowOf(index * 2), 0);
    expect(table.length).toBe(200);
    expect(pointsOf(table.table())).toEqual(Array.from({ length: 200 }, (_, index) => [index, index * 2]));
    expect(table.rows[200 * METRIC_COUNT - 1]).toBe(398);
  });

  it("replaces with set(place, …), and appends at the next place", () => {
    const table = new GrowingTable(METRIC_COUNT);
    table.set(0, 7, rowOf(1), 0);
    table.set(0, 8, rowOf(2), 0);
    table.set(1, 9, rowOf(3), 0);
    expect(pointsOf(table.table())).toEqual([
      [8, 2],
      [9, 3],
    ]);
  });

  it("copies the places asked for, in that order; refill(table) forgets what was there", () => {
    const table = new GrowingTable(METRIC_COUNT);
    for (const index of [5, 6, 7]) table.push(index, rowOf(index), 0);
    const copy = table.table([2, 0]);
    table.refill(copy);
    expect(pointsOf(table.table())).toEqual([
      [7, 7],
      [5, 5],
    ]);
  });
});

describe("sortedByIndex(table)", () => {
  it("orders points with their rows, indices as numbers", () => {
    const table = new GrowingTable(METRIC_COUNT);
    for (const index of [10, 9, 100]) table.push(index, rowOf(-index), 0);
    expect(pointsOf(sortedByIndex(table.table()))).toEqual([
      [9, -9],
      [10, -10],
      [100, -100],
    ]);
  });
});
