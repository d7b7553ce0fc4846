import { UNUSED, type DerivedCell } from "./cells.ts";

/** A number of each design of the current row, read off a cell; worked out once for each of the cell's states. */
export class Column<T> {
  readonly #cell: DerivedCell<T>;
  readonly #numberOf: (value: T) => number;
  readonly #rows: (Float64Array | undefined)[] = [];
  /** By id of the value. */
  readonly #numbers: (number | undefined)[] = [];
  readonly #same: Float64Array;
  #state = -1;
  #current: Float64Array;

  /** @param numberOf may throw: the number is NaN then */
  constructor(cell: DerivedCell<T>, length: number, numberOf: (value: T) => number) {
    this.#cell = cell;
    this.#numberOf = numberOf;
    this.#same = new Float64Array(length);
    this.#current = this.#same;
  }

  /** Of the design at each place; NaN where there is none, or where the number cannot be worked out. */
  current(): Float64Array {
    const { state } = this.#cell;
    if (state === this.#state) return this.#current;
    this.#state = state;
    if (this.#cell.isRow) this.#current = this.#rows[state] ??= this.#makeRow(state);
    else this.#same.fill(this.#numberOfId(state));
    return this.#current;
  }

  #makeRow(state: number): Float64Array {
    const ids = this.#cell.rows[state]!;
    const row = new Float64Array(ids.length);
    for (let place = 0; place < ids.length; place++)
      row[place] = ids[place] === UNUSED ? Number.NaN : this.#numberOfId(ids[place]!);
    return row;
  }

  #numberOfId(id: number): number {
    return (this.#numbers[id] ??= this.#readNumber(id));
  }

  #readNumber(id: number): number {
    const value = this.#cell.values[id];
    if (value === undefined || value instanceof Error) return Number.NaN;
    try {
      return this.#numberOf(value);
    } catch {
      return Number.NaN; // whoever asks for the design by itself gets the error
    }
  }
}
