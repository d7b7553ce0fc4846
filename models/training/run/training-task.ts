import type { TrainingSettings } from "../../../src/core/training.ts";
import { loadReference, loadTask, type TaskDescription } from "./load-task.ts";
import type { Reference } from "./reference.ts";
import type { TrainingTask } from "./task.ts";

/** Seed of the built-in digits: one set for all trainings. */
const DATA_SEED = 1;

/** As models/training describes a task. */
function described({ seeds: _seeds, runs: _runs, ...task }: TrainingSettings): TaskDescription {
  return { ...task, dataSeed: DATA_SEED };
}

/** The task with its data. @throws {InputError} naming what does not fit, paths as of TrainingSettings, or the file at fault */
export function trainingTask(settings: TrainingSettings): TrainingTask {
  return loadTask(described(settings));
}

/** The floating-point training of a seed, once in a process. */
export function trainingReference(settings: TrainingSettings, seed: number): Reference {
  return loadReference(described(settings), seed);
}
