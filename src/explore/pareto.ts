import type { MetricList } from "../../models/compiled/row-scratch.ts";
import type { Objective } from "../core/result.ts";
import type { SweepMetrics } from "../formula/sweep-metrics.ts";
import { DominanceBuckets } from "./dominance-buckets.ts";
import { DominanceGrid } from "./dominance-grid.ts";
import type { Dominators } from "./dominators.ts";
import { GrowingTable, type PointTable } from "./point-table.ts";

/** Takes the points that a front turns out not to hold. */
export type Dropped = (index: number, rows: Float64Array, offset: number) => void;

/** Points of a front: all of their objectives are costs, one point's behind the other's. */
export interface FrontCosts {
  /** Grows with each point that was added. */
  readonly age: number;
  readonly indices: Float64Array;
  readonly costs: Float64Array;
}

/** The points of a front that was found elsewhere; it goes on growing. */
export class KnownCosts {
  readonly points: Dominators;
  readonly #seen = new Set<number>();
  readonly #free: number[] = [];
  readonly #width: number;
  #slots = 0;
  #age = 0;

  constructor(objectives: number) {
    this.points = dominatorsOf(objectives);
    this.#width = objectives;
  }

  /** Becomes that front, of which all earlier ones were parts as it grew. */
  hear({ age, indices, costs }: FrontCosts): void {
    if (age < this.#age) throw new Error("internal: a front that was heard of is newer");
    this.#age = age;
    for (let point = 0; point < indices.length; point++) {
      const index = indices[point]!;
      if (this.#seen.has(index)) continue;
      this.#seen.add(index);
      this.points.removeDominated(costs, point * this.#width, (slot) => this.#free.push(slot));
      this.points.insert(this.#free.pop() ?? this.#slots++, costs, point * this.#width);
    }
  }
}

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
  readonly #points: Dominators;
  readonly #table: GrowingTable;
  readonly #width: number;
  #age = 0;
  /** Rows of the table whose point was dropped, to be used again. */
  readonly #free: number[] = [];
  readonly #behind: Dominators | undefined;
  /** What `costs` gave last. */
  #told: FrontCosts | undefined;

  /**
   * @param metrics what the columns of the rows are
   * @param behind points that reject others, too, but are none of this front's; they must stay
   */
  constructor(objectives: readonly Objective[], metrics: SweepMetrics, behind?: KnownCosts) {
    this.#behind = behind?.points;
    this.#width = metrics.width;
    this.#table = new GrowingTable(metrics.width);
    this.#columns = objectives.map(({ metric, direction }) => ({
      column: metrics.column(metric),
      sign: direction === "minimize" ? 1 : -1,
    }));
    this.#candidate = new Float64Array(objectives.length);
    this.#points = dominatorsOf(objectives.length);
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
    return this.#behind?.dominates(costs, at) === true || this.#points.dominates(costs, at);
  }

  /**
   * The same of the first `count` points of some lists, one for each objective: lists those that no point dominates, in ascending
   * order, and returns how many. An objective that is not known is NaN; such a point is listed.
   */
  sift(costs: readonly MetricList[], count: number, left: Int32Array): number {
    const found = this.#points.sift(costs, count, left);
    return this.#behind === undefined ? found : this.#siftBehind(this.#behind, costs, found, left);
  }

  #siftBehind(behind: Dominators, costs: readonly MetricList[], count: number, left: Int32Array): number {
    const candidate = this.#candidate;
    let found = 0;
    for (let i = 0; i < count; i++) {
      const place = left[i]!;
      for (let k = 0; k < candidate.length; k++) candidate[k] = costs[k]!.numbers[place]!;
      if (candidate.some(Number.isNaN) || !behind.dominates(candidate, 0)) left[found++] = place;
    }
    return found;
  }

  /** Adds a point that the front, as it is, does not reject. */
  enter(costs: Float64Array, at: number, index: number, rows: Float64Array, offset: number, dropped: Dropped): void {
    this.#points.removeDominated(costs, at, (slot) => {
      dropped(this.#table.indexAt(slot), this.#table.rows, slot * this.#width);
      this.#free.push(slot);
    });
    const slot = this.#free.pop() ?? this.#table.length;
    this.#age++;
    this.#table.set(slot, index, rows, offset);
    this.#points.insert(slot, costs, at);
  }

  /** Indices and objectives of the points so far, in any order, the objectives as costs; the same object until one is added. */
  costs(): FrontCosts {
    if (this.#told?.age !== this.#age) this.#told = this.#makeCosts();
    return this.#told;
  }

  #makeCosts(): FrontCosts {
    const width = this.#columns.length;
    const places = this.#places();
    const costs = new Float64Array(places.length * width);
    for (const [point, place] of places.entries())
      for (const [k, { column, sign }] of this.#columns.entries())
        costs[point * width + k] = this.#table.rows[place * this.#width + column]! * sign;
    return { age: this.#age, indices: Float64Array.from(places, (place) => this.#table.indexAt(place)), costs };
  }

  /** Those points of the front so far that are asked for by the index they were added with, in order of index. */
  table(isAsked: (index: number) => boolean = () => true): PointTable {
    return this.#table.tableByIndex(this.#places().filter((place) => isAsked(this.#table.indexAt(place))));
  }

  /** Of the table: those of points that were not dropped. */
  #places(): number[] {
    const free = new Set(this.#free);
    const places: number[] = [];
    for (let place = 0; place < this.#table.length; place++) if (!free.has(place)) places.push(place);
    return places;
  }
}

/** What points of so many objectives are best held in. */
function dominatorsOf(objectives: number): Dominators {
  return objectives <= 3 ? new DominanceGrid(objectives) : new DominanceBuckets(objectives);
}
