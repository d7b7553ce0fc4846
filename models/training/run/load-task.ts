import type { DataSet } from "../data/data-set.ts";
import { builtInDigits } from "../data/digits.ts";
import { readDataSet } from "../data/idx.ts";
import { trainReference, type Reference } from "./reference.ts";
import { checkedTask, type TrainingTask } from "./task.ts";
import { InputError } from "../../../src/core/errors.ts";
import { USUAL_TRAINING, type TaskSettings, type TrainingSettings } from "../../../src/core/training.ts";

/** A task in words, as JSON holds it: what a worker needs to make it anew. How much a sweep trains does not matter. */
export interface TaskDescription extends TaskSettings, Partial<Pick<TrainingSettings, "seeds" | "runs">> {
  /** Of the built-in digits, and of the split of a folder without training files. Default 1: one set for all trainings. */
  readonly dataSeed?: number;
}

/** Examples of the built-in digits that are kept for testing. */
const TESTING = 1000;

const dataSets = new Map<string, DataSet>();
const references = new Map<string, Reference>();

/** The task, its data read or drawn (once in a process) and fitted to its layers. @throws {InputError} by name, or the file at fault */
export function loadTask(description: TaskDescription): TrainingTask {
  const { data: source, dataSeed = 1, seeds: _seeds, runs: _runs, ...settings } = description;
  const { layers, examples } = settings;
  const isBuiltIn = source === USUAL_TRAINING.data;
  const side = isBuiltIn ? sideOf(layers) : 0;
  const key = JSON.stringify([source, dataSeed, side, isBuiltIn ? examples : 0]);
  let data = dataSets.get(key);
  if (data === undefined) {
    const sizes = { training: examples, testing: TESTING, side };
    data = isBuiltIn ? builtInDigits(sizes, dataSeed) : readDataSet(source, dataSeed);
    dataSets.set(key, data);
  }
  return checkedTask({ ...settings, data });
}

/** The floating-point reference of a described task, trained once in a process. */
export function loadReference(description: TaskDescription, seed: number): Reference {
  const key = JSON.stringify([description, seed]);
  let reference = references.get(key);
  if (reference === undefined) references.set(key, (reference = trainReference(loadTask(description), seed)));
  return reference;
}

function sideOf([inputs = 0]: readonly number[]): number {
  const side = Math.sqrt(inputs);
  if (Number.isInteger(side) && side >= 8) return side;
  const message = `got ${inputs} inputs, expected a square from 64 (8x8) for the built-in digits, e.g. 784, 400, 196`;
  throw InputError.at("layers", message);
}
