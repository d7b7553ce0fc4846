/** Shorter lists are made anew: that takes no longer than looking for one. */
const LEAST = 4096;

/** Lists that are kept for later. */
const MOST_KEPT = 32;

/**
 * Lists of words that are taken, filled and given back, over and over: to get new ones of some hundred kilobytes from the
 * system takes as long as to work on them.
 */
export class SpareWords {
  readonly #spare: Int32Array[] = [];

  /** A list of so many words, all 0. */
  take(length: number): Int32Array {
    if (length < LEAST) return new Int32Array(length);
    const place = this.#spare.findIndex((each) => each.length >= length);
    if (place < 0) return new Int32Array(2 ** Math.ceil(Math.log2(length))).subarray(0, length);
    const [found = new Int32Array(length)] = this.#spare.splice(place, 1);
    return found.subarray(0, length).fill(0);
  }

  /** Takes a list back that `take` gave; nobody may read it any more. */
  give(words: Int32Array): void {
    if (words.length < LEAST || this.#spare.length >= MOST_KEPT) return;
    this.#spare.push(new Int32Array(words.buffer));
  }
}
