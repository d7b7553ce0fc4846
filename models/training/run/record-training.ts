import type { UnitShape } from "../../../generators/contract/index.ts";
import { InputError } from "../../../src/core/errors.ts";
import type { Device } from "../../device/index.ts";
import type { LayerRecord, TrainingOutcome } from "../record/training-record.ts";
import { SampleRecorder } from "../record/update-sample.ts";
import type { Reference } from "./reference.ts";
import type { TrainingTask } from "./task.ts";
import { trainOnDevice } from "./train-on-device.ts";

/** What one run is made of, as data. */
export interface TrainingOrder {
  readonly unit: UnitShape;
  readonly device: Device;
  readonly seed: number;
}

/** Trains once and records. A run that diverges is a record; one that cannot be run is refused with its reason. */
export function recordTraining(
  { unit, device, seed }: TrainingOrder,
  task: TrainingTask,
  reference: Reference,
): TrainingOutcome {
  const recorder = new SampleRecorder(task.layers.length - 1, task.epochs * task.data.train.count);
  try {
    const listener = (layer: number) => recorder.listener(layer);
    const result = trainOnDevice({ device, unit, task, seed, reference, listener });
    const { examples } = result.statistics;
    const layers = result.statistics.layers.map(
      ({ clippedUpdates, perExample, refreshedPairs, endurance }, layer): LayerRecord => ({
        clippedUpdates,
        perExample,
        refreshedPairs,
        endurance,
        examples,
        loopPulses: (recorder.loopPulses[layer] ?? 0) / examples,
      }),
    );
    if (layers.some(({ perExample }) => Object.values(perExample).some((value) => !Number.isFinite(value))))
      return { kind: "refused", reason: "diverged: conductances are no numbers any more" };
    return {
      kind: "trained",
      accuracy: result.accuracy,
      floatAccuracy: result.floatAccuracy,
      diverged: result.outcome === "diverged",
      layers,
      sample: recorder.sample(),
      warnings: result.warnings,
    };
  } catch (error) {
    if (error instanceof InputError) return { kind: "refused", reason: error.message.split("\n").join("; ") };
    throw error;
  }
}
