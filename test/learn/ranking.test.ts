import { describe, expect, it } from "vitest";
import { METRIC_COUNT, metricColumn } from "../../src/core/metric-row.ts";
import { rankKeys, type ScreenedPoint } from "../../src/learn/ranking.ts";
import { PLAIN } from "../support/plain-metrics.ts";

const OBJECTIVES = [
  { metric: "areaUm2", direction: "minimize" },
  { metric: "updateDeviation", direction: "minimize" },
] as const;

function point(key: string, areaUm2: number, updateDeviation: number, group = "a"): ScreenedPoint {
  const row = new Float64Array(METRIC_COUNT).fill(Number.NaN);
  row[metricColumn("areaUm2")] = areaUm2;
  row[metricColumn("updateDeviation")] = updateDeviation;
  return { key, group, row };
}

describe("rankKeys", () => {
  it("ranks the keys of the front before the keys of the next front", () => {
    const points = [point("worst", 9, 9), point("small", 1, 5), point("exact", 5, 1), point("next", 6, 6)];
    expect(rankKeys(points, OBJECTIVES, PLAIN)).toEqual(["small", "exact", "next", "worst"]);
  });

  it("ranks a key by its best point, and once", () => {
    const points = [point("good", 9, 9), point("good", 1, 1), point("bad", 2, 2)];
    expect(rankKeys(points, OBJECTIVES, PLAIN)).toEqual(["good", "bad"]);
  });

  it("lets groups take turns, so that a group whose points are all dominated is not left out", () => {
    const points = [point("a1", 1, 1), point("a2", 2, 2), point("b1", 8, 8, "b"), point("b2", 9, 9, "b")];
    expect(rankKeys(points, OBJECTIVES, PLAIN)).toEqual(["a1", "b1", "a2", "b2"]);
  });

  it("gives nothing for no points", () => {
    expect(rankKeys([], OBJECTIVES, PLAIN)).toEqual([]);
  });
});
