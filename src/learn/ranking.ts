import type { Objective } from "../core/result.ts";
import type { SweepMetrics } from "../formula/sweep-metrics.ts";
import { forEachPoint } from "../explore/point-table.ts";
import { ParetoFront } from "../explore/pareto.ts";

/** A screened point: its metrics as far as they are known without training. */
export interface ScreenedPoint {
  readonly key: string;
  /** Keys of one group compete with each other only. */
  readonly group: string;
  readonly row: Float64Array;
}

/**
 * Keys in the order in which they are to be trained. In each group the keys on the front of all points come first, then those on
 * the front of what is left, and so on; groups take turns, so that no device and no scheme is left out. In a front the order is
 * that of the points. Points of which an objective is unknown are ranked last.
 */
export function rankKeys(
  points: readonly ScreenedPoint[],
  objectives: readonly Objective[],
  metrics: SweepMetrics,
): readonly string[] {
  const byGroup = new Map<string, ScreenedPoint[]>();
  for (const point of points) byGroup.set(point.group, [...(byGroup.get(point.group) ?? []), point]);
  const groups = [...byGroup.values()].map((group) => rankGroup(group, objectives, metrics));
  const longest = Math.max(0, ...groups.map((keys) => keys.length));
  return Array.from({ length: longest }, (_, place) => groups.flatMap((keys) => keys[place] ?? [])).flat();
}

function rankGroup(
  points: readonly ScreenedPoint[],
  objectives: readonly Objective[],
  metrics: SweepMetrics,
): readonly string[] {
  const ranked = new Set<string>();
  let left = points;
  while (left.length > 0) {
    const front = new ParetoFront(objectives, metrics);
    left.forEach(({ row }, place) => front.add(place, row));
    const before = ranked.size;
    forEachPoint(front.table(), (place) => ranked.add(left[place]?.key ?? ""));
    left = left.filter(({ key }) => !ranked.has(key));
    if (ranked.size === before) break;
  }
  for (const { key } of left) ranked.add(key);
  return [...ranked];
}
