import type { ParetoFile } from "../../src/core/sweep-result.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import { isOrderUncertain, uncertainPeers } from "../client/order.js";
import { mergedPicks, shownFront } from "./designs.ts";

/** The expected errors of the designs, and the comparisons that they leave open. */

/** Expected relative error of a metric; 0 if none is stated, as for counts, which are exact. */
export function errorOf(record: Pick<DesignRecord, "errors">, metric: string): number {
  const error = record.errors?.[metric];
  return error !== undefined && Number.isFinite(error) && error > 0 ? error : 0;
}

/** Smallest and largest expected error of a metric, or undefined if none of the designs states one. */
export function errorRange(
  records: readonly DesignRecord[],
  metric: string,
): readonly [smallest: number, largest: number] | undefined {
  const errors = records.map((record) => errorOf(record, metric)).filter((error) => error > 0);
  if (errors.length === 0) return undefined;
  return [errors.reduce((a, b) => Math.min(a, b)), errors.reduce((a, b) => Math.max(a, b))];
}

/** Whether the order of two designs on a metric lies inside their combined error. */
export function areTied(a: DesignRecord, b: DesignRecord, metric: string): boolean {
  const [x, y] = [a.metrics[metric], b.metrics[metric]];
  return x !== undefined && y !== undefined && isOrderUncertain(x, y, errorOf(a, metric), errorOf(b, metric));
}

/** For each design, how many of the others have an uncertain order with it on a metric. */
export function tiedPeers(records: readonly DesignRecord[], metric: string): readonly number[] {
  return uncertainPeers(
    records.map((record) => record.metrics[metric]),
    records.map((record) => errorOf(record, metric)),
  );
}

/** What a pick cannot be told apart from on one objective. */
export interface PickTie {
  readonly metric: string;
  /** Titles of other picks. */
  readonly picks: readonly string[];
  /** Number of other front designs that the page shows. */
  readonly frontDesigns: number;
}

/** Design index of each pick → its ties, one an objective that has any. */
export function pickTies(pareto: ParetoFile): ReadonlyMap<number, readonly PickTie[]> {
  const picks = mergedPicks(pareto);
  const front = shownFront(pareto);
  return new Map(
    picks.map(({ index, pick }) => {
      const ties = pareto.objectives.map(({ metric }) => ({
        metric,
        picks: picks.flatMap((other) =>
          other.index !== index && areTied(pick.record, other.pick.record, metric) ? [other.title] : [],
        ),
        frontDesigns: front.filter((other) => other.index !== index && areTied(pick.record, other, metric)).length,
      }));
      return [index, ties.filter((tie) => tie.picks.length > 0 || tie.frontDesigns > 0)];
    }),
  );
}
