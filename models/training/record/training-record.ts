import type { LayerStatistics } from "./statistics.ts";
import type { UpdateSample } from "./update-sample.ts";

/** What one training left behind: accuracy, what it asked of the devices, and some operations of its units. */
export interface TrainingRecord {
  readonly kind: "trained";
  readonly accuracy: number;
  readonly floatAccuracy: number;
  readonly diverged: boolean;
  readonly layers: readonly LayerRecord[];
  readonly sample: UpdateSample;
  /** See `TrainingResult`. */
  readonly warnings: readonly string[];
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

/** What a training came to. */
export type TrainingOutcome = TrainingRecord | RefusedTraining;
