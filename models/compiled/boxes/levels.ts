import type { Digit } from "../cells.ts";
import type { DigitSet, Walk } from "../walk.ts";

/**
 * Rows whose outer digits at positions before `position` stand where they stand now, while the one at `position` takes the
 * values `from` … `to` − 1 and those behind it take any.
 */
export interface Box {
  readonly position: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Something of rows that some outer digits decide on: of the row at which the digits stand, or of all rows of a box together,
 * e.g. the least number. What a box comes to is worked out once, from those of the two halves of it.
 */
export class Levels<T> {
  readonly #digits: readonly Digit[];
  /** Of the first l digits, by l. */
  readonly #sets: readonly DigitSet[];
  /** By level, then by what those digits say and the range of the next one. */
  readonly #known: readonly Map<number, T>[];
  readonly #exact: () => T;
  readonly #join: (a: T, b: T) => T;

  /**
   * @param digits all that it depends on, in any order
   * @param exact of the row at which the digits stand
   */
  constructor(walk: Walk, digits: readonly Digit[], exact: () => T, join: (a: T, b: T) => T) {
    const moving = [...new Set(digits)].filter(({ size }) => size > 1).toSorted((a, b) => a.position - b.position);
    this.#digits = moving;
    this.#sets = Array.from({ length: moving.length + 1 }, (_, level) => walk.setOf(moving.slice(0, level)));
    this.#known = this.#sets.map(() => new Map());
    this.#exact = exact;
    this.#join = join;
  }

  at({ position, from, to }: Box): T {
    const digits = this.#digits;
    let level = 0;
    while (level < digits.length && digits[level]!.position < position) level++;
    const digit = digits[level];
    return digit?.position === position ? this.#between(level, from, to) : this.#between(level, 0, digit?.size ?? 1);
  }

  #between(level: number, from: number, to: number): T {
    const size = this.#digits[level]?.size ?? 1;
    const key = (this.#sets[level]!.index * size + from) * (size + 1) + to;
    const known = this.#known[level]!;
    let found = known.get(key);
    if (found === undefined) known.set(key, (found = this.#make(level, from, to)));
    return found;
  }

  #make(level: number, from: number, to: number): T {
    const digit = this.#digits[level];
    if (digit === undefined) return this.#exact();
    if (to - from > 1) {
      const middle = middleOf(from, to);
      return this.#join(this.#between(level, from, middle), this.#between(level, middle, to));
    }
    const before = digit.state;
    digit.state = from;
    const found = this.#between(level + 1, 0, this.#digits[level + 1]?.size ?? 1);
    digit.state = before;
    return found;
  }
}

/** Where a range of two values or more is halved. */
export function middleOf(from: number, to: number): number {
  return (from + to) >> 1;
}
