/**
 * A walk over a space: how often a digit has moved. What was worked out since the last move still holds, so whoever keeps
 * something asks here and nowhere else.
 */
export class Walk {
  /** Grows with each move of a digit. */
  moves = 0;
  readonly #sets = new Map<string, DigitSet>();

  /** The set of these digits; the same object for the same digits. */
  setOf(digits: readonly WalkDigit[]): DigitSet {
    const moving = [...new Set(digits)].filter(({ size }) => size > 1).toSorted((a, b) => a.position - b.position);
    const key = moving.map(({ position }) => position).join();
    const known = this.#sets.get(key) ?? new DigitSet(this, moving);
    this.#sets.set(key, known);
    return known;
  }
}

/** A digit of the walk. */
export interface WalkDigit {
  /** Slowest 0. */
  readonly position: number;
  readonly size: number;
  readonly state: number;
}

/** Some digits of a walk as one number. */
export class DigitSet {
  readonly digits: readonly WalkDigit[];
  /** How many combinations of values they have. */
  readonly size: number;
  readonly #walk: Walk;
  #seen = -1;
  #index = 0;

  constructor(walk: Walk, digits: readonly WalkDigit[]) {
    this.#walk = walk;
    this.digits = digits;
    this.size = digits.reduce((product, digit) => product * digit.size, 1);
  }

  /** Which of them the digits have now: 0 … size − 1. */
  get index(): number {
    const { moves } = this.#walk;
    if (this.#seen === moves) return this.#index;
    this.#seen = moves;
    const { digits } = this;
    let index = 0;
    for (let i = 0; i < digits.length; i++) index = index * digits[i]!.size + digits[i]!.state;
    this.#index = index;
    return index;
  }
}

/** What several cells ask for at the same places of the current row. */
export class OfRow<T> {
  readonly #walk: Walk;
  #moves = -1;
  #known: (T | undefined)[] = [];

  constructor(walk: Walk) {
    this.#walk = walk;
  }

  at(place: number, make: () => T): T {
    if (this.#moves !== this.#walk.moves) [this.#moves, this.#known] = [this.#walk.moves, []];
    return (this.#known[place] ??= make());
  }
}
