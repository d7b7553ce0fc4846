import type { Objective } from "../core/result.ts";
import type { SweepMetrics } from "../formula/sweep-metrics.ts";
import type { PointTable } from "./point-table.ts";

/**
 * The place (in `front`) of the knee: the point nearest to the ideal one.
 *
 * Each objective is taken as its logarithm (a factor of two in area should weigh like a factor of two in latency
 * wherever it happens), scaled so that over the front its best value is 0 and its worst 1. A value of 0, as the error of
 * exact arithmetic, counts like the smallest one above it. A metric that may be negative is a difference, of which no ratio
 * means anything (`accuracyLoss`: from −0.1 to 0 is as far as from 0.1 to 0.2): it is scaled as it stands, without
 * the logarithm, so 0 and values below count like all others. The ideal point is best in every
 * objective at once; the knee has the smallest Euclidean distance to it. An objective that is the same all over the front
 * counts nothing. Of equals the first, which is the lowest index. Undefined for an empty front.
 */
export function kneeOf(front: PointTable, objectives: readonly Objective[], metrics: SweepMetrics): number | undefined {
  const scaled = objectives.map((objective) => scaledObjective(front, objective, metrics));
  const squares = Array.from(front.indices, (_, place) =>
    scaled.reduce((sum, values) => sum + (values[place] ?? 0) ** 2, 0),
  );
  return placeOfSmallest(squares);
}

/** The place of the smallest value, the first of equals; undefined for none. */
export function placeOfSmallest(values: readonly number[]): number | undefined {
  let best: number | undefined;
  for (const [place, value] of values.entries()) {
    if (best === undefined || value < (values[best] ?? Infinity)) best = place;
  }
  return best;
}

/** The values of one metric over a table. */
export function columnOf(table: PointTable, metric: string, metrics: SweepMetrics): readonly number[] {
  const column = metrics.column(metric);
  return Array.from(table.indices, (_, place) => table.rows[place * table.width + column] ?? Number.NaN);
}

function scaledObjective(
  front: PointTable,
  { metric, direction }: Objective,
  metrics: SweepMetrics,
): readonly number[] {
  const sign = direction === "minimize" ? 1 : -1;
  const values = columnOf(front, metric, metrics);
  const costs = (metrics.rangeOf(metric) === "any" ? values : logarithms(values)).map((value) => sign * value);
  const best = costs.reduce((least, value) => Math.min(least, value), Infinity);
  const worst = costs.reduce((most, value) => Math.max(most, value), -Infinity);
  return costs.map((value) => (worst > best ? (value - best) / (worst - best) : 0));
}

function logarithms(values: readonly number[]): readonly number[] {
  const smallest = values.reduce((least, value) => (value > 0 && value < least ? value : least), Infinity);
  return values.map((value) => Math.log(value === 0 ? smallest : value));
}
