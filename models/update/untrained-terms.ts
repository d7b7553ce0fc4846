import type { ArrayModel } from "../../src/core/array-model.ts";
import type { Device } from "../device/index.ts";
import { USUAL_REGISTERS, type Reference, type TrainingTask } from "../training/index.ts";
import { trainedUnit } from "../training/run/accuracy-key.ts";
import { referenceVectors } from "../training/run/reference-vectors.ts";
import { synapsesOf } from "./tiles.ts";
import { referenceSample } from "../training/run/reference-sample.ts";
import { type UpdateSample } from "../training/record/update-sample.ts";
import { createUpdateTerms, type UpdateConditions, type UpdateTerms } from "./update-terms.ts";

/** What updates are priced for: a task, its floating-point training, an array and a clock. */
export function updateConditions(
  { layers, learningRate, weightRange, data }: TrainingTask,
  { fullScales }: Reference,
  {
    array,
    clockMhz,
    devices,
  }: Pick<UpdateConditions, "array" | "clockMhz" | "devices"> & { readonly array: ArrayModel },
): UpdateConditions {
  const sizes = fullScales.map((_, l) => synapsesOf(layers.slice(l, l + 2)));
  const largest = fullScales[sizes.indexOf(Math.max(...sizes))] ?? { x: 1, delta: 1 };
  return {
    array,
    clockMhz,
    layers,
    examplesPerEpoch: data.train.count,
    learningRate,
    weightRange,
    refreshPeriod: USUAL_REGISTERS.refreshPeriod,
    fullScale: largest.x * largest.delta,
    devices,
  };
}

/**
 * Terms before any training: operations are those of a floating-point training, devices are taken at the middle of their range,
 * and refresh is left out. Accuracy and wear are absent.
 */
export function createUntrainedTerms(
  conditions: UpdateConditions,
  { task, reference, seed }: { readonly task: TrainingTask; readonly reference: Reference; readonly seed: number },
): UpdateTerms {
  const vectors = referenceVectors(task, seed);
  const devices = new Map<string, Device>(conditions.devices);
  const samples = new Map<string, UpdateSample>();
  return createUpdateTerms(conditions, (key, shape, name) => {
    const device = devices.get(name);
    if (device === undefined) return undefined;
    const sample = samples.get(key) ?? referenceSample(trainedUnit(shape), device, task, { reference, vectors });
    samples.set(key, sample);
    return { kind: "untrained", sample };
  });
}
