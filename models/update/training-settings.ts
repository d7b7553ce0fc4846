import { builtInDigits } from "../training/digits.ts";
import { readDataSet } from "../training/idx.ts";
import { checkedTask, type TrainingTask } from "../training/task.ts";

/** What a space says about training, defaults filled in. */
export interface TrainingSettings {
  /** Neurons from the inputs to the outputs. */
  readonly layers: readonly number[];
  /** `digits` (built in), or a folder of IDX files as of MNIST. */
  readonly data: string;
  /** Training examples of an epoch. */
  readonly examples: number;
  /** Test examples of the built-in digits. */
  readonly testExamples: number;
  readonly epochs: number;
  readonly learningRate: number;
  readonly batch: number;
  readonly weightRange: number;
  readonly activation: TrainingTask["activation"];
  readonly deltaScale: TrainingTask["deltaScale"];
  /** Trainings of one unit and device, of which means are taken. */
  readonly seeds: number;
  /** Most trainings of the sweep. */
  readonly runs: number;
}

/** What a space may leave out. */
export const USUAL_TRAINING: TrainingSettings = {
  layers: [196, 32, 10],
  data: "digits",
  examples: 2000,
  testExamples: 500,
  epochs: 2,
  learningRate: 0.2,
  batch: 1,
  weightRange: 2,
  activation: "sigmoid",
  deltaScale: "power-of-two",
  seeds: 1,
  runs: 200,
};

/** Seed of the built-in digits: one set for all trainings. */
const DIGITS_SEED = 1;
/** Sides of the digits that can be drawn directly [pixels]; others are drawn as 28 × 28 and pooled. */
const LEAST_SIDE = 8;

/**
 * The task with its data. @throws {InputError} naming what does not fit, paths as of TrainingSettings, or the file at fault
 */
export function trainingTask({ data: name, testExamples, ...settings }: TrainingSettings): TrainingTask {
  const { examples, layers } = settings;
  const side = Math.sqrt(layers[0] ?? 0);
  const drawn = Number.isInteger(side) && side >= LEAST_SIDE ? side : 28;
  const data =
    name === "digits"
      ? builtInDigits({ training: examples, testing: testExamples, side: drawn }, DIGITS_SEED)
      : readDataSet(name, DIGITS_SEED);
  return checkedTask({ ...settings, data });
}
