import { firstWorse } from "./first-worse.ts";

/** Places of a list. */
const PLACES = 32;

/**
 * Points that dominate many others, to be asked first: the strongest one, and for each objective a list for the points in
 * which it is worse than they are there. What is found to dominate such a point takes the last place of its list, and with
 * each success goes half the way to the first. All may stay when they leave the front: what they dominate is dominated.
 */
export class Champions {
  readonly strongest: Float64Array;
  readonly #lists: Float64Array;
  /** Where the list begins that was asked last. */
  #list = 0;

  constructor(objectives: number) {
    this.strongest = new Float64Array(objectives).fill(Infinity);
    this.#lists = new Float64Array(objectives * PLACES * objectives).fill(Infinity);
  }

  /** Whether a champion dominates the point whose objectives start at `at`. */
  dominate(costs: Float64Array, at: number): boolean {
    const { strongest } = this;
    const lists = this.#lists;
    const width = strongest.length;
    const worse = firstWorse(strongest, 0, costs, at, width);
    if (worse === width) return firstWorse(costs, at, strongest, 0, width) < width;
    const list = worse * PLACES * width;
    this.#list = list;
    for (let place = 0; place < PLACES; place++) {
      const from = list + place * width;
      if (firstWorse(lists, from, costs, at, width) < width) continue;
      if (firstWorse(costs, at, lists, from, width) === width) return false;
      const to = list + (place >> 1) * width;
      for (let k = 0; k < width; k++) {
        const value = lists[to + k]!;
        lists[to + k] = lists[from + k]!;
        lists[from + k] = value;
      }
      return true;
    }
    return false;
  }

  /** Takes the point at `at` of `points`: it dominates the last one asked about, which no champion did. */
  learn(points: Float64Array, at: number): void {
    const width = this.strongest.length;
    const last = this.#list + (PLACES - 1) * width;
    for (let k = 0; k < width; k++) this.#lists[last + k] = points[at + k]!;
  }
}
