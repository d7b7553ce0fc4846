import { isOnArea } from "../../models/compiled/row-sink.ts";
import { KNOWN_BEFORE_ENERGY } from "../../models/evaluate/design-terms.ts";
import type { Constraint } from "../config/space.ts";
import type { Objective } from "../core/result.ts";
import type { SweepMetrics } from "../formula/sweep-metrics.ts";
import { boundReason } from "./reasons.ts";

/**
 * Bounds in the order in which they are held against a design: those on the area, which a sweep holds against designs before
 * it has worked out what most of their time goes into; others whose metrics take no energy; the rest.
 */
export function cheapestFirst(constraints: readonly Constraint[], metrics: SweepMetrics): readonly Constraint[] {
  const rank = ({ metric }: Constraint): number => (isOnArea({ metric }) ? 0 : isBeforeEnergy(metric, metrics) ? 1 : 2);
  return constraints.toSorted((a, b) => rank(a) - rank(b));
}

/** Whether a metric, or all that its formula rests on, takes no energy of any module. */
export function isBeforeEnergy(metric: string, metrics: SweepMetrics): boolean {
  return metrics.restsOn(metric).every((each) => KNOWN_BEFORE_ENERGY.has(each));
}

/** The first bound that a row breaks, in words. */
export function brokenBound(
  constraints: readonly Constraint[],
  row: Float64Array,
  metrics: SweepMetrics,
): string | undefined {
  for (const constraint of constraints) {
    const reason = boundReason(constraint, row[metrics.column(constraint.metric)]);
    if (reason !== undefined) return reason;
  }
  return undefined;
}

/** Whether a row has a metric. */
export function isKnown(metric: string, row: Float64Array, metrics: SweepMetrics): boolean {
  return !Number.isNaN(row[metrics.column(metric)] ?? Number.NaN);
}

/** The first objective that a row does not have: such a point can be compared with none, so it is infeasible. */
export function unknownObjective(
  objectives: readonly Objective[],
  row: Float64Array,
  metrics: SweepMetrics,
  why: () => string | undefined,
): string | undefined {
  for (const { metric } of objectives) {
    if (isKnown(metric, row, metrics)) continue;
    const reason = why();
    return reason === undefined ? `${metric} is not known` : `${metric} is not known: ${reason}`;
  }
  return undefined;
}
