import { describe, expect, it } from "vitest";
import { trainEpochs } from "../../../../models/training/run/epochs.ts";
import { Network } from "../../../../models/training/run/network.ts";
import type { TrainingTask } from "../../../../models/training/run/task.ts";
import { PLAIN_TRAINING } from "../../../support/plain-training.ts";

/** Five images of one pixel, each of its own grey; an image is known again by it. */
const GREYS = [51, 102, 153, 204, 255];
const SET = { count: 5, inputs: 1, pixels: Uint8Array.from(GREYS), labels: Uint8Array.of(0, 0, 0, 0, 1) };
const TASK: TrainingTask = {
  data: { title: "made up", classes: 2, train: SET, test: SET, notices: [] },
  layers: [1, 2],
  activation: "sigmoid",
  examples: 5,
  epochs: 2,
  batch: 2,
  learningRate: 1,
  weightRange: 1,
  deltaScale: "fixed",
  ...PLAIN_TRAINING,
};

describe("trainEpochs(network, weights, task, seed, learn)", () => {
  it("shows every example once an epoch, in another order, and ends the last mini-batch early", () => {
    const network = new Network({ ...TASK, layers: [1, 2] });
    const calls: { grey: number; error: number; endsBatch: boolean; seen: number }[] = [];
    trainEpochs(network, [new Float32Array(2)], TASK, 1, (endsBatch, seen) => {
      const grey = Math.round(255 * network.activations[0]![0]!);
      calls.push({ grey, error: network.deltas[0]![1]!, endsBatch, seen });
    });
    expect(calls.map(({ seen }) => seen)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    const pattern = [false, true, false, true, true];
    expect(calls.map(({ endsBatch }) => endsBatch)).toEqual([...pattern, ...pattern]);
    const [first, second] = [calls.slice(0, 5), calls.slice(5)].map((epoch) => epoch.map(({ grey }) => grey));
    for (const epoch of [first, second]) expect(epoch!.toSorted((a, b) => a - b)).toEqual(GREYS);
    expect(first).not.toEqual(second);
    // Weights of 0 give both classes 1/2; only the white image is of class 1.
    for (const { grey, error } of calls) expect(error).toBe(grey === 255 ? 0.5 : -0.5);
  });

  it("answers with the accuracies that the weights of that time give", () => {
    const weights = [Float32Array.of(0, 1)];
    const accuracies = trainEpochs(new Network({ ...TASK, layers: [1, 2] }), weights, TASK, 1, (_, seen) => {
      if (seen === 5) weights[0]!.set([1, 0]);
    });
    expect(accuracies).toEqual([1 / 5, 4 / 5]);
  });
});
