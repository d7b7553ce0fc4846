import { InputError } from "../../src/core/errors.ts";
import { IdRows } from "./id-rows.ts";
import { PairIds } from "./pair-ids.ts";
import { Walk, type DigitSet, type WalkDigit } from "./walk.ts";

/** A word or a number that tells values apart. */
export type Key = number | string;

/**
 * Something that a design has, e.g. the width of its sums: worked out from the parameters once for each combination of what
 * it depends on, when it is asked for, and known by a small number (its id) from then on. Of what changes along the row,
 * `state` is the id of a whole row of values.
 */
export interface Cell<T> {
  /** Each value that occurs once, by id; an error where a value cannot be worked out. */
  readonly values: readonly (T | Error)[];
  /** Whether the value changes along the row. */
  readonly isRow: boolean;
  readonly walk: Walk;
  /** The outer digits that it depends on, and how many combinations of values they have. */
  readonly digits: readonly Digit[];
  readonly combinations: number;
  /** Id of the value that the current design has; of the row that the current designs have. */
  readonly state: number;
  /** The id of the value at a place of the row. */
  idAt(place: number): number;
  /** The first place after `place` whose value is another one, in a row of `length`. */
  endAt(place: number, length: number): number;
}

/** A digit of the space, set from outside. */
export class Digit implements Cell<number>, WalkDigit {
  readonly values: readonly number[];
  readonly isRow: boolean;
  readonly walk: Walk;
  readonly digits: readonly Digit[];
  readonly position: number;
  readonly size: number;
  readonly sets: WalkDigit["sets"] = [];
  #state = 0;

  /** @param position of an outer digit, slowest 0; undefined: the digit that runs along the row */
  constructor(walk: Walk, size: number, position: number | undefined) {
    this.values = Array.from({ length: size }, (_, i) => i);
    this.isRow = position === undefined;
    this.walk = walk;
    this.digits = this.isRow ? [] : [this];
    this.position = position ?? -1;
    this.size = size;
  }

  get combinations(): number {
    return this.isRow ? 1 : this.size;
  }

  get state(): number {
    return this.#state;
  }

  set state(state: number) {
    const { sets } = this;
    const step = state - this.#state;
    for (let i = 0; i < sets.length; i++) sets[i]!.set.index += step * sets[i]!.stride;
    this.#state = state;
    this.walk.moves++;
  }

  idAt(place: number): number {
    return this.isRow ? place : this.#state;
  }

  endAt(place: number, length: number): number {
    return this.isRow ? place + 1 : length;
  }
}

export interface DerivedCellOptions<T> {
  /** Designs in a row. */
  readonly length: number;
  readonly inputs: readonly Cell<unknown>[];
  /** Works out the value of the design at a place of the row. */
  readonly make: (place: number) => T;
  /** Equal for values that make no difference to anything. */
  readonly keyOf: (value: T) => Key;
  /** Whether the value at a place of the row is wanted; must follow from the inputs. Default: at all. */
  readonly isUsed?: (place: number) => boolean;
}

/** The id of a value that is not wanted. */
export const UNUSED = -1;

/** States are kept by the combination of digits, four bytes for each, unless there are more of these. */
const MOST_COMBINATIONS = 2 ** 19;

/** A cell that follows from others. */
export class DerivedCell<T> implements Cell<T> {
  readonly values: (T | Error)[] = [];
  readonly isRow: boolean;
  readonly walk: Walk;
  readonly digits: readonly Digit[];
  /** Of one that changes along the row: the ids of each state. */
  readonly rows: IdRows;
  #state = 0;
  readonly #set: DigitSet;
  /** Which combination of digits the state is of. */
  #index = -1;
  /** Combination of digits → state + 1, or 0; undefined: there are too many. */
  #known: Int32Array | undefined;
  readonly #length: number;
  /** Inputs that are the same along the row, and others. */
  readonly #same: readonly Cell<unknown>[];
  readonly #along: readonly Cell<unknown>[];
  readonly #make: (place: number) => T;
  readonly #keyOf: (value: T) => Key;
  readonly #isUsed: (place: number) => boolean;
  readonly #ids = new Map<Key, number>();
  /** Number of the states of inputs that are the same along the row; with those of the others → state. */
  readonly #alike: Combinations;
  readonly #combinations: Combinations;
  readonly #states: number[] = [];
  /** Of a row: the first number, with ids at one place → id. */
  readonly #points: Combinations;
  readonly #pointIds: number[] = [];
  /** The row that was made last. */
  readonly #made: Int32Array;

