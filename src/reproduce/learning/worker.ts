import type { DataSet } from "../../../models/training/data/data-set.ts";
import type { Reference } from "../../../models/training/run/reference.ts";
import { trainReference } from "../../../models/training/run/reference.ts";
import { trainOnDevice } from "../../../models/training/run/train-on-device.ts";
import type { LearningCondition, LearningRun } from "../../core/learning-reproduction.ts";
import type { UpdateMethod } from "../../core/update-methods.ts";
import { learningRun } from "./learning-run.ts";
import { taskOf, trainingOf } from "./training.ts";

/** What every task of a worker shares. */
export interface LearningJob {
  readonly data: DataSet;
}

/** One training. */
export interface LearningTask {
  readonly condition: LearningCondition;
  readonly method: UpdateMethod;
  readonly seed: number;
}

/** What a worker thread runs for each task. */
export default function learningWorker({ data }: LearningJob): (task: LearningTask) => LearningRun {
  /** Floating-point trainings by learning rate and seed. */
  const references = new Map<string, Reference>();
  return ({ condition, method, seed }) => {
    const { learningRate } = condition;
    const key = `${learningRate} ${seed}`;
    let reference = references.get(key);
    if (reference === undefined) references.set(key, (reference = trainReference(taskOf(data, learningRate), seed)));
    return learningRun(seed, trainOnDevice({ ...trainingOf(condition, method, data, seed), reference }));
  };
}
