import { describe, expect, it } from "vitest";

import { METRIC_COUNT, metricColumn } from "../../src/core/metric-row.ts";
import type { Objective } from "../../src/core/result.ts";
import { kneeOf } from "../../src/explore/knee.ts";
import { picksOf } from "../../src/explore/picks.ts";
import type { PointTable } from "../../src/explore/point-table.ts";

const OBJECTIVES: readonly Objective[] = [
  { metric: "areaUm2", direction: "minimize" },
  { metric: "latencyUs", direction: "minimize" },
];

/** A front of [area, latency] pairs. */
function frontOf(...pairs: readonly (readonly [number, number])[]): PointTable {
  const rows = new Float64Array(pairs.length * METRIC_COUNT).fill(1);
  for (const [place, [area, latency]] of pairs.entries()) {
    rows[place * METRIC_COUNT + metricColumn("areaUm2")] = area;
    rows[place * METRIC_COUNT + metricColumn("latencyUs")] = latency;
  }
  return { indices: Float64Array.from(pairs.keys()), rows };
}

describe("kneeOf(front, objectives)", () => {
  it("is the point nearest to the ideal one on logarithmic axes from best to worst", () => {
    // On log axes: (0, 1), (0.25, 0.25), (0.5, 0.5), (1, 0); squared distances 1, 0.125, 0.5, 1.
    expect(kneeOf(frontOf([1, 10_000], [10, 10], [100, 100], [10_000, 1]), OBJECTIVES)).toBe(1);
  });

  it("takes a 0, which no logarithm has, for the smallest value above it", () => {
    const front = frontOf([1000, 0], [10, 1], [1, 100]);
    // On log axes: (1, 0), (1/3, 0), (0, 1).
    expect(kneeOf(front, OBJECTIVES)).toBe(1);
    expect(kneeOf(frontOf([4, 0], [2, 0]), OBJECTIVES)).toBe(1);
  });

  it("does not change with the unit of a metric", () => {
    const pairs: [number, number][] = [
      [3, 50],
      [5, 31],
      [9, 14],
      [20, 11],
      [60, 7],
    ];
    const scaled = pairs.map(([area, latency]): [number, number] => [area * 1000, latency / 64]);
    expect(kneeOf(frontOf(...scaled), OBJECTIVES)).toBe(kneeOf(frontOf(...pairs), OBJECTIVES));
  });

  it("is the first of equals", () => {
    expect(kneeOf(frontOf([1, 4], [2, 2], [2, 2], [4, 1]), OBJECTIVES)).toBe(1);
  });

  it("is the only point, though every objective is the same all over the front", () => {
    expect(kneeOf(frontOf([5, 5]), OBJECTIVES)).toBe(0);
  });

  it("is the best point of a single objective that is to be maximised", () => {
    expect(kneeOf(frontOf([5, 1], [9, 1], [7, 1]), [{ metric: "areaUm2", direction: "maximize" }])).toBe(1);
  });

  it("is undefined for an empty front", () => {
    expect(kneeOf(frontOf(), OBJECTIVES)).toBeUndefined();
  });
});

describe("picksOf(front, objectives, labels)", () => {
  const front = frontOf([1, 90], [4, 30], [5, 9], [50, 3], [50, 3]);

  it("takes the ends of the front for smallest and largest", () => {
    expect(picksOf(front, OBJECTIVES, ["smallest areaUm2", "smallest latencyUs", "largest latencyUs"])).toEqual([
      { place: 0, label: "smallest areaUm2, largest latencyUs" },
      { place: 3, label: "smallest latencyUs" },
    ]);
  });

  it("settles a tie by the objectives in their order", () => {
    // All have a `ge` of 1; the smallest area among them is at place 0.
    expect(picksOf(front, OBJECTIVES, ["largest ge"])).toEqual([{ place: 0, label: "largest ge" }]);
  });

  it("takes nothing from an empty front", () => {
    expect(picksOf(frontOf(), OBJECTIVES, ["knee", "smallest ge"])).toEqual([]);
  });
});
