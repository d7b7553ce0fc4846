import type { Objective } from "../core/result.ts";
import type { SweepMetrics } from "../formula/sweep-metrics.ts";
import { DominanceBuckets } from "./dominance-buckets.ts";
import { GrowingTable, sortedByIndex, type PointTable } from "./point-table.ts";

/** Takes the points that a front turns out not to hold. */
export type Dropped = (index: number, rows: Float64Array, offset: number) => void;

/**
 * The exact Pareto front of a stream of points, for any number of objectives.
 *
 * A point dominates another if it is no worse in every objective and better in at least one. The front holds the points
 * that no other point dominates; points equal in every objective do not dominate each other, so all of them are kept.
 * The result does not depend on the order of the points, and fronts of parts can be merged by adding their points. Each
 * point must be added once. An objective that is absent counts as the worst there is.
 */
export class ParetoFront {
  readonly #columns: readonly { readonly column: number; readonly sign: number }[];
  readonly #candidate: Float64Array;
  readonly #points: DominanceBuckets;
  readonly #table: GrowingTable;
  readonly #width: number;
  /** Rows of the table whose point was dropped, to be used again. */
  readonly #free: number[] = [];

  /** @param metrics what the columns of the rows are */
  constructor(objectives: readonly Objective[], metrics: SweepMetrics) {
    this.#width = metrics.width;
    this.#table = new GrowingTable(metrics.width);
    this.#columns = objectives.map(({ metric, direction }) => ({
      column: metrics.column(metric),
      sign: direction === "minimize" ? 1 : -1,
    }));
    this.#candidate = new Float64Array(objectives.length);
    this.#points = new DominanceBuckets(objectives.length);
  }

  get size(): number {
    return this.#table.length - this.#free.length;
  }

  /** Adds the point whose metric row starts at `offset`; it, or the points it dominates, may go to `dropped`. */
  add(index: number, rows: Float64Array, offset = 0, dropped: Dropped = () => undefined): void {
    const costs = this.#candidate;
    for (let k = 0; k < costs.length; k++) {
      const { column, sign } = this.#columns[k]!;
      const cost = (rows[offset + column] ?? Number.NaN) * sign;
      costs[k] = Number.isNaN(cost) ? Infinity : cost;
    }
    if (this.rejects(costs, 0)) dropped(index, rows, offset);
    else this.enter(costs, 0, index, rows, offset, dropped);
  }

  /**
   * Whether a point on the front dominates the one whose objectives start at `at`: `add` in two steps, for a caller that
   * computes the metric row of a point only if it must. Objectives are all to be minimised (of one to be maximised, the
   * negative), none is NaN.
   */
  rejects(costs: Float64Array, at: number): boolean {
    return this.#points.dominates(costs, at);
  }

  /** Adds a point that the front, as it is, does not reject. */
  enter(costs: Float64Array, at: number, index: number, rows: Float64Array, offset: number, dropped: Dropped): void {
    this.#points.removeDominated(costs, at, (slot) => {
      dropped(this.#table.indexAt(slot), this.#table.rows, slot * this.#width);
      this.#free.push(slot);
    });
    const slot = this.#free.pop() ?? this.#table.length;
    this.#table.set(slot, index, rows, offset);
    this.#points.insert(slot, costs, at);
  }

  /** The points of the front so far that were added with an index from `start` to `end` − 1, in order of index. */
  table(start = 0, end = Infinity): PointTable {
    const free = new Set(this.#free);
    const places: number[] = [];
    for (let place = 0; place < this.#table.length; place++) {
      const index = this.#table.indexAt(place);
      if (index >= start && index < end && !free.has(place)) places.push(place);
    }
    return sortedByIndex(this.#table.table(places));
  }
}
