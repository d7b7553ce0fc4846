import { InputError } from "../../src/core/errors.ts";
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
  /** The outer digits that it depends on. */
  readonly digits: readonly Digit[];
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
  readonly rows: Int32Array[] = [];
  /** By state: where the run of equal ids ends that each place is in. */
  readonly #ends: (Int32Array | undefined)[] = [];
  #state = 0;
  readonly #set: DigitSet;
  /** Which combination of digits the state is of. */
  #index = -1;
  /** Combination of digits → state + 1, or 0; undefined: there are too many. */
  #known: Int32Array | undefined;
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
  /** The row that was made last. */
  readonly #made: Int32Array;
  /** Hash of a row → states. */
  readonly #rowsByHash = new Map<number, readonly number[]>();

  constructor({ length, inputs, make, keyOf, isUsed = () => true }: DerivedCellOptions<T>) {
    this.#length = length;
    this.#inputs = inputs;
    this.#make = make;
    this.#keyOf = keyOf;
    this.#isUsed = isUsed;
    this.isRow = inputs.some((input) => input.isRow);
    this.walk = inputs[0]?.walk ?? new Walk();
    this.digits = [...new Set(inputs.flatMap(({ digits }) => digits))];
    this.#set = this.walk.setOf(this.digits);
    this.#made = new Int32Array(this.isRow ? length : 0);
    this.#combinations = new Combinations(inputs.length);
    this.#points = new Combinations(inputs.length);
  }

  /** How many combinations of the digits there are that it depends on. */
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
    return this.isRow ? this.rows[this.state]![place]! : this.state;
  }

  endAt(place: number, length = this.#length): number {
    if (!this.isRow) return length;
    const { state } = this;
    return (this.#ends[state] ??= endsOf(this.rows[state]!))[place]!;
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
    const combination = this.#combinations.ofStates(this.#inputs);
    if (combination === this.#states.length) this.#states.push(this.isRow ? this.#makeRow() : this.#makeValue(0));
    return this.#states[combination]!;
  }

  #makeRow(): number {
    const ids = this.#made;
    for (let place = 0; place < ids.length;) {
      const end = this.#endOfInputs(place);
      ids.fill(this.#isUsed(place) ? this.#idOfPoint(place) : UNUSED, place, end);
      place = end;
    }
    const hash = hashOf(ids);
    const alike = this.#rowsByHash.get(hash) ?? [];
    const known = alike.find((row) => areEqual(this.rows[row]!, ids));
    if (known !== undefined) return known;
    this.#rowsByHash.set(hash, [...alike, this.rows.length]);
    return this.rows.push(ids.slice()) - 1;
  }

  /** The first place after `place` at which something that the cell depends on is another one. */
  #endOfInputs(place: number): number {
    let end = this.#length;
    for (let i = 0; i < this.#inputs.length; i++) end = Math.min(end, this.#inputs[i]!.endAt(place, this.#length));
    return end;
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

function hashOf(ids: Int32Array): number {
  let hash = 0;
  for (let i = 0; i < ids.length; i++) hash = Math.imul(hash ^ ids[i]!, 0x01000193) ^ (hash >>> 15);
  return hash;
}

function areEqual(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function endsOf(ids: Int32Array): Int32Array {
  const ends = new Int32Array(ids.length);
  for (let place = ids.length - 1; place >= 0; place--)
    ends[place] = ids[place] === ids[place + 1] ? ends[place + 1]! : place + 1;
  return ends;
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
