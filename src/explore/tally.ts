/** Counters, and the words that each takes, lower one first: one word would be full after four billion points. */
const JUDGED = 0;
const FEASIBLE = 2;
const FRONT = 4;
const WORDS = 5;
const WORD = 2 ** 32;

/** How many points are judged, also of chunks under way: counters that all threads of a sweep share. */
export class Tally {
  readonly shared: SharedArrayBuffer;
  readonly #words: Uint32Array;
  /** Told last, by the lower word of the counter. */
  readonly #told = new Map<number, number>();

  /** @param shared of the tally of another thread */
  constructor(shared = new SharedArrayBuffer(WORDS * Uint32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#words = new Uint32Array(shared);
  }

  /** Counts points, any number at once. @param front on the front of this thread so far */
  add(points: number, feasible: number, front: number): void {
    this.#add(JUDGED, points);
    this.#add(FEASIBLE, feasible);
    Atomics.store(this.#words, FRONT, front);
  }

  get judged(): number {
    return this.#read(JUDGED);
  }

  get feasible(): number {
    return this.#read(FEASIBLE);
  }

  /** On the front of the thread that was heard last. */
  get front(): number {
    return Atomics.load(this.#words, FRONT);
  }

  #add(counter: number, points: number): void {
    const low = points % WORD;
    const before = Atomics.add(this.#words, counter, low);
    const carry = Math.floor(points / WORD) + (before + low >= WORD ? 1 : 0);
    if (carry > 0) Atomics.add(this.#words, counter + 1, carry);
  }

  /** The upper word first: between the two of another thread's, a counter seems too small, never too large. */
  #read(counter: number): number {
    const high = Atomics.load(this.#words, counter + 1);
    const now = high * WORD + Atomics.load(this.#words, counter);
    const most = Math.max(now, this.#told.get(counter) ?? 0);
    this.#told.set(counter, most);
    return most;
  }
}
