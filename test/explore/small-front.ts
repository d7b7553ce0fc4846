import { METRIC_COUNT, metricColumn } from "../../src/core/metric-row.ts";
import type { Objective } from "../../src/core/result.ts";
import type { PointTable } from "../../src/explore/point-table.ts";

/** Two objectives, the pairs of `frontOf`. */
export const OBJECTIVES: readonly Objective[] = [
  { metric: "areaUm2", direction: "minimize" },
  { metric: "latencyUs", direction: "minimize" },
];

/** A front of [area, latency] pairs; all other metrics are 1. */
export function frontOf(...pairs: readonly (readonly [number, number])[]): PointTable {
  const rows = new Float64Array(pairs.length * METRIC_COUNT).fill(1);
  for (const [place, [area, latency]] of pairs.entries()) {
    rows[place * METRIC_COUNT + metricColumn("areaUm2")] = area;
    rows[place * METRIC_COUNT + metricColumn("latencyUs")] = latency;
  }
  return { indices: Float64Array.from(pairs.keys()), rows, width: METRIC_COUNT };
}
