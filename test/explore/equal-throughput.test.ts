import { describe, expect, it } from "vitest";
import { METRIC_COUNT, metricColumn } from "../../src/core/metric-row.ts";
import { EqualThroughput } from "../../src/explore/equal-throughput.ts";

function rowOf(macsPerCycle: number, areaUm2: number): Float64Array {
  const row = new Float64Array(METRIC_COUNT).fill(Number.NaN);
  row[metricColumn("macsPerCycle")] = macsPerCycle;
  row[metricColumn("areaUm2")] = areaUm2;
  return row;
}

/** Indices of what is held after these (series, index, MACs, area). */
function held(...points: (readonly [string, number, number, number])[]): readonly number[] {
  const equal = new EqualThroughput(METRIC_COUNT);
  for (const [series, index, macs, area] of points) equal.add(series, index, rowOf(macs, area), 0);
  return [...equal.table().indices].toSorted((a, b) => a - b);
}

describe("EqualThroughput.add(series, index, rows, offset)", () => {
  it("keeps the smallest design of each series at each throughput", () => {
    expect(held(["a", 0, 8, 5], ["a", 1, 8, 4], ["a", 2, 16, 9], ["b", 3, 8, 7])).toEqual([1, 2, 3]);
  });

  it("keeps of equals the lowest index, in any order", () => {
    expect(held(["a", 4, 8, 5], ["a", 2, 8, 5], ["a", 3, 8, 5])).toEqual([2]);
  });

  it("holds nothing at first", () => {
    expect(held()).toEqual([]);
  });
});
