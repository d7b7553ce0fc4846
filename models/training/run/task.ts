import { InputError, type Fault } from "../../../src/core/errors.ts";
import { firstOf, resized, type DataSet } from "../data/data-set.ts";

/** What is to be learned and how; everything but device, unit and seed. */
export interface TrainingTask {
  readonly data: DataSet;
  /** Neurons from the inputs to the outputs, e.g. 784, 100, 10. No biases, as in NeuroSim's perceptron. */
  readonly layers: readonly number[];
  /** Of hidden layers; the outputs are a softmax. */
  readonly activation: "sigmoid" | "relu";
  readonly epochs: number;
  /** Training examples of an epoch, the first ones of the set; more than there are: all. */
  readonly examples: number;
  /** Examples between changes of the weights that the network sees. The learning rate is that of one example: pulses add up. */
  readonly batch: number;
  readonly learningRate: number;
  /** Weights of all layers lie in ± this, the nominal range of the devices. */
  readonly weightRange: number;
  /** Full scale of delta: `fixed` for the whole training, or the power of two above each vector's largest (registers follow). */
  readonly deltaScale: "fixed" | "power-of-two";
}

/** Neurons of a layer at most: rows and columns of an update unit. */
const MOST_NEURONS = 1024;

/** A task whose data fit its layers: images are cut and pooled to the inputs, examples limited. @throws {InputError} by name */
export function checkedTask(task: TrainingTask): TrainingTask {
  const { data, layers, epochs, batch, learningRate, weightRange } = task;
  const faults: Fault[] = [];
  const expect = (isRight: boolean, path: string, message: string): void => {
    if (!isRight) faults.push({ path, message });
  };
  const shown = layers.join(",");
  expect(layers.length >= 2, "layers", `got ${shown}, expected at least inputs and outputs`);
  expect(
    layers.every((neurons) => Number.isInteger(neurons) && neurons >= 1 && neurons <= MOST_NEURONS),
    "layers",
    `got ${shown}, expected integers from 1 to ${MOST_NEURONS} (rows and columns of a unit)`,
  );
  const outputs = layers.at(-1) ?? 0;
  expect(
    outputs >= data.classes,
    "layers",
    `got ${outputs} outputs, expected at least the ${data.classes} classes of ${data.title}`,
  );
  expect(Number.isInteger(epochs) && epochs >= 1, "epochs", `got ${epochs}, expected an integer from 1`);
  expect(Number.isInteger(batch) && batch >= 1, "batch", `got ${batch}, expected an integer from 1`);
  expect(learningRate > 0 && learningRate < Infinity, "learningRate", `got ${learningRate}, expected a number above 0`);
  expect(weightRange > 0 && weightRange < Infinity, "weightRange", `got ${weightRange}, expected a number above 0`);
  if (faults.length > 0) throw new InputError(faults);
  const inputs = layers[0] ?? 0;
  const train = firstOf(resized(data.train, inputs, "layers"), task.examples);
  return { ...task, data: { ...data, train, test: resized(data.test, inputs, "layers") }, examples: train.count };
}
