import { describe, expect, it } from "vitest";
import { METRIC_COUNT, metricColumn } from "../../src/core/metric-row.ts";
import { Collector } from "../../src/explore/collector.ts";
import { spaceOf } from "./fake-sweep.ts";
import { PLAIN } from "../support/plain-metrics.ts";

const SPACE = spaceOf([{ generator: "plain", parameters: {} }], {
  objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }],
  equalThroughput: { baselines: ["plain"] },
});

/** Six points: [area, latency]; 1 and 4 are dominated by 0 and 3, and 5 fails. */
const POINTS = [
  [1, 9],
  [2, 9],
  [3, 5],
  [4, 1],
  [6, 2],
] as const;

function collect(start: number, end: number): Collector {
  const owns = (index: number): boolean => index >= start && index < end;
  const collector = new Collector({ space: SPACE, metrics: PLAIN }, () => "plain", { owns });
  for (const [index, [area, latency]] of POINTS.entries()) {
    if (index < start || index >= end) continue;
    const row = new Float64Array(METRIC_COUNT).fill(Number.NaN);
    row[metricColumn("areaUm2")] = area;
    row[metricColumn("latencyUs")] = latency;
    row[metricColumn("macsPerCycle")] = 8;
    collector.add("plain", index, row);
  }
  if (end > 5) collector.failed.add("cannot be built");
  return collector;
}

describe("Collector", () => {
  it("keeps the front, samples the others, and counts all", () => {
    const { feasible, failed, front, cloud, equalThroughput } = collect(0, 6).summary();
    expect([feasible, [...failed]]).toEqual([5, [["cannot be built", 1]]]);
    expect([[...front.indices], [...cloud.indices], [...equalThroughput.indices]]).toEqual([[0, 2, 3], [1, 4], [0]]);
  });

  it("comes to the same when parts are absorbed in any order", () => {
    const parts = [collect(0, 2), collect(2, 3), collect(3, 6)].map((part) => part.summary());
    for (const order of [parts, parts.toReversed()]) {
      const whole = new Collector({ space: SPACE, metrics: PLAIN }, () => "plain");
      for (const part of order) whole.absorb(part);
      expect(whole.summary()).toEqual(collect(0, 6).summary());
    }
  });
});
