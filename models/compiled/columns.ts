import { UNUSED, type DerivedCell } from "./cells.ts";
import type { RowMemory } from "./kernels/row-memory.ts";

/** A number of each design of a row. */
export interface RowNumber {
  /** The number, where all designs that are wanted have the same. */
  readonly same: number | undefined;
  /** Of the design at each place; NaN where the number cannot be worked out, anything where there is no design. */
  readonly row: Float64Array;
  /** Whether it is above 0 for all designs that are wanted. */
  readonly isPositive: boolean;
}

/** How long rows are, and where they are kept. */
export interface RowSize {
  readonly length: number;
  readonly memory: RowMemory;
}

/** A number of each design of the current row, read off a cell; worked out once for each of the cell's states. */
export class Column<T> {
  /** What the number follows from. */
  readonly cell: DerivedCell<T>;
  readonly #rowSize: RowSize;
  readonly #numberOf: (value: T) => number;
  readonly #rows: (RowNumber | undefined)[] = [];
  /** By id of the value. */
  readonly #numbers: (number | undefined)[] = [];
  readonly #alike: (RowNumber | undefined)[] = [];
  #state = -1;
  #current: RowNumber | undefined;

  /** @param numberOf may throw: the number is NaN then */
  constructor(cell: DerivedCell<T>, rowSize: RowSize, numberOf: (value: T) => number) {
    this.cell = cell;
    this.#rowSize = rowSize;
    this.#numberOf = numberOf;
  }

  /** Of the current row. */
  now(): RowNumber {
    const { state } = this.cell;
    if (this.#current !== undefined && state === this.#state) return this.#current;
    this.#state = state;
    this.#current = this.cell.isRow ? (this.#rows[state] ??= this.#makeRow(state)) : this.#alikeOf(state);
    return this.#current;
  }

  #makeRow(state: number): RowNumber {
    const ids = this.cell.rows.list(state);
    const id = onlyId(ids);
    if (id !== undefined) return this.#alikeOf(id);
    const row = this.#rowSize.memory.row(ids.length);
    let isPositive = true;
    for (let place = 0; place < ids.length; place++) {
      const number = ids[place] === UNUSED ? Number.NaN : this.#numberOfId(ids[place]!);
      row[place] = number;
      if (ids[place] !== UNUSED && !(number > 0)) isPositive = false;
    }
    return { same: undefined, row, isPositive };
  }

  /** A row of nothing but one value. */
  #alikeOf(id: number): RowNumber {
    return (this.#alike[id] ??= new Alike(this.#numberOfId(id), this.#rowSize));
  }

  #numberOfId(id: number): number {
    return (this.#numbers[id] ??= this.#readNumber(id));
  }

  #readNumber(id: number): number {
    const value = this.cell.values[id];
    if (value === undefined || value instanceof Error) return Number.NaN;
    try {
      return this.#numberOf(value);
    } catch {
      return Number.NaN; // whoever asks for the design by itself gets the error
    }
  }
}

/** A number at all places; the list is made if it is asked for. A class: a literal with a getter has a hidden class of its own. */
class Alike implements RowNumber {
  readonly same: number;
  readonly #rowSize: RowSize;
  #row: Float64Array | undefined;

  constructor(same: number, rowSize: RowSize) {
    this.same = same;
    this.#rowSize = rowSize;
  }

  get isPositive(): boolean {
    return this.same > 0;
  }

  get row(): Float64Array {
    const { memory, length } = this.#rowSize;
    return (this.#row ??= memory.row(length).fill(this.same));
  }
}

/** The id that all places have that are used; undefined if there are several, or none. */
export function onlyId(ids: Int32Array): number | undefined {
  let only = UNUSED;
  for (let place = 0; place < ids.length; place++) {
    const id = ids[place]!;
    if (id === only || id === UNUSED) continue;
    if (only !== UNUSED) return undefined;
    only = id;
  }
  return only === UNUSED ? undefined : only;
}
