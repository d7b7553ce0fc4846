import type { MetricList } from "../../models/compiled/row-scratch.ts";
import type { Dominators } from "./dominators.ts";
import { INFINITE, keyOfWord, LEVELS, Levels } from "./levels.ts";
import { Staircase } from "./staircase.ts";

/** Points that may come before levels are taken of them. */
const FEW = 32;

/**
 * Points of up to three objectives, which tell at once what they dominate. Two objectives are cut into levels; each pair of
 * levels has a cell with the least third objective of the points that are below both:
 *
 *     second ▲   ·   │
 *            │  ·  · │ cell     what stands there with no less of the third objective is dominated,
 *            │───────┼──────    and else only the few points of its own row or column of cells can dominate it
 *            │ ·  ·  │
 *            └───────────────▶ first
 *
 * All objectives are to be minimised.
 */
export class DominanceGrid implements Dominators {
  /** Which objectives have levels, and which is the third; of fewer than three, some are the same. */
  #first: number;
  #second: number;
  #third: number;
  readonly #areDifferent: boolean;
  readonly #levels = [new Levels(), new Levels(), new Levels()] as const;
  /** Points when levels were taken last, now, and those that came since then and are below all levels. */
  #fitted = 0;
  #count = 0;
  #below = 0;
  readonly #least = new Float64Array(LEVELS * LEVELS).fill(Infinity);
  /** Points of each level of one objective, by the other. */
  readonly #ofFirst = Array.from({ length: LEVELS }, () => new Staircase());
  readonly #ofSecond = Array.from({ length: LEVELS }, () => new Staircase());
  /** The point that dominates most, were objectives independent; it may stay when it is taken out: what it dominates is dominated. */
  readonly #strongest = new Float64Array(3).fill(Infinity);
  #strength = -1;

