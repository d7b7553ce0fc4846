import { arraysOf } from "../../../../src/core/training.ts";
import { describe, expect, it } from "vitest";
import { Random } from "../../../../src/core/random.ts";
import { shuffled, type Examples } from "../../../../models/training/data/data-set.ts";
import { initialWeights } from "../../../../models/training/run/initial-weights.ts";
import { trainReference } from "../../../../models/training/run/reference.ts";
import type { TrainingTask } from "../../../../models/training/run/task.ts";
import { PLAIN_TRAINING } from "../../../support/plain-training.ts";

const SEED = 5;

function examples(images: readonly (readonly number[])[], labels: readonly number[]): Examples {
  const inputs = images[0]?.length ?? 0;
  return { count: images.length, inputs, pixels: Uint8Array.from(images.flat()), labels: Uint8Array.from(labels) };
}

function task(train: Examples, test: Examples, settings: Partial<TrainingTask>): TrainingTask {
  return {
    data: { title: "made up", classes: 2, train, test, notices: [] },
    layers: [2, 2],
    activation: "relu",
    examples: train.count,
    epochs: 1,
    batch: 1,
    learningRate: 1,
    weightRange: 1e-30,
    deltaScale: "fixed",
    ...PLAIN_TRAINING,
    ...settings,
  };
}

/** Two pixels; the first says class 0 twice and class 1 once, the second class 1 twice. */
const IMAGES = [
  [255, 0],
  [255, 0],
  [0, 255],
  [255, 255],
];
const LABELS = [0, 0, 1, 1];
/** The first pixel white and the second of every grey: how many are taken for class 0 says where the border runs. */
const GREYS = Array.from({ length: 256 }, (_, grey) => [255, grey]);
const BORDER = examples(
  GREYS,
  GREYS.map(() => 0),
);

/** Logistic regression in plain numbers, from weights of 0: of two classes only the difference of weights matters. */
function borderAfter(epochs: number, batch: number): number[] {
  const random = new Random(SEED);
  const weights = [0, 0];
  return Array.from({ length: epochs }, () => {
    const order = [...shuffled(4, random)];
    for (let from = 0; from < 4; from += batch) {
      const changes = order.slice(from, from + batch).map((example) => {
        const x = IMAGES[example]!.map((pixel) => pixel / 255);
        const sum = x[0]! * weights[0]! + x[1]! * weights[1]!;
        const error = (LABELS[example] === 0 ? 1 : 0) - 1 / (1 + Math.exp(-sum));
        return x.map((value) => 2 * value * error);
      });
      for (const change of changes) change.forEach((by, j) => (weights[j]! += by));
    }
    return GREYS.filter(([, grey]) => weights[0]! + (weights[1]! * grey!) / 255 > 0).length / 256;
  });
}

describe("trainReference(task, seed)", () => {
  it("takes one step by the whole set: weights 1 and −2, so that greys to 127 are class 0", () => {
    const { accuracies } = trainReference(task(examples(IMAGES, LABELS), BORDER, { batch: 4 }), SEED);
    expect(accuracies).toEqual([128 / 256]);
  });

  it.each([1, 3, 4, 100])("is logistic regression on two classes, with mini-batches of %i", (batch) => {
    const { accuracies } = trainReference(task(examples(IMAGES, LABELS), BORDER, { batch, epochs: 3 }), SEED);
    expect(accuracies).toEqual(borderAfter(3, batch));
  });

  it("comes to another border with every size of mini-batches, so that the lines above tell them apart", () => {
    expect(new Set([1, 3, 4].map((batch) => borderAfter(1, batch)[0])).size).toBe(3);
  });
});

describe("fullScales of trainReference(task, seed)", () => {
  const layers = [2, 3, 2];
  /** Far too little to be learned: hidden values are those of the initial weights. */
  const still = { layers, learningRate: 1e-12, weightRange: 2 };
  const images = [
    [255, 0],
    [0, 255],
    [51, 102],
  ];
  const set = examples(images, [0, 1, 1]);

  /** Largest relu and largest error of the hidden layer, for each image, in plain numbers. */
  function hidden(): { readonly x: number[]; readonly delta: number[] } {
    const [first, second] = initialWeights(arraysOf({ layers, biases: "none" }), 2, SEED) as [
      Float32Array,
      Float32Array,
    ];
    const of = images.map(([a, b], example) => {
      const values = [0, 1, 2].map((i) => Math.max(0, (a! * first[i]! + b! * first[3 + i]!) / 255));
      const [p, q] = [0, 1].map((k) => Math.exp(values.reduce((sum, value, i) => sum + value * second[2 * i + k]!, 0)));
      const error = (example === 0 ? 1 : 0) - p! / (p! + q!);
      const deltas = values.map((value, i) => (value > 0 ? error * (second[2 * i]! - second[2 * i + 1]!) : 0));
      return { x: Math.max(...values), delta: Math.max(...deltas.map(Math.abs)) };
    });
    return { x: of.map(({ x }) => x), delta: of.map(({ delta }) => delta) };
  }
  const middle = (values: number[]): number => values.toSorted((a, b) => a - b)[1]!;

  it.each([1, 2])("cover 95 % of the first epoch: of three examples the middle one, after %i epochs", (epochs) => {
    const { fullScales } = trainReference(task(set, set, { ...still, epochs }), SEED);
    const { x, delta } = hidden();
    expect(fullScales.map((scales) => scales.x)).toEqual([1, expect.closeTo(middle(x), 6)]);
    expect(fullScales.map((scales) => scales.delta)).toEqual([expect.closeTo(middle(delta), 6), 1]);
  });

  it("are 1 for sigmoids, whatever they reach", () => {
    const { fullScales } = trainReference(task(set, set, { ...still, activation: "sigmoid" }), SEED);
    expect(fullScales.map(({ x }) => x)).toEqual([1, 1]);
  });

  it("are 1 where a relu never lets anything through", () => {
    const black = examples([[0, 0]], [0]);
    const { fullScales } = trainReference(task(black, black, still), SEED);
    expect(fullScales).toEqual([
      { x: 1, delta: 1 },
      { x: 1, delta: 1 },
    ]);
  });
});
