import type { MetricList } from "../../models/compiled/row-scratch.ts";

/** Points, none of which dominates another, that are asked what they dominate; each has a slot, counted from 0. */
export interface Dominators {
  /** Whether a point dominates the one whose costs start at `at`; none of these is NaN. */
  dominates(costs: Float64Array, at: number): boolean;
  /** Takes out the points that the one whose costs start at `at` dominates, and names their slots. */
  removeDominated(costs: Float64Array, at: number, removed: (slot: number) => void): void;
  /** Takes a point that none dominates and that dominates none. */
  insert(slot: number, costs: Float64Array, at: number): void;
  /**
   * Lists, in ascending order, those of the first `count` points of some lists that no point dominates, and returns how many; a
   * point with a cost that is not known is one of them.
   * @param costs a list for each objective: the less the better, NaN where it is not known
   */
  sift(costs: readonly MetricList[], count: number, left: Int32Array): number;
}
