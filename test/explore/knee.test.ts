import { describe, expect, it } from "vitest";
import { METRIC_COUNT, metricColumn } from "../../src/core/metric-row.ts";
import type { Objective } from "../../src/core/result.ts";
import { columnOf, kneeOf, placeOfSmallest } from "../../src/explore/knee.ts";
import type { PointTable } from "../../src/explore/point-table.ts";
import { frontOf, OBJECTIVES } from "./small-front.ts";
import { PLAIN } from "../support/plain-metrics.ts";

describe("kneeOf(front, objectives, metrics)", () => {
  it("is the point nearest to the ideal one on logarithmic axes from best to worst", () => {
    // On log axes: (0, 1), (0.25, 0.25), (0.5, 0.5), (1, 0); squared distances 1, 0.125, 0.5, 1.
    expect(kneeOf(frontOf([1, 10_000], [10, 10], [100, 100], [10_000, 1]), OBJECTIVES, PLAIN)).toBe(1);
  });

  it("takes a 0, which no logarithm has, for the smallest value above it", () => {
    const front = frontOf([1000, 0], [10, 1], [1, 100]);
    // On log axes: (1, 0), (1/3, 0), (0, 1).
    expect(kneeOf(front, OBJECTIVES, PLAIN)).toBe(1);
    expect(kneeOf(frontOf([4, 0], [2, 0]), OBJECTIVES, PLAIN)).toBe(1);
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
    expect(kneeOf(frontOf(...scaled), OBJECTIVES, PLAIN)).toBe(kneeOf(frontOf(...pairs), OBJECTIVES, PLAIN));
  });

  it("is the first of equals", () => {
    expect(kneeOf(frontOf([1, 4], [2, 2], [2, 2], [4, 1]), OBJECTIVES, PLAIN)).toBe(1);
  });

  it("is the only point, though every objective is the same all over the front", () => {
    expect(kneeOf(frontOf([5, 5]), OBJECTIVES, PLAIN)).toBe(0);
  });

  it("is the best point of a single objective that is to be maximised", () => {
    expect(kneeOf(frontOf([5, 1], [9, 1], [7, 1]), [{ metric: "areaUm2", direction: "maximize" }], PLAIN)).toBe(1);
  });

  it("takes a metric that may be negative as it stands: equal steps weigh alike, wherever 0 is", () => {
    const objectives: Objective[] = [
      { metric: "accuracyLoss", direction: "minimize" },
      { metric: "areaUm2", direction: "minimize" },
    ];
    const front = (...pairs: (readonly [number, number])[]): PointTable => {
      const table = frontOf(...pairs.map(([area]) => [area, 1] as const));
      for (const [place, [, loss]] of pairs.entries())
        table.rows[place * METRIC_COUNT + metricColumn("accuracyLoss")] = loss;
      return table;
    };
    // Scaled loss 1, 0.25, 0; scaled area on its log axis 0, 0.5, 1: squared distances 1, 0.3125, 1.
    expect(kneeOf(front([1, 0.02], [10, -0.01], [100, -0.02]), objectives, PLAIN)).toBe(1);
    expect(kneeOf(front([1, 0.06], [10, 0.03], [100, 0.02]), objectives, PLAIN)).toBe(1);
    // Were the loss without effect, the smallest area would win.
    expect(kneeOf(front([1, 0.2], [2, 0], [100, -0.01]), objectives, PLAIN)).toBe(1);
    expect(kneeOf(front([1, 0.1], [1, -0.2], [1, 0]), objectives, PLAIN)).toBe(1);
  });

  it("is undefined for an empty front", () => {
    expect(kneeOf(frontOf(), OBJECTIVES, PLAIN)).toBeUndefined();
  });
});

describe("placeOfSmallest(values) and columnOf(table, metric, metrics)", () => {
  it("find the first of the smallest, and the values of one metric", () => {
    expect(placeOfSmallest([3, -1, 2, -1])).toBe(1);
    expect(placeOfSmallest([])).toBeUndefined();
    expect(columnOf(frontOf([5, 7], [6, 8]), "latencyUs", PLAIN)).toEqual([7, 8]);
  });
});
