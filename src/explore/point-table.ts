import { METRIC_COUNT } from "../core/metric-row.ts";

/** Some points with their metrics, flat, so that they travel between threads without copies of objects. */
export interface PointTable {
  readonly indices: Float64Array;
  /** METRIC_COUNT numbers per point, in the order of METRICS. */
  readonly rows: Float64Array;
}

/** A point table that grows; rows can be replaced. */
export class GrowingTable {
  #indices = new Float64Array(64);
  #rows = new Float64Array(64 * METRIC_COUNT);
  #length = 0;

  get length(): number {
    return this.#length;
  }

  /** The rows, METRIC_COUNT numbers each; valid until the next `push`. */
  get rows(): Float64Array {
    return this.#rows;
  }

  indexAt(place: number): number {
    return this.#indices[place] ?? Number.NaN;
  }

  push(index: number, rows: Float64Array, offset: number): void {
    this.set(this.#length, index, rows, offset);
  }

  /** Puts a point in a place that exists, or in the next one. */
  set(place: number, index: number, rows: Float64Array, offset: number): void {
    if (place === this.#indices.length) this.#grow();
    this.#length = Math.max(this.#length, place + 1);
    this.#indices[place] = index;
    for (let column = 0; column < METRIC_COUNT; column++)
      this.#rows[place * METRIC_COUNT + column] = rows[offset + column] ?? Number.NaN;
  }

  /** Forgets all points and takes those of `table`. */
  refill(table: PointTable): void {
    this.#length = 0;
    forEachPoint(table, (index, rows, offset) => this.push(index, rows, offset));
  }

  /** A copy of the points at `places`, in that order; default all. */
  table(places: readonly number[] = Array.from({ length: this.#length }, (_, place) => place)): PointTable {
    const rows = new Float64Array(places.length * METRIC_COUNT);
    for (const [row, place] of places.entries())
      rows.set(this.#rows.subarray(place * METRIC_COUNT, (place + 1) * METRIC_COUNT), row * METRIC_COUNT);
    return { indices: Float64Array.from(places, (place) => this.indexAt(place)), rows };
  }

  #grow(): void {
    const indices = new Float64Array(2 * this.#indices.length);
    const rows = new Float64Array(2 * this.#rows.length);
    indices.set(this.#indices);
    rows.set(this.#rows);
    this.#indices = indices;
    this.#rows = rows;
  }
}

/** Calls `visit` for each point of a table. */
export function forEachPoint(
  table: PointTable,
  visit: (index: number, rows: Float64Array, offset: number) => void,
): void {
  for (const [place, index] of table.indices.entries()) visit(index, table.rows, place * METRIC_COUNT);
}

/** The points of a table in order of index. */
export function sortedByIndex(table: PointTable): PointTable {
  const sorted = new GrowingTable();
  sorted.refill(table);
  return sorted.table(Array.from(table.indices.keys()).toSorted((a, b) => sorted.indexAt(a) - sorted.indexAt(b)));
}