  /** @param objectives 1, 2 or 3 */
  constructor(objectives: number) {
    [this.#first, this.#second, this.#third] = [0, objectives === 3 ? 1 : 0, objectives - 1];
    this.#areDifferent = objectives === 3;
  }

  dominates(costs: Float64Array, at: number): boolean {
    const a = costs[at + this.#first]!;
    const b = costs[at + this.#second]!;
    const c = costs[at + this.#third]!;
    const strongest = this.#strongest;
    if (strongest[0]! < a && strongest[1]! < b && strongest[2]! < c) return true;
    const x = this.#levels[0].of(a);
    const y = this.#levels[1].of(b);
    const least = this.#least[x * LEVELS + y]!;
    return (least <= c && least < Infinity) || this.#isDominatedBeside(x, y, a, b, c);
  }

  sift(costs: readonly MetricList[], count: number, left: Int32Array): number {
    const { numbers: as, words: wordsOfA } = costs[this.#first]!;
    const { numbers: bs, words: wordsOfB } = costs[this.#second]!;
    const { numbers: cs } = costs[this.#third]!;
    const cells = this.#least;
    const [ofA, ofB] = this.#levels;
    const strongest = this.#strongest;
    const p = strongest[0]!;
    const q = strongest[1]!;
    const r = strongest[2]!;
    let found = 0;
    for (let i = 0; i < count; i++) {
      if (p < as[i]! && q < bs[i]! && r < cs[i]!) continue;
      const keyA = keyOfWord(wordsOfA[2 * i + 1]!);
      const keyB = keyOfWord(wordsOfB[2 * i + 1]!);
      const x = ofA.ofKey(keyA, as[i]!);
      const y = ofB.ofKey(keyB, bs[i]!);
      const least = cells[x * LEVELS + y]!;
      if (least <= cs[i]! && least < Infinity) {
        if ((keyA < INFINITE && keyB < INFINITE) || isKnown(as[i]!, bs[i]!, cs[i]!)) continue;
      } else if (isKnown(as[i]!, bs[i]!, cs[i]!) && this.#isDominatedBeside(x, y, as[i]!, bs[i]!, cs[i]!)) continue;
      left[found++] = i;
    }
    return found;
  }

  removeDominated(costs: Float64Array, at: number, removed: (slot: number) => void): void {
    const a = costs[at + this.#first]!;
    const b = costs[at + this.#second]!;
    const c = costs[at + this.#third]!;
    let count = 0;
    for (let x = this.#levels[0].of(a); x < LEVELS; x++) count += this.#ofFirst[x]!.removeDominated(b, a, c, removed);
    if (count === 0) return;
    this.#count -= count;
    for (let y = this.#levels[1].of(b); y < LEVELS; y++) this.#ofSecond[y]!.removeDominated(a, b, c, () => undefined);
  }

  insert(slot: number, costs: Float64Array, at: number): void {
    this.#count++;
    this.#put(costs[at + this.#first]!, costs[at + this.#second]!, costs[at + this.#third]!, slot);
    if (this.#count > FEW + 2 * this.#fitted || this.#below > FEW + this.#fitted / 4) this.#fit();
  }

  /** Whether a point of the same level in one of two objectives dominates one with these. */
  #isDominatedBeside(x: number, y: number, a: number, b: number, c: number): boolean {
    // Cells do not tell points that are infinite in the third objective from none.
    if (c === Infinity) return this.#ofFirst.slice(0, x + 1).some((points) => points.dominates(b, a, c));
    return this.#ofFirst[x]!.dominates(b, a, c) || this.#ofSecond[y]!.dominates(a, b, c);
  }

  #put(a: number, b: number, c: number, slot: number): void {
    const x = this.#levels[0].of(a);
    const y = this.#levels[1].of(b);
    if (x === 0 || y === 0) this.#below++;
    this.#ofFirst[x]!.add(b, a, c, slot);
    this.#ofSecond[y]!.add(a, b, c, slot);
    const least = this.#least;
    // Cells fall along rows and columns: from one that is no greater on, none is.
    for (let row = (x + 1) * LEVELS; row < least.length && least[row + y + 1]! > c; row += LEVELS)
      for (let column = y + 1; column < LEVELS && least[row + column]! > c; column++) least[row + column] = c;
    const strength = (LEVELS - x) * (LEVELS - y) * (LEVELS - this.#levels[2].of(c));
    if (strength <= this.#strength) return;
    this.#strength = strength;
    this.#strongest.set([a, b, c]);
  }

  /** Takes levels of the points there are. */
  #fit(): void {
    const numbers = [0, 1, 2].map(() => new Float64Array(this.#count));
    const [as, bs, cs] = numbers as [Float64Array, Float64Array, Float64Array];
    const slots = new Int32Array(this.#count);
    let count = 0;
    for (const level of this.#ofFirst) {
      level.forEach((b, a, c, slot) => {
        as[count] = a;
        bs[count] = b;
        cs[count] = c;
        slots[count++] = slot;
      });
      level.clear();
    }
    for (const level of this.#ofSecond) level.clear();
    this.#least.fill(Infinity);
    const sorted = this.#areDifferent ? this.#sortOut(numbers) : numbers;
    for (const [i, levels] of this.#levels.entries()) levels.fit(sorted[i]!);
    this.#fitted = count;
    this.#strength = -1;
    const [first, second, third] = sorted as [Float64Array, Float64Array, Float64Array];
    for (let i = 0; i < count; i++) this.#put(first[i]!, second[i]!, third[i]!, slots[i]!);
    this.#below = 0;
  }

  /** Makes the objective with the fewest values the third: only of it equal values tell at once. Returns them in their new order. */
  #sortOut(numbers: readonly Float64Array[]): readonly Float64Array[] {
    const objectives = [this.#first, this.#second, this.#third];
    const values = numbers.map((each) => new Set(each).size);
    const order = [0, 1, 2].toSorted((a, b) => values[b]! - values[a]! || objectives[a]! - objectives[b]!);
    [this.#first, this.#second, this.#third] = order.map((which) => objectives[which]!) as [number, number, number];
    return order.map((which) => numbers[which]!);
  }
}

function isKnown(a: number, b: number, c: number): boolean {
  return !Number.isNaN(a) && !Number.isNaN(b) && !Number.isNaN(c);
}
