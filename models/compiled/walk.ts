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
    const known = this.#sets.get(key) ?? new DigitSet(moving);
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
  /** Sets that the digit is in, each with what its index grows by when the digit moves by one. */
  readonly sets: { readonly set: DigitSet; readonly stride: number }[];
}

/** Some digits of a walk as one number. */
export class DigitSet {
  readonly digits: readonly WalkDigit[];
  /** How many combinations of values they have. */
  readonly size: number;
  /** Which of them the digits have now: 0 … size − 1; kept up by the digits. */
  index = 0;

  constructor(digits: readonly WalkDigit[]) {
    this.digits = digits;
    let stride = 1;
    for (const digit of digits.toReversed()) {
      digit.sets.push({ set: this, stride });
      this.index += digit.state * stride;
      stride *= digit.size;
    }
    this.size = stride;
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
