import type { DataStatistics } from "../../contract/index.ts";
import { leastExponent, type FloatFormat } from "../../numeric/float-format.ts";
import { Blocks } from "./blocks.ts";
import { populationOf, type Numbers, type Population } from "./population.ts";
import type { Tape } from "./tape.ts";

/** A weight key with the group of activations that it is applied to. */
export interface DrawnKey {
  /** Σ c_i·3^i */
  readonly key: number;
  /** Σ c_i·x_i */
  readonly value: number;
}

/** Draws the next block from `data` into `words` at `at`. */
export type DrawBlock = (data: DataSource, words: Int32Array, at: number) => void;

/** Sums of at most so many products are drawn term by term; larger ones are normal numbers. */
export const EXACT_TERMS = 4;

/** Numbers that no trace draws. */
const FAR = 2 ** 32;

/** Draws activations, weights and their sums. Floating-point activations have a standard deviation of 1. */
export class DataSource {
  readonly #statistics: DataStatistics;
  readonly #numbers: Numbers;
  readonly #format: FloatFormat | undefined;
  readonly #population: Population;
  readonly #zeroWeights: number;
  /** Numbers drawn so far. */
  #drawn: number;

  constructor(statistics: DataStatistics, numbers: Numbers, drawn = 0) {
    this.#statistics = statistics;
    this.#numbers = numbers;
    this.#format = numbers.format;
    this.#population = populationOf(statistics, numbers);
    this.#zeroWeights = statistics.zeroWeights;
    this.#drawn = drawn;
  }

  activation(): number {
    return this.#population.activation(this.#drawn++);
  }

  weight(): number {
    return this.#population.weight(this.#drawn++);
  }

  integer(minimum: number, maximum: number): number {
    return minimum + Math.floor(this.#population.number(this.#drawn++) * (maximum - minimum + 1));
  }

  /**
   * Blocks of words, drawn in a row from here on; this source itself stays where it is. Those with one `name` are drawn once
   * for all sources of the same numbers that have drawn as many.
   */
  blocks(name: string, wordsPerBlock: number, draw: DrawBlock): Blocks {
    return this.#population.blocks.at(`${name} ${this.#drawn}`, () => {
      const data = new DataSource(this.#statistics, this.#numbers, this.#drawn);
      return new Blocks(wordsPerBlock, (words, at) => draw(data, words, at));
    });
  }

  /** Leaves out so many activations. */
  skipActivations(count: number): void {
    this.#drawn += count;
  }

  /**
   * Another source of the same kind of data, far away from what this one has drawn and will draw: what is drawn from it leaves
   * this one as it is.
   */
  apart(place: number): DataSource {
    return new DataSource(this.#statistics, this.#numbers, place * FAR);
  }

  /** A normal number of deviation 1. */
  normal(): number {
    return this.#population.gaussian(this.#drawn++);
  }

  /** Size of the largest of `count` normal numbers of deviation 1. */
  largestOf(count: number): number {
    return this.#population.largestOf(this.#drawn++, count);
  }

  /** A sum of `count` products of a weight and a normal number of deviation 1 in a floating-point format. */
  normalSum(format: FloatFormat, count: number): number {
    const terms = count * (1 - this.#zeroWeights);
    const step = sumStep(format, terms);
    return Math.round((this.normal() * Math.sqrt(terms)) / step) * step;
  }

  /** A sum of `count` products of a weight and an activation; of few, they are drawn themselves: it is often 0. */
  sumOf(count: number): number {
    if (count <= EXACT_TERMS) {
      let exact = 0;
      for (let i = 0; i < count; i++) exact += this.weight() * this.activation();
      return exact;
    }
    const sum =
      this.#population.gaussian(this.#drawn++) *
      this.#population.deviation *
      Math.sqrt(count * (1 - this.#zeroWeights));
    const step = this.#format === undefined ? 1 : sumStep(this.#format, count * (1 - this.#zeroWeights));
    return Math.round(sum / step) * step;
  }

  /** Weights for a group of activations. */
  key(group: ArrayLike<number>): DrawnKey {
    let [key, value, power] = [0, 0, 1];
    for (let i = 0; i < group.length; i++) {
      const c = this.weight();
      key += c * power;
      value += c * group[i]!;
      power *= 3;
    }
    return { key, value };
  }

  /** Weights and activations of a group; an activation whose weight is 0 does not matter. */
  product(groupSize: number): DrawnKey {
    let [key, value, power] = [0, 0, 1];
    for (let i = 0; i < groupSize; i++) {
      const c = this.weight();
      key += c * power;
      if (c !== 0) value += c * this.activation();
      power *= 3;
    }
    return { key, value };
  }

  /** Products of each stream in turn: as so many calls of `product`. */
  products(groupSize: number, keys: Int32Array, values: Float64Array): void {
    const { tape } = this.#population;
    if (tape?.reaches(this.#drawn + 2 * groupSize * keys.length) === true) {
      this.#drawn = productsOnTape(tape, this.#drawn, groupSize, keys, values);
      return;
    }
    for (let i = 0; i < keys.length; i++) {
      const { key, value } = this.product(groupSize);
      keys[i] = key;
      values[i] = value;
    }
  }
}

/** Returns how many numbers have been drawn then. Without branches: which weights are 0 cannot be foretold. */
function productsOnTape(
  { weights, activations }: Tape,
  drawn: number,
  groupSize: number,
  keys: Int32Array,
  values: Float64Array,
): number {
  let next = drawn;
  for (let k = 0; k < keys.length; k++) {
    let [key, value, power] = [0, 0, 1];
    for (let i = 0; i < groupSize; i++) {
      const c = weights[next]!;
      key += c * power;
      value += c * activations[next + 1]!;
      next += 1 + (c & 1);
      power *= 3;
    }
    keys[k] = key;
    values[k] = value;
  }
  return next;
}

/**
 * What a sum of activations of standard deviation 1 is a multiple of: the last place of the smallest of them, which is
 * about 1/(2·count). So a sum in a wide format ends in zeros.
 */
function sumStep(format: FloatFormat, count: number): number {
  const exponent = -1 - Math.round(Math.log2(Math.max(1, count)));
  return 2 ** (Math.max(leastExponent(format), exponent) - format.mantissaBits);
}

/** The groups of activations at work, one for each stream. */
export class GroupTiles {
  readonly groups: readonly Float64Array[];
  readonly #data: DataSource;

  constructor(data: DataSource, groupSize: number, streams: number) {
    this.#data = data;
    this.groups = Array.from({ length: streams }, () => new Float64Array(groupSize));
  }

  /** The next tile. */
  renew(): void {
    for (const group of this.groups) for (let i = 0; i < group.length; i++) group[i] = this.#data.activation();
  }
}
