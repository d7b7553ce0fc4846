import type { Objective } from "../core/result.ts";
import type { SweepMetrics } from "../formula/sweep-metrics.ts";
import { columnOf, kneeOf, placeOfSmallest } from "./knee.ts";
import type { PointTable } from "./point-table.ts";

/** A design taken from the front: its place there, and why. */
export interface Pick {
  readonly place: number;
  /** e.g. `knee`, or `knee, smallest areaUm2` when one design is picked for two reasons. */
  readonly label: string;
}

/**
 * The designs that `labels` ask for: `knee` (see `kneeOf`), `smallest METRIC`, `largest METRIC` (of equals the one that
 * is better in the objectives, taken in their order, then the lowest index). A design picked twice is listed once.
 */
export function picksOf(
  front: PointTable,
  objectives: readonly Objective[],
  labels: readonly string[],
  metrics: SweepMetrics,
): readonly Pick[] {
  const labelsAt = new Map<number, string[]>();
  for (const label of labels) {
    const place = label === "knee" ? kneeOf(front, objectives, metrics) : extremeOf(front, objectives, label, metrics);
    if (place !== undefined) labelsAt.set(place, [...(labelsAt.get(place) ?? []), label]);
  }
  return [...labelsAt].map(([place, reasons]) => ({ place, label: reasons.join(", ") }));
}

function extremeOf(
  front: PointTable,
  objectives: readonly Objective[],
  label: string,
  metrics: SweepMetrics,
): number | undefined {
  const [word, metric = ""] = label.split(" ");
  const direction = word === "smallest" ? "minimize" : "maximize";
  const columns = [{ metric, direction }, ...objectives].map((objective) => {
    const sign = objective.direction === "minimize" ? 1 : -1;
    return columnOf(front, objective.metric, metrics).map((value) => sign * value);
  });
  let places = Array.from(front.indices.keys());
  for (const column of columns) {
    const best = placeOfSmallest(places.map((place) => column[place] ?? Infinity));
    const least = best === undefined ? Infinity : column[places[best] ?? 0];
    places = places.filter((place) => column[place] === least);
  }
  return places[0];
}
