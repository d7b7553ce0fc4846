import { InputError } from "../../../src/core/errors.ts";
import { Random } from "../../../src/core/random.ts";

/** Labelled square grey images, all of one size. */
export interface Examples {
  readonly count: number;
  /** Pixels of one image, side × side. */
  readonly inputs: number;
  /** Image by image, row by row; 0 is background, 255 full ink. */
  readonly pixels: Uint8Array;
  /** Classes, counted from 0. */
  readonly labels: Uint8Array;
}

/** What a network is trained and tested on. */
export interface DataSet {
  /** Where it comes from, for reports: a folder, or `built-in digits`. */
  readonly title: string;
  /** The largest label + 1. */
  readonly classes: number;
  readonly train: Examples;
  readonly test: Examples;
  /** What the reader did that the user should know, one sentence each. */
  readonly notices: readonly string[];
}

/** The examples at `order`, copied. */
export function pick({ inputs, pixels, labels }: Examples, order: ArrayLike<number>): Examples {
  const picked = new Uint8Array(order.length * inputs);
  const pickedLabels = new Uint8Array(order.length);
  for (let e = 0; e < order.length; e++) {
    const from = order[e] as number;
    picked.set(pixels.subarray(from * inputs, (from + 1) * inputs), e * inputs);
    pickedLabels[e] = labels[from] as number;
  }
  return { count: order.length, inputs, pixels: picked, labels: pickedLabels };
}

/** The numbers 0 … count − 1 in random order (Fisher and Yates). */
export function shuffled(count: number, random: Random): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i--) {
    const j = random.integer(0, i);
    [order[i], order[j]] = [order[j] as number, order[i] as number];
  }
  return order;
}

/** Training and test examples from one pool: every sixth of the shuffled pool is for testing, as in MNIST's 60 000 + 10 000. */
export function split(pool: Examples, seed: number): { readonly train: Examples; readonly test: Examples } {
  const order = shuffled(pool.count, new Random(seed));
  const tests = Math.floor(pool.count / 6);
  return { train: pick(pool, order.subarray(tests)), test: pick(pool, order.subarray(0, tests)) };
}

/** At most `count` examples of a set, the first ones. */
export function firstOf(examples: Examples, count: number): Examples {
  const kept = Math.min(count, examples.count);
  const { inputs, pixels, labels } = examples;
  return { count: kept, inputs, pixels: pixels.subarray(0, kept * inputs), labels: labels.subarray(0, kept) };
}

/**
 * Images of `inputs` pixels: the middle of each image, then means of square blocks. 28 × 28 can become 784, 400 (the middle
 * 20 × 20, as NeuroSim uses), 196 or 100 pixels.
 * @throws {InputError} naming `where` if no whole block size leads there
 */
export function resized(examples: Examples, inputs: number, where: string): Examples {
  if (inputs === examples.inputs) return examples;
  const from = Math.sqrt(examples.inputs);
  const side = Math.sqrt(inputs);
  const block = Number.isInteger(side) ? Math.floor(from / side) : 0;
  if (block < 1 || block * side < from / 2)
    throw InputError.at(
      where,
      `got ${inputs} inputs, expected ${examples.inputs} (images of ${from}x${from}) or a square`,
    );
  const margin = Math.floor((from - block * side) / 2);
  const pixels = new Uint8Array(examples.count * inputs);
  for (let e = 0; e < examples.count; e++) {
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        let sum = 0;
        for (let k = 0; k < block * block; k++) {
          const row = margin + y * block + Math.floor(k / block);
          sum += examples.pixels[e * examples.inputs + row * from + margin + x * block + (k % block)] as number;
        }
        pixels[e * inputs + y * side + x] = Math.round(sum / (block * block));
      }
    }
  }
  return { count: examples.count, inputs, pixels, labels: examples.labels };
}
