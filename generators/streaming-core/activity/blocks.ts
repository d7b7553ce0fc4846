/** Draws the next block into `words` at `at`. */
type DrawNext = (words: Int32Array, at: number) => void;

/** Words of all blocks that are kept; more are forgotten at once. */
const MOST_WORDS = 2 ** 24;

/** Blocks of equal size, drawn one after the other by one source and nothing in between. */
export class Blocks {
  readonly #wordsPerBlock: number;
  readonly #draw: DrawNext;
  #words = new Int32Array(0);
  #drawn = 0;

  constructor(wordsPerBlock: number, draw: DrawNext) {
    this.#wordsPerBlock = wordsPerBlock;
    this.#draw = draw;
  }

  get length(): number {
    return this.#words.length;
  }

  /** At least the first `count` blocks. */
  first(count: number): Int32Array {
    const size = count * this.#wordsPerBlock;
    if (size > this.#words.length) {
      const before = this.#words;
      this.#words = new Int32Array(Math.max(size, 1.5 * before.length));
      this.#words.set(before);
    }
    for (; this.#drawn < count; this.#drawn++) this.#draw(this.#words, this.#drawn * this.#wordsPerBlock);
    return this.#words;
  }
}

/**
 * Blocks by where in its random numbers a source begins with them. Thousands of lanes, reductions and masks see the same
 * numbers in the same order, only cut into steps of other lengths.
 */
export class KnownBlocks {
  readonly #known = new Map<string, Blocks>();

  at(key: string, make: () => Blocks): Blocks {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    let words = 0;
    for (const { length } of this.#known.values()) words += length;
    if (words > MOST_WORDS) this.#known.clear();
    const made = make();
    this.#known.set(key, made);
    return made;
  }
}
