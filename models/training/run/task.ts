import { InputError, type Fault } from "../../../src/core/errors.ts";
import { settingFaults, type TaskSettings } from "../../../src/core/training.ts";
import { firstOf, resized, type DataSet } from "../data/data-set.ts";

/** What is to be learned and how, with its data; everything but device, unit and seed. */
export interface TrainingTask extends Omit<TaskSettings, "data"> {
  readonly data: DataSet;
}

/** A task whose data fit its layers: images are cut and pooled to the inputs, examples limited. @throws {InputError} by name */
export function checkedTask(task: TrainingTask): TrainingTask {
  const { data, ...settings } = task;
  const outputs = task.layers.at(-1) ?? 0;
  const message = `got ${outputs} outputs, expected at least the ${data.classes} classes of ${data.title}`;
  const faults = [
    ...settingFaults(settings),
    ...(outputs >= data.classes ? [] : [{ path: "layers", message }]),
    ...rateFaults(task),
  ];
  if (faults.length > 0) throw new InputError(faults);
  const inputs = task.layers[0] ?? 0;
  const train = firstOf(resized(data.train, inputs, "layers"), task.examples);
  return { ...task, data: { ...data, train, test: resized(data.test, inputs, "layers") }, examples: train.count };
}

/** Rates are stated for all layers of weights or for none. */
function rateFaults({ layers, layerRates }: TrainingTask): readonly Fault[] {
  const [stated, expected] = [layerRates.length, layers.length - 1];
  if (stated === 0 || stated === expected) return [];
  return [{ path: "layerRates", message: `got ${stated} rates, expected ${expected}, one for each layer of weights` }];
}
