import type { Device } from "../device/index.ts";
import type { Reference, TrainingTask } from "../training/index.ts";
import { trainedUnit } from "../training/run/accuracy-key.ts";
import { referenceVectors } from "../training/run/reference-vectors.ts";
import { referenceSample } from "../training/run/reference-sample.ts";
import type { UpdateSample } from "../training/record/update-sample.ts";
import type { UpdateConditions } from "./update-conditions.ts";
import { createUpdateTerms, type UpdateTerms } from "./update-terms.ts";

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
