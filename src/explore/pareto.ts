import { METRIC_COUNT, metricColumn } from "../../models/cost/metric-row.ts";
import type { Objective } from "../core/result.ts";
import { GrowingTable, sortedByIndex, type PointTable } from "./point-table.ts";

/** Takes the points that a front turns out not to hold. */
export type Dropped = (index: number, rows: Float64Array, offset: number) => void;

/**
 * The exact Pareto front of a stream of points, for any number of objectives.
 *
 * A point dominates another if it is no worse in every objective and better in at least one. The front holds the points
 * that no other point dominates; points equal in every objective do not dominate each other, so all of them are kept.
 * The result does not depend on the order of the points, and fronts of parts can be merged by adding their points.
 *
 * Price: a dominated point is mostly found out after a few comparisons (dominators move to the head of the list); a
 * point of the front costs |front| · |objectives| comparisons. Typed arrays are read inside their bounds (`!`).
 */
export class ParetoFront {
  readonly #columns: readonly number[];
  readonly #signs: readonly number[];
  /** Objectives of each point, all to be minimised; row i belongs to row i of the table. */
  #keys: Float64Array;
  readonly #candidate: Float64Array;
  readonly #table = new GrowingTable();
  readonly #dropped: Dropped;

  constructor(objectives: readonly Objective[], dropped: Dropped = () => undefined) {
    this.#columns = objectives.map((objective) => metricColumn(objective.metric));
    this.#signs = objectives.map((objective) => (objective.direction === "minimize" ? 1 : -1));
    this.#candidate = new Float64Array(objectives.length);
    this.#keys = new Float64Array(64 * objectives.length);
    this.#dropped = dropped;
  }

  get size(): number {
    return this.#table.length;
  }

  /** Adds the point whose metric row starts at `offset`. Either it or the points it dominates may go to `dropped`. */
  add(index: number, rows: Float64Array, offset = 0): void {
    const width = this.#columns.length;
    for (let k = 0; k < width; k++) this.#candidate[k] = (rows[offset + this.#columns[k]!] ?? Number.NaN) * this.#signs[k]!;
    for (let place = 0; place < this.#table.length; ) {
      const relation = this.#compare(place);
      if (relation === "worse") {
        this.#moveAhead(place);
        return this.#dropped(index, rows, offset);
      }
      if (relation === "better") this.#remove(place);
      else place++;
    }
    this.#insert(index, rows, offset);
  }

  /** The front so far, in order of index. */
  table(): PointTable {
    return sortedByIndex(this.#table.table());
  }

  /** How the candidate stands to the point at `place`. */
  #compare(place: number): "better" | "worse" | "neither" {
    const width = this.#columns.length;
    let isBetter = false;
    let isWorse = false;
    for (let k = 0, at = place * width; k < width; k++, at++) {
      const difference = this.#candidate[k]! - this.#keys[at]!;
      if (difference < 0) isBetter = true;
      else if (difference > 0) isWorse = true;
      if (isBetter && isWorse) return "neither";
    }
    return isBetter ? "better" : isWorse ? "worse" : "neither";
  }

  #insert(index: number, rows: Float64Array, offset: number): void {
    const width = this.#columns.length;
    const place = this.#table.length;
    if ((place + 1) * width > this.#keys.length) {
      const keys = new Float64Array(2 * this.#keys.length);
      keys.set(this.#keys);
      this.#keys = keys;
    }
    this.#keys.set(this.#candidate, place * width);
    this.#table.push(index, rows, offset);
  }

  #remove(place: number): void {
    const width = this.#columns.length;
    const last = this.#table.length - 1;
    this.#dropped(this.#table.indexAt(place), this.#table.rows, place * METRIC_COUNT);
    this.#keys.copyWithin(place * width, last * width, (last + 1) * width);
    this.#table.remove(place);
  }

  /** Brings a point that dominates others nearer to the head, where the search starts. */
  #moveAhead(place: number): void {
    const width = this.#columns.length;
    const ahead = place >> 1;
    if (ahead === place) return;
    for (let k = 0; k < width; k++) {
      const kept = this.#keys[ahead * width + k]!;
      this.#keys[ahead * width + k] = this.#keys[place * width + k]!;
      this.#keys[place * width + k] = kept;
    }
    this.#table.swap(ahead, place);
  }
}
