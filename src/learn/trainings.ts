import type { Device } from "../../models/device/index.ts";
import { trainingKey, type TrainingTask } from "../../models/training/index.ts";
import { trainedUnit } from "../../models/training/run/accuracy-key.ts";
import { meanRecord, type KeyOutcome } from "../../models/training/record/mean-record.ts";
import type { TrainingOrder } from "../../models/training/run/record-training.ts";
import type { TrainingOutcome } from "../../models/training/record/training-record.ts";
import { ContentCache } from "../run/content-cache.ts";
import { readTrainingOutcome } from "./outcome-schema.ts";
import type { UnitPool } from "./pool.ts";
import type { UnitPoint } from "./unit-points.ts";

/** Raised when what is recorded of a training changes, or what the same device and unit come to. */
const RECORD_VERSION = 3;

/** Trainings that are done, those known from before included. */
export interface TrainingProgress {
  readonly done: number;
  readonly total: number;
}

/** What was trained before. @throws {InputError} if the folder cannot be used */
export function trainingCache(folder: string): ContentCache<TrainingOutcome> {
  return new ContentCache(folder, "trainings", readTrainingOutcome);
}

/**
 * Trains the unit of each point with each seed, side by side; what was trained before, by content, comes from the cache.
 * The answer does not depend on the pool. @returns key of accuracy → what it came to, in the order of `points`
 */
export async function runTrainings(
  points: readonly UnitPoint[],
  options: {
    readonly task: TrainingTask;
    readonly devices: ReadonlyMap<string, Device>;
    readonly seeds: readonly number[];
    readonly pool: UnitPool;
    readonly cache: ContentCache<TrainingOutcome>;
    readonly onProgress: (progress: TrainingProgress) => void;
  },
): Promise<readonly (readonly [string, KeyOutcome])[]> {
  const { task, devices, seeds, pool, cache, onProgress } = options;
  const total = points.length * seeds.length;
  let done = 0;
  onProgress({ done, total });
  const trained = async (order: TrainingOrder): Promise<TrainingOutcome> => {
    const key = `${RECORD_VERSION} ${trainingKey({ ...order, task })}`;
    let outcome = cache.get(key);
    if (outcome === undefined) {
      const answer = await pool.run({ kind: "train", order });
      if (answer.kind !== "train") throw new Error("internal: a training was answered with a price");
      ({ outcome } = answer);
      cache.add(key, outcome);
    }
    onProgress({ done: ++done, total });
    return outcome;
  };
  return Promise.all(
    points.map(async ({ shape, device: name, accuracy }) => {
      const device = devices.get(name);
      if (device === undefined) throw new Error(`internal: no device ${name}`);
      const unit = trainedUnit(shape);
      const outcomes = await Promise.all(seeds.map((seed) => trained({ unit, device, seed })));
      return [accuracy, meanRecord(outcomes)] as const;
    }),
  );
}
