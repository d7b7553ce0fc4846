import { InputError } from "../../src/core/errors.ts";
import { PairIds } from "./pair-ids.ts";

/** A word or a number that tells values apart. */
export type Key = number | string;

/**
 * Something that a design has, e.g. the width of its sums: worked out from the parameters once for each combination of what
 * it depends on, and known by a small number (its id) from then on. Of what changes along the row, `state` is the id of a
 * whole row of values.
 */
export interface Cell<T> {
  /** Each value that occurs once, by id; an error where a value cannot be worked out. */
  readonly values: readonly (T | Error)[];
  /** Whether the value changes along the row. */
  readonly isRow: boolean;
  /** The fastest of the outer digits that it depends on, by position; −1: none. */
  readonly fastest: number;
  /** Id of the value that the current design has; of the row that the current designs have. */
  readonly state: number;
  /** The id of the value at a place of the row. */
  idAt(place: number): number;
  /** Brings `state` up to date with what the cell depends on. */
  update(): void;
}

/** A digit of the space, set from outside. */
export class Digit implements Cell<number> {
  readonly values: readonly number[];
  readonly isRow: boolean;
  readonly fastest: number;
  state = 0;

  /** @param position of an outer digit, slowest 0; undefined: the digit that runs along the row */
  constructor(size: number, position: number | undefined) {
    this.values = Array.from({ length: size }, (_, i) => i);
    this.isRow = position === undefined;
    this.fastest = position ?? -1;
  }

  idAt(place: number): number {
    return this.isRow ? place : this.state;
  }

  update(): void {}
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

/** A cell that follows from others. */
export class DerivedCell<T> implements Cell<T> {
  readonly values: (T | Error)[] = [];
  readonly isRow: boolean;
  readonly fastest: number;
  state = 0;
  readonly rows: Int32Array[] = [];
  readonly #length: number;
  readonly #inputs: readonly Cell<unknown>[];
  readonly #make: (place: number) => T;
  readonly #keyOf: (value: T) => Key;
  readonly #isUsed: (place: number) => boolean;
  readonly #ids = new Map<Key, number>();
  /** Combination of states → state. */
  readonly #combinations: Combinations;
  readonly #states: number[] = [];
  /** Of a row: combination of ids at one place → id. */
  readonly #points: Combinations;
  readonly #pointIds: number[] = [];
  readonly #rowIds = new Map<string, number>();

  constructor({ length, inputs, make, keyOf, isUsed = () => true }: DerivedCellOptions<T>) {
    this.#length = length;
    this.#inputs = inputs;
    this.#make = make;
    this.#keyOf = keyOf;
    this.#isUsed = isUsed;
    this.isRow = inputs.some((input) => input.isRow);
    this.fastest = Math.max(-1, ...inputs.map((input) => input.fastest));
    this.#combinations = new Combinations(inputs.length);
    this.#points = new Combinations(inputs.length);
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
    return this.isRow ? this.rows[this.state]![place]! : this.state;
  }

  update(): void {
    const inputs = this.#inputs;
    const combination = this.#combinations.ofStates(inputs);
    if (combination === this.#states.length) this.#states.push(this.isRow ? this.#makeRow() : this.#makeValue(0));
    this.state = this.#states[combination]!;
  }

  #makeRow(): number {
    const ids = Int32Array.from({ length: this.#length }, (_, place) =>
      this.#isUsed(place) ? this.#idOfPoint(place) : UNUSED,
    );
    const key = ids.join();
    const known = this.#rowIds.get(key);
    if (known !== undefined) return known;
    this.#rowIds.set(key, this.rows.length);
    return this.rows.push(ids) - 1;
  }

  #idOfPoint(place: number): number {
    const point = this.#points.ofPlace(this.#inputs, place);
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

/** Numbers the combinations of so many ids. */
class Combinations {
  readonly #pairs: readonly PairIds[];

  constructor(inputs: number) {
    this.#pairs = Array.from({ length: Math.max(1, inputs - 1) }, () => new PairIds());
  }

  ofStates(inputs: readonly Cell<unknown>[]): number {
    const pairs = this.#pairs;
    let id = pairs[0]!.of(inputs[0]?.state ?? 0, inputs[1]?.state ?? 0);
    for (let i = 2; i < inputs.length; i++) id = pairs[i - 1]!.of(id, inputs[i]!.state);
    return id;
  }

  ofPlace(inputs: readonly Cell<unknown>[], place: number): number {
    const pairs = this.#pairs;
    let id = pairs[0]!.of(inputs[0]?.idAt(place) ?? 0, inputs[1]?.idAt(place) ?? 0);
    for (let i = 2; i < inputs.length; i++) id = pairs[i - 1]!.of(id, inputs[i]!.idAt(place));
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
