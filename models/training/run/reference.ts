import { arraysOf, rateOf } from "../../../src/core/training.ts";
import { trainEpochs } from "./epochs.ts";
import { initialWeights } from "./initial-weights.ts";
import { MOST_OUTPUT_ERROR, Network } from "./network.ts";
import type { TrainingTask } from "./task.ts";

/** Values of one layer that the codes of x and delta are to reach. */
export interface FullScales {
  readonly x: number;
  readonly delta: number;
}

/** Floating-point training of the same network, from the same weights, on the same examples in the same order. */
export interface Reference {
  /** Part of the test examples that are right, after each epoch. */
  readonly accuracies: readonly number[];
  /** Layer by layer: what quantisers of a unit are to cover. */
  readonly fullScales: readonly FullScales[];
}

/** Examples whose largest values are looked at for full scales. */
const WATCHED = 1000;
/** Part of them that a full scale covers. */
const COVERED = 0.95;

/**
 * Stochastic gradient descent in floating point without limits on weights, and the full scales for units: pixels and
 * sigmoids 1, output errors 1; hidden errors, and hidden values of relu, what covers 95 % of the first 1000 examples.
 */
export function trainReference(task: TrainingTask, seed: number): Reference {
  const { data, batch, activation } = task;
  const network = new Network(task);
  const weights = initialWeights(arraysOf(task), task.weightRange, seed);
  const watched = weights.map(() => ({ x: [] as number[], delta: [] as number[] }));
  const examples = Math.min(WATCHED, data.train.count);
  const gradients = batch === 1 ? weights : weights.map((layer) => new Float32Array(layer.length));
  const accuracies = trainEpochs(network, weights, task, seed, (endsBatch, seen) => {
    if (seen < examples) watch(network, watched);
    gradients.forEach((layer, l) => descend(network, l, rateOf(task, l), layer));
    if (batch > 1 && endsBatch) settle(weights, gradients);
  });
  const last = weights.length - 1;
  const fullScales = watched.map(({ x, delta }, l) => ({
    x: l === 0 || activation === "sigmoid" ? 1 : covering(x),
    delta: l === last ? MOST_OUTPUT_ERROR[task.output] : covering(delta),
  }));
  return { accuracies, fullScales };
}

/** Adds lr · x · delta of a layer to `into`. */
export function descend({ activations, deltas }: Network, l: number, learningRate: number, into: Float32Array): void {
  const [values, errors] = [activations[l] as Float32Array, deltas[l] as Float32Array];
  for (let j = 0; j < values.length; j++) {
    const factor = learningRate * (values[j] as number);
    if (factor === 0) continue;
    const first = j * errors.length;
    for (let i = 0; i < errors.length; i++)
      into[first + i] = (into[first + i] as number) + factor * (errors[i] as number);
  }
}

function settle(weights: readonly Float32Array[], gradients: readonly Float32Array[]): void {
  weights.forEach((layer, l) => {
    const gradient = gradients[l] as Float32Array;
    for (let i = 0; i < layer.length; i++) layer[i] = (layer[i] as number) + (gradient[i] as number);
    gradient.fill(0);
  });
}

function watch(network: Network, watched: readonly { readonly x: number[]; readonly delta: number[] }[]): void {
  watched.forEach(({ x, delta }, l) => {
    x.push(largestOf(network.activations[l] as Float32Array));
    delta.push(largestOf(network.deltas[l] as Float32Array));
  });
}

function largestOf(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}

function covering(values: number[]): number {
  const sorted = values.filter((value) => Number.isFinite(value)).toSorted((a, b) => a - b);
  return sorted[Math.floor(COVERED * (sorted.length - 1))] || 1;
}
