/** Number n of `Random(seed)`, the first one being number 1, without those before it. */
export function randomNumber(seed: number, n: number): number {
  return mixed(((seed | 0) + Math.imul(n, STEP)) | 0);
}

/** A small seeded generator (mulberry32): the same seed gives the same numbers on every machine. */
export class Random {
  /** With a sign: V8 keeps such numbers in place, larger ones on the heap. */
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A number in 0 … 1, 1 excluded. */
  next(): number {
    this.#state = (this.#state + STEP) | 0;
    return mixed(this.#state);
  }

  /** A whole number in minimum … maximum, both included. */
  integer(minimum: number, maximum: number): number {
    return minimum + Math.floor(this.next() * (maximum - minimum + 1));
  }

  /** 0 or 1. */
  bit(): number {
    return this.next() < 0.5 ? 0 : 1;
  }

  /** Normally distributed, mean 0, standard deviation 1 (Box and Muller, Ann. Math. Stat. 29, 1958, 610–611). */
  gaussian(): number {
    const radius = Math.sqrt(-2 * Math.log(1 - this.next()));
    return radius * Math.cos(2 * Math.PI * this.next());
  }
}

/** What the state grows by with each number. */
const STEP = 0x6d2b79f5;

function mixed(state: number): number {
  let t = Math.imul(state ^ (state >>> 15), state | 1);
  t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
  return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
}
