/** Levels that an objective has. */
export const LEVELS = 64;

/** Bins in which levels are looked up. */
const BINS = 2048;

/**
 * Cuts an objective into levels, each with about as many of the points that they are fitted to; level 0 is below all of these.
 * Before, everything is of level 0.
 */
export class Levels {
  /** Where each level begins. */
  readonly #bounds = new Float64Array(LEVELS + 1).fill(Infinity);
  /** Key at which the first bin begins, bits of a key that make no difference, and the level at which each bin begins. */
  #begin = 0;
  #shift = 0;
  readonly #levels = new Uint8Array(BINS);

  of(value: number): number {
    return this.ofKey(keyOf(value), value);
  }

  /** @param key of the value */
  ofKey(key: number, value: number): number {
    const above = key - this.#begin;
    if (above < 0) return 0;
    const bounds = this.#bounds;
    let level = this.#levels[Math.min(BINS - 1, above >>> this.#shift)]!;
    while (level < LEVELS - 1 && bounds[level + 1]! <= value) level++;
    return level;
  }

  fit(values: Float64Array): void {
    const sorted = values.filter(Number.isFinite).toSorted();
    const bounds = this.#bounds.fill(Infinity);
    for (let level = 1; level < LEVELS && sorted.length > 0; level++)
      bounds[level] = sorted[Math.floor(((level - 1) * sorted.length) / (LEVELS - 1))]!;
    const least = keyOf(sorted[0] ?? 0);
    const most = keyOf(sorted.at(-1) ?? 0);
    this.#begin = least;
    this.#shift = 0;
    while ((most - least) / 2 ** this.#shift >= BINS) this.#shift++;
    let level = 0;
    for (let bin = 0; bin < BINS; bin++) {
      while (level < LEVELS - 1 && keyOf(bounds[level + 1]!) < least + bin * 2 ** this.#shift) level++;
      this.#levels[bin] = level;
    }
  }
}

const SCRATCH = new Float64Array(1);
const WORDS = new Int32Array(SCRATCH.buffer);

/**
 * A number as an integer, about linear in the logarithm: less for no larger number, and more for NaN than for all numbers, or
 * less.
 */
function keyOf(value: number): number {
  SCRATCH[0] = value;
  return keyOfWord(WORDS[1]!);
}

/** The same from the word with the sign and the exponent; 0 for either zero. */
export function keyOfWord(word: number): number {
  return word === -0x80000000 ? 0 : word ^ ((word >> 31) & 0x7fffffff);
}

/** Key of infinity. */
export const INFINITE = 0x7ff00000;