  constructor({ length, inputs, make, keyOf, isUsed = () => true }: DerivedCellOptions<T>) {
    this.#length = length;
    // What never changes tells nothing apart.
    this.#same = inputs.filter((input) => !input.isRow && input.combinations > 1);
    this.#along = inputs.filter((input) => input.isRow);
    this.#make = make;
    this.#keyOf = keyOf;
    this.#isUsed = isUsed;
    this.isRow = this.#along.length > 0;
    this.rows = new IdRows(length);
    this.walk = inputs[0]?.walk ?? new Walk();
    this.digits = [...new Set(inputs.flatMap(({ digits }) => digits))];
    this.#set = this.walk.setOf(this.digits);
    this.#made = new Int32Array(this.isRow ? length : 0);
    this.#alike = new Combinations(this.#same.length);
    this.#combinations = new Combinations(1 + this.#along.length);
    this.#points = new Combinations(1 + this.#along.length);
  }

  get combinations(): number {
    return this.#set.size;
  }

  /** The value at a place of the row. @throws if it could not be worked out */
  at(place: number): T {
    const value = this.values[this.idAt(place)];
    if (value instanceof Error) throw value;
    if (value === undefined) throw new Error("internal: a value was not worked out");
    return value;
  }

  /** Whether there is a value at a place of the row, and no error. */
  isSoundAt(place: number): boolean {
    const value = this.values[this.idAt(place)];
    return value !== undefined && !(value instanceof Error);
  }

  /** Whether there is no error at a place of the row. */
  isSoundOrNothingAt(place: number): boolean {
    return !(this.values[this.idAt(place)] instanceof Error);
  }

  idAt(place: number): number {
    return this.isRow ? this.rows.at(this.state, place) : this.state;
  }

  endAt(place: number, length = this.#length): number {
    return this.isRow ? this.rows.endAt(this.state, place) : length;
  }

  get state(): number {
    const { index } = this.#set;
    if (index !== this.#index) {
      this.#state = this.#stateOf(index);
      this.#index = index;
    }
    return this.#state;
  }

  #stateOf(index: number): number {
    if (this.#set.size > MOST_COMBINATIONS) return this.#stateOfInputs();
    const known = (this.#known ??= new Int32Array(this.#set.size));
    return (known[index] ||= this.#stateOfInputs() + 1) - 1;
  }

  #stateOfInputs(): number {
    const alike = this.#alike.ofStates(this.#same);
    const combination = this.isRow ? this.#combinations.ofStates(this.#along, alike) : alike;
    if (combination === this.#states.length) this.#states.push(this.isRow ? this.#makeRow(alike) : this.#makeValue(0));
    return this.#states[combination]!;
  }

  /** @param alike number of what is the same along the row */
  #makeRow(alike: number): number {
    const ids = this.#made;
    for (let place = 0; place < ids.length;) {
      const end = this.#endOfInputs(place);
      ids.fill(this.#isUsed(place) ? this.#idOfPoint(alike, place) : UNUSED, place, end);
      place = end;
    }
    return this.rows.of(ids);
  }

  /** The first place after `place` at which something that the cell depends on is another one. */
  #endOfInputs(place: number): number {
    let end = this.#length;
    for (let i = 0; i < this.#along.length; i++) end = Math.min(end, this.#along[i]!.endAt(place, this.#length));
    return end;
  }

  #idOfPoint(alike: number, place: number): number {
    const point = this.#points.ofPlace(this.#along, place, alike);
    if (point === this.#pointIds.length) this.#pointIds.push(this.#makeValue(place));
    return this.#pointIds[point]!;
  }

  #makeValue(place: number): number {
    const value = valueOrError(() => this.#make(place));
    const key = value instanceof Error ? `error ${value.message}` : this.#keyOf(value);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.values.length);
    return this.values.push(value) - 1;
  }
}

/** Numbers the combinations of so many ids: 0, 1, 2, … in the order in which they are first asked for. */
class Combinations {
  readonly #pairs: readonly PairIds[];

  constructor(ids: number) {
    this.#pairs = Array.from({ length: Math.max(1, ids - 1) }, () => new PairIds());
  }

  /** @param first one that stands before those of the cells; undefined: none does */
  ofStates(cells: readonly Cell<unknown>[], first?: number): number {
    const pairs = this.#pairs;
    let at = first === undefined ? 1 : 0;
    let id = first ?? cells[0]?.state ?? 0;
    if (at === cells.length || cells.length === 0) return pairs[0]!.of(id, 0);
    for (let pair = 0; at < cells.length; at++) id = pairs[pair++]!.of(id, cells[at]!.state);
    return id;
  }

  ofPlace(cells: readonly Cell<unknown>[], place: number, first: number): number {
    const pairs = this.#pairs;
    let id = first;
    for (let i = 0; i < cells.length; i++) id = pairs[i]!.of(id, cells[i]!.idAt(place));
    return id;
  }
}

/** An error is kept like a value: thousands of designs may share the module that cannot be built. */
function valueOrError<T>(make: () => T): T | Error {
  try {
    return make();
  } catch (error) {
    if (error instanceof InputError) throw error; // nothing can be worked out then
    return error instanceof Error ? error : new Error(String(error));
  }
}
