import type { DataStatistics } from "../../contract/index.ts";
import { Random } from "../../../src/core/random.ts";
import { bitsOf, roundHalfEven, valueOf } from "../../numeric/float-value.ts";
import { leastExponent, type FloatFormat } from "../../numeric/float-format.ts";

const GAUSSIANS = 4096;

/** Normally distributed numbers that sources of one seed draw from, and the generator that goes on behind them. */
interface Pool {
  readonly gaussians: Float64Array;
  readonly random: Random;
  /** As activations, by what these are. */
  readonly activations: Map<string, Float64Array>;
}

/** Seeds, and kinds of activations of a seed, that are kept. Every module at work draws from its own source. */
const MOST_KEPT = 50;
const pools = new Map<number, Pool>();

function poolOf(seed: number): Pool {
  const known = pools.get(seed);
  if (known !== undefined) return known;
  const random = new Random(seed);
  const gaussians = Float64Array.from({ length: GAUSSIANS }, () => random.gaussian());
  const pool: Pool = { gaussians, random, activations: new Map() };
  if (pools.size >= MOST_KEPT) pools.clear();
  pools.set(seed, pool);
  return pool;
}

/** A weight key with the group of activations that it is applied to. */
export interface DrawnKey {
  /** Σ c_i·3^i */
  readonly key: number;
  /** Σ c_i·x_i */
  readonly value: number;
}

/** What activations are: integers of some bits, or floating-point numbers. */
export type Numbers =
  | {
      readonly bits: number;
      /** Mantissas of floating-point numbers that share an exponent; default: integers from the beginning. */
      readonly aligned?: { readonly format: FloatFormat; readonly exponent: number };
      readonly format?: undefined;
    }
  | { readonly format: FloatFormat };

/** Draws activations, weights and their sums. Floating-point activations have a standard deviation of 1. */
export class DataSource {
  readonly #format: FloatFormat | undefined;
  readonly #aligned: { readonly format: FloatFormat; readonly exponent: number } | undefined;
  readonly #random: Random;
  readonly #gaussians: Float64Array;
  readonly #activations: Float64Array;
  readonly #zeroWeights: number;
  readonly #deviation: number;
  readonly #largest: number;

  constructor(statistics: DataStatistics, numbers: Numbers) {
    this.#format = numbers.format;
    this.#aligned = numbers.format === undefined ? numbers.aligned : undefined;
    const pool = poolOf(statistics.seed);
    this.#random = pool.random.copy();
    this.#gaussians = pool.gaussians;
    this.#zeroWeights = statistics.zeroWeights;
    this.#largest = numbers.format === undefined ? 2 ** (numbers.bits - 1) - 1 : Infinity;
    this.#deviation =
      numbers.format === undefined
        ? (this.#aligned === undefined ? statistics.activationDeviation : 2 ** (-1 - this.#aligned.exponent)) *
          (this.#largest + 1)
        : 1;
    this.#activations = this.#activationsOf(pool);
  }

  #activationsOf({ gaussians, activations }: Pool): Float64Array {
    const key = JSON.stringify([this.#format, this.#aligned, this.#deviation, this.#largest]);
    const known = activations.get(key);
    if (known !== undefined) return known;
    const made = gaussians.map((gaussian) => this.#activationOf(gaussian));
    if (activations.size >= MOST_KEPT) activations.clear();
    activations.set(key, made);
    return made;
  }

  #gaussian(): number {
    return this.#gaussians[Math.floor(this.#random.next() * GAUSSIANS)]!;
  }

  activation(): number {
    return this.#activations[Math.floor(this.#random.next() * GAUSSIANS)]!;
  }

  #activationOf(gaussian: number): number {
    if (this.#format !== undefined) return valueOf(bitsOf(gaussian, this.#format), this.#format);
    if (this.#aligned !== undefined) return this.#alignedActivation(gaussian, this.#aligned.format);
    const value = Math.round(gaussian * this.#deviation);
    return Math.max(-this.#largest - 1, Math.min(this.#largest, value));
  }

  /** As alignment makes it: rounded to the format, then to nearest even under the exponent. */
  #alignedActivation(gaussian: number, format: FloatFormat): number {
    const scaled = valueOf(bitsOf(gaussian, format), format) * this.#deviation;
    return Math.sign(scaled) * Math.min(roundHalfEven(Math.abs(scaled)), this.#largest);
  }

  weight(): number {
    const draw = this.#random.next() - this.#zeroWeights;
    return draw < 0 ? 0 : draw < (1 - this.#zeroWeights) / 2 ? 1 : -1;
  }

  integer(minimum: number, maximum: number): number {
    return this.#random.integer(minimum, maximum);
  }

  /** A sum of `count` products of a weight and an activation. */
  sumOf(count: number): number {
    const sum = this.#gaussian() * this.#deviation * Math.sqrt(count * (1 - this.#zeroWeights));
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
