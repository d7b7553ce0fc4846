import { UNUSED, type DerivedCell } from "./cells.ts";

/** A number of each design of a row. */
export interface RowNumber {
  /** The number, where all designs that are wanted have the same. */
  readonly same: number | undefined;
  /** Of the design at each place; NaN where there is none, or where the number cannot be worked out. */
  readonly row: Float64Array;
}

/** A number of each design of the current row, read off a cell; worked out once for each of the cell's states. */
export class Column<T> {
  readonly #cell: DerivedCell<T>;
  readonly #numberOf: (value: T) => number;
  readonly #rows: (RowNumber | undefined)[] = [];
  /** By id of the value. */
  readonly #numbers: (number | undefined)[] = [];
  readonly #alike: { same: number; readonly row: Float64Array };
  #state = -1;
  #current: RowNumber;

  /** @param numberOf may throw: the number is NaN then */
  constructor(cell: DerivedCell<T>, length: number, numberOf: (value: T) => number) {
    this.#cell = cell;
    this.#numberOf = numberOf;
    this.#alike = { same: Number.NaN, row: new Float64Array(length) };
    this.#current = this.#alike;
  }

  /** Of the current row; overwritten by the next. */
  now(): RowNumber {
    const { state } = this.#cell;
    if (state === this.#state) return this.#current;
    this.#state = state;
    if (this.#cell.isRow) this.#current = this.#rows[state] ??= this.#makeRow(state);
    else this.#alike.row.fill((this.#alike.same = this.#numberOfId(state)));
    return this.#current;
  }

  #makeRow(state: number): RowNumber {
    const ids = this.#cell.rows[state]!;
    const row = Float64Array.from(ids, (id) => (id === UNUSED ? Number.NaN : this.#numberOfId(id)));
    const [first, ...others] = new Set([...ids].filter((id) => id !== UNUSED));
    return { same: first !== undefined && others.length === 0 ? this.#numberOfId(first) : undefined, row };
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
