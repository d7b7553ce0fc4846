import type { DesignTerms } from "../evaluate/design-terms.ts";
import type { RowTerms } from "./row-terms.ts";

/** A bound on a metric, ready for many designs. */
export interface RowBound {
  readonly metric: string;
  /** Whether its metric takes no energy of any module. */
  readonly isBeforeEnergy: boolean;
  /** Undefined: the metric does not follow from terms; the bound is left to the sink. */
  readonly of: ((terms: DesignTerms) => number) | undefined;
  readonly minimum: number;
  readonly maximum: number;
  /** Designs that were out since the sink looked last: below the minimum, above the maximum. */
  below: number;
  above: number;
}

/** Where the designs of a row go. */
export interface RowSink {
  /** In the order in which they are held against designs: those on the area, then those that take no energy. */
  readonly bounds: readonly RowBound[];
  /** Whether it asks for metrics of memories before it wants all of a design. */
  readonly isOfSystem: boolean;
  failed(reason: string, designs: number): void;
  infeasible(reason: string, designs: number): void;
  /**
   * Keeps, of the first `count` places of a list, those whose designs are wanted with all their metrics, and returns how many;
   * the others count as feasible. All of them keep the bounds that are known from their terms.
   */
  select(rows: RowTerms, places: Int32Array, count: number): number;
  /** A design with all its metrics. @param overflow why it is out, if it is */
  take(place: number, row: Float64Array, overflow: string | undefined): void;
}

/** How many bounds come first that are on the area. */
export function countOnArea(bounds: readonly RowBound[]): number {
  let count = 0;
  while (count < bounds.length && isOnArea(bounds[count]!)) count++;
  return count;
}

/** Whether a bound is on the area: such a one is held against designs before the workload and the clock, all others after. */
export function isOnArea({ metric }: { readonly metric: string }): boolean {
  return metric === "areaUm2";
}

/** How many bounds come first that take no energy. */
export function countBeforeEnergy(bounds: readonly RowBound[]): number {
  let count = 0;
  while (count < bounds.length && bounds[count]!.isBeforeEnergy) count++;
  return count;
}

/** Whether one of the bounds `begin` … `end` − 1 is broken, as far as terms say; counts the design at the first such. */
export function isAnyBroken(bounds: readonly RowBound[], begin: number, end: number, terms: DesignTerms): boolean {
  for (let i = begin; i < end; i++) if (isBroken(bounds[i]!, terms)) return true;
  return false;
}

function isBroken(bound: RowBound, terms: DesignTerms): boolean {
  const { of } = bound;
  if (of === undefined) return false;
  const value = of(terms);
  if (value > bound.maximum) {
    bound.above++;
    return true;
  }
  if (value >= bound.minimum || Number.isNaN(value)) return false;
  bound.below++;
  return true;
}
