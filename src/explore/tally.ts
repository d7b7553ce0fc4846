/** How many points are judged, also of chunks under way: counters that all threads of a sweep share. */
export class Tally {
  readonly shared: SharedArrayBuffer;
  readonly #counters: Uint32Array;

  /** @param shared of the tally of another thread */
  constructor(shared = new SharedArrayBuffer(3 * Uint32Array.BYTES_PER_ELEMENT)) {
    this.shared = shared;
    this.#counters = new Uint32Array(shared);
  }

  /** Counts points. @param front on the front of this thread so far */
  add(points: number, feasible: number, front: number): void {
    Atomics.add(this.#counters, 0, points);
    Atomics.add(this.#counters, 1, feasible);
    Atomics.store(this.#counters, 2, front);
  }

  get judged(): number {
    return Atomics.load(this.#counters, 0);
  }

  get feasible(): number {
    return Atomics.load(this.#counters, 1);
  }

  /** On the front of the thread that was heard last. */
  get front(): number {
    return Atomics.load(this.#counters, 2);
  }
}
