import { Random } from "../../../src/core/random.ts";
import { shuffled } from "../data/data-set.ts";
import type { Network } from "./network.ts";
import type { TrainingTask } from "./task.ts";

/**
 * Shows a network all examples, epoch by epoch, in an order by seed, and answers with the accuracies after each epoch.
 * @param learn - called with `network` at an example: whether it ends a mini-batch, and how many came before it in all epochs
 */
export function trainEpochs(
  network: Network,
  weights: readonly Float32Array[],
  { data, epochs, batch }: TrainingTask,
  seed: number,
  learn: (endsBatch: boolean, seen: number) => void,
): readonly number[] {
  const random = new Random(seed);
  return Array.from({ length: epochs }, (_, epoch) => {
    const order = shuffled(data.train.count, random);
    for (const [k, example] of order.entries()) {
      network.forward(data.train, example, weights);
      network.backward(data.train.labels[example] as number, weights);
      learn((k + 1) % batch === 0 || k === order.length - 1, epoch * order.length + k);
    }
    return network.accuracy(data.test, weights);
  });
}
