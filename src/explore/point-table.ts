/** Some points with their metrics, flat, so that they travel between threads without copies of objects. */
export interface PointTable {
  readonly indices: Float64Array;
  /** `width` numbers per point, in the order of the columns of the sweep (`SweepMetrics`). */
  readonly rows: Float64Array;
  readonly width: number;
}

/** A point table that grows; rows can be replaced. */
export class GrowingTable {
  readonly #width: number;
  #indices = new Float64Array(64);
  #rows: Float64Array;
  #length = 0;

  /** @param width numbers of a row */
  constructor(width: number) {
    this.#width = width;
    this.#rows = new Float64Array(64 * width);
  }

  get length(): number {
    return this.#length;
  }

  /** The rows, one behind the other; valid until the next `push`. */
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
    const width = this.#width;
    for (let column = 0; column < width; column++)
      this.#rows[place * width + column] = rows[offset + column] ?? Number.NaN;
  }

  /** Forgets all points and takes those of `table`. */
  refill(table: PointTable): void {
    this.#length = 0;
    forEachPoint(table, (index, rows, offset) => this.push(index, rows, offset));
  }

  /** A copy of the points at `places`, in that order; default all. */
  table(places: readonly number[] = this.#places()): PointTable {
    const width = this.#width;
    const indices = new Float64Array(places.length);
    const rows = new Float64Array(places.length * width);
    const all = this.#rows;
    for (let i = 0; i < places.length; i++) {
      const place = places[i]!;
      indices[i] = this.indexAt(place);
      for (let column = 0; column < width; column++) rows[i * width + column] = all[place * width + column]!;
    }
    return { indices, rows, width };
  }

  /** A copy of the points at `places` in order of index; default all. */
  tableByIndex(places: readonly number[] = this.#places()): PointTable {
    const indices = this.#indices;
    return this.table(places.toSorted((a, b) => indices[a]! - indices[b]!));
  }

  #places(): readonly number[] {
    return Array.from({ length: this.#length }, (_, place) => place);
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
  for (const [place, index] of table.indices.entries()) visit(index, table.rows, place * table.width);
}

/** The points of a table in order of index. */
export function sortedByIndex(table: PointTable): PointTable {
  const sorted = new GrowingTable(table.width);
  sorted.refill(table);
  return sorted.tableByIndex();
}
