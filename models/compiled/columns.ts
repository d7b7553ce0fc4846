import { UNUSED, type DerivedCell } from "./cells.ts";

/** A number of each design of a row. */
export interface RowNumber {
  /** The number, where all designs that are wanted have the same. */
  readonly same: number | undefined;
  /** Of the design at each place; NaN where there is none, or where the number cannot be worked out. */
  readonly row: Float64Array;
  /** Whether it is above 0 for all designs that are wanted. */
  readonly isPositive: boolean;
}

/** A number of each design of the current row, read off a cell; worked out once for each of the cell's states. */
export class Column<T> {
  readonly #cell: DerivedCell<T>;
  readonly #numberOf: (value: T) => number;
  readonly #rows: (RowNumber | undefined)[] = [];
  /** By id of the value. */
  readonly #numbers: (number | undefined)[] = [];
  readonly #alike: { same: number; isPositive: boolean; readonly row: Float64Array };
  #state = -1;
  #current: RowNumber;

  /** @param numberOf may throw: the number is NaN then */
  constructor(cell: DerivedCell<T>, length: number, numberOf: (value: T) => number) {
    this.#cell = cell;
    this.#numberOf = numberOf;
    this.#alike = { same: Number.NaN, isPositive: false, row: new Float64Array(length) };
    this.#current = this.#alike;
  }

  /** Of the current row; overwritten by the next. */
  now(): RowNumber {
    const { state } = this.#cell;
    if (state === this.#state) return this.#current;
    this.#state = state;
    if (this.#cell.isRow) this.#current = this.#rows[state] ??= this.#makeRow(state);
    else this.#setAlike(this.#numberOfId(state));
    return this.#current;
  }

  #setAlike(number: number): void {
    const alike = this.#alike;
    alike.same = number;
    alike.isPositive = number > 0;
    alike.row.fill(number);
  }

  #makeRow(state: number): RowNumber {
    const ids = this.#cell.rows[state]!;
    const row = Float64Array.from(ids, (id) => (id === UNUSED ? Number.NaN : this.#numberOfId(id)));
    const numbers = [...new Set(ids)].filter((id) => id !== UNUSED).map((id) => this.#numberOfId(id));
    return { same: numbers.length === 1 ? numbers[0] : undefined, row, isPositive: numbers.every((each) => each > 0) };
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
