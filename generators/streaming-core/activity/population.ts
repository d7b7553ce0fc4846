import type { DataStatistics } from "../../contract/index.ts";
import { Random, randomNumber } from "../../../src/core/random.ts";
import { bitsOf, roundHalfEven, valueOf } from "../../numeric/float-value.ts";
import type { FloatFormat } from "../../numeric/float-format.ts";
import { KnownBlocks } from "./blocks.ts";
import { Tape } from "./tape.ts";

const GAUSSIANS = 4096;

/** What activations are: integers of some bits, or floating-point numbers. */
export type Numbers =
  | {
      readonly bits: number;
      /** Mantissas of floating-point numbers that share an exponent; default: integers from the beginning. */
      readonly aligned?: { readonly format: FloatFormat; readonly exponent: number };
      readonly format?: undefined;
    }
  | { readonly format: FloatFormat };

/** What all draws of one kind have in common: some thousand normal numbers, and the activations that they become. */
export class Population {
  readonly #seed: number;
  readonly #zeroWeights: number;
  readonly #gaussians: Float64Array;
  readonly #activations: Float64Array;
  /** Sizes of the normal numbers, in order. */
  #sizes: Float64Array | undefined;
  /** Standard deviation of the activations. */
  readonly deviation: number;
  /** Undefined for floating-point numbers. */
  readonly tape: Tape | undefined;
  readonly blocks = new KnownBlocks();

  constructor({ seed, zeroWeights, activationDeviation }: DataStatistics, numbers: Numbers) {
    const random = new Random(seed);
    this.#seed = seed;
    this.#zeroWeights = zeroWeights;
    this.#gaussians = Float64Array.from({ length: GAUSSIANS }, () => random.gaussian());
    this.deviation = deviationOf(numbers, activationDeviation);
    this.#activations = this.#gaussians.map((each) => activationOf(numbers, each, this.deviation));
    this.tape = numbers.format === undefined ? new Tape(this) : undefined;
  }

  /** Random number n: the normal numbers took the first ones. */
  number(n: number): number {
    return randomNumber(this.#seed, 2 * GAUSSIANS + 1 + n);
  }

  gaussian(n: number): number {
    return this.#gaussians[Math.floor(this.number(n) * GAUSSIANS)]!;
  }

  /** Size of the largest of `count` normal numbers: random number n says where it lies among the largest of so many. */
  largestOf(n: number, count: number): number {
    this.#sizes ??= this.#gaussians.map(Math.abs).toSorted();
    return this.#sizes[Math.floor(this.number(n) ** (1 / count) * GAUSSIANS)]!;
  }

  activation(n: number): number {
    return this.#activations[Math.floor(this.number(n) * GAUSSIANS)]!;
  }

  weight(n: number): number {
    const draw = this.number(n) - this.#zeroWeights;
    return draw < 0 ? 0 : draw < (1 - this.#zeroWeights) / 2 ? 1 : -1;
  }
}

function deviationOf(numbers: Numbers, activationDeviation: number): number {
  if (numbers.format !== undefined) return 1;
  const { bits, aligned } = numbers;
  return (aligned === undefined ? activationDeviation : 2 ** (-1 - aligned.exponent)) * 2 ** (bits - 1);
}

function activationOf(numbers: Numbers, gaussian: number, deviation: number): number {
  if (numbers.format !== undefined) return valueOf(bitsOf(gaussian, numbers.format), numbers.format);
  const largest = 2 ** (numbers.bits - 1) - 1;
  if (numbers.aligned === undefined) return Math.max(-largest - 1, Math.min(largest, Math.round(gaussian * deviation)));
  // As alignment makes it: rounded to the format, then to nearest even under the exponent.
  const { format } = numbers.aligned;
  const scaled = valueOf(bitsOf(gaussian, format), format) * deviation;
  return Math.sign(scaled) * Math.min(roundHalfEven(Math.abs(scaled)), largest);
}

const populations = new Map<string, Population>();

/** The population of these numbers, made once. */
export function populationOf(statistics: DataStatistics, numbers: Numbers): Population {
  const { seed, zeroWeights, activationDeviation } = statistics;
  const key = `${seed} ${zeroWeights} ${activationDeviation} ${nameOf(numbers)}`;
  const known = populations.get(key) ?? new Population(statistics, numbers);
  populations.set(key, known);
  return known;
}

function nameOf(numbers: Numbers): string {
  if (numbers.format !== undefined) return numbers.format.name;
  const { bits, aligned } = numbers;
  return aligned === undefined ? `${bits}` : `${bits} ${aligned.format.name} ${aligned.exponent}`;
}
