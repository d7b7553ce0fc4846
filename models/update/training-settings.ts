import {
  loadReference,
  loadTask,
  type Reference,
  type TaskDescription,
  type TrainingTask,
} from "../training/index.ts";

/** What a space says about training, defaults filled in. */
export interface TrainingSettings {
  /** Neurons from the inputs to the outputs. */
  readonly layers: readonly number[];
  /** `digits` (built in), or a folder of IDX files as of MNIST. */
  readonly data: string;
  /** Training examples of an epoch. */
  readonly examples: number;
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
const DATA_SEED = 1;

/** As models/training describes a task. */
function described({ data, seeds: _seeds, runs: _runs, ...task }: TrainingSettings): TaskDescription {
  return { ...task, dataSeed: DATA_SEED, ...(data === USUAL_TRAINING.data ? {} : { data }) };
}

/** The task with its data. @throws {InputError} naming what does not fit, paths as of TrainingSettings, or the file at fault */
export function trainingTask(settings: TrainingSettings): TrainingTask {
  return loadTask(described(settings));
}

/** The floating-point training of a seed, once in a process. */
export function trainingReference(settings: TrainingSettings, seed: number): Reference {
  return loadReference(described(settings), seed);
}
