import { Random } from "../../../src/core/random.ts";
import { arraysOf, rateOf } from "../../../src/core/training.ts";
import { shuffled } from "../data/data-set.ts";
import { initialWeights } from "./initial-weights.ts";
import { Network } from "./network.ts";
import { descend } from "./reference.ts";
import type { TrainingTask } from "./task.ts";

/** x and delta of some examples of a floating-point training: `vectors[example][layer]`. */
export type ReferenceVectors = readonly (readonly {
  readonly x: Float32Array;
  readonly delta: Float32Array;
}[])[];

/** Examples whose vectors are kept, and examples trained on between two of them. */
const KEPT = 8;
const BETWEEN = 60;

/** Vectors of the first epoch: far enough apart that the network has learned in between. */
export function referenceVectors(task: TrainingTask, seed: number): ReferenceVectors {
  const { data, weightRange } = task;
  const network = new Network(task);
  const weights = initialWeights(arraysOf(task), weightRange, seed);
  const order = shuffled(data.train.count, new Random(seed));
  return Array.from({ length: KEPT }, (_, kept) => {
    for (let k = 0; k < BETWEEN; k++) {
      const example = order[(kept * BETWEEN + k) % order.length] ?? 0;
      network.forward(data.train, example, weights);
      network.backward(data.train.labels[example] ?? 0, weights);
      if (k < BETWEEN - 1) weights.forEach((layer, l) => descend(network, l, rateOf(task, l), layer));
    }
    return weights.map((_layer, l) => ({
      x: Float32Array.from(network.activations[l] ?? []),
      delta: Float32Array.from(network.deltas[l] ?? []),
    }));
  });
}
