import type { UnitShape } from "../../../generators/contract/index.ts";
import { InputError } from "../../../src/core/errors.ts";
import type { Device } from "../../device/index.ts";
import { trainOnDevice, type Reference, type LayerStatistics, type TrainingTask } from "../index.ts";
import { SampleRecorder, type UpdateSample } from "./update-sample.ts";

/** What one training left behind: accuracy, what it asked of the devices, and some operations of its units. */
export interface TrainingRecord {
  readonly kind: "trained";
  readonly accuracy: number;
  readonly floatAccuracy: number;
  readonly diverged: boolean;
  readonly layers: readonly LayerRecord[];
  readonly sample: UpdateSample;
}

/** Statistics of one layer; `loopPulses` per example: LTP pulses that rewrite pairs. */
export type LayerRecord = Pick<LayerStatistics, "clippedUpdates" | "perExample" | "refreshedPairs" | "endurance"> & {
  readonly examples: number;
  readonly loopPulses: number;
};

/** A training that could not be run: device, unit and task do not fit together, or its numbers were lost. */
export interface RefusedTraining {
  readonly kind: "refused";
  readonly reason: string;
}

export type TrainingOutcome = TrainingRecord | RefusedTraining;

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
    };
  } catch (error) {
    if (error instanceof InputError) return { kind: "refused", reason: error.message.split("\n").join("; ") };
    throw error;
  }
}
