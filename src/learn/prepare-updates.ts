import { availableParallelism } from "node:os";
import { loadDevice } from "../../models/device/index.ts";
import type { KeyOutcome } from "../../models/training/record/mean-record.ts";
import { loadReference, loadTask } from "../../models/training/index.ts";
import { updateConditions } from "../../models/update/update-conditions.ts";
import { USUAL_ARRAY } from "../core/array-model.ts";
import type { TrainingSettings } from "../core/training.ts";
import type { SweepOptions } from "../explore/sweep.ts";
import { priceCircuits } from "./circuits.ts";
import { startUnitPool } from "./pool.ts";
import { rankedKeys } from "./screening.ts";
import { trainingSummary } from "./summary.ts";
import { runTrainings, trainingCache } from "./trainings.ts";
import { unitPoints } from "./unit-points.ts";

/** How far the preparation is. */
export interface StageProgress {
  readonly stage: "pricing" | "training";
  readonly done: number;
  readonly total: number;
}

/** Where and on what trainings run. */
export interface StageOptions {
  /** Folder of what was trained before. */
  readonly cache: string;
  /** Threads; default all cores. The result does not depend on it. */
  readonly workers?: number;
  readonly onProgress?: (progress: StageProgress) => void;
}

/**
 * What has to be known of a space of update units before it is explored. (1) Every circuit is priced. (2) Every point is screened:
 * area, energy and latency for the pulses of a floating-point training, update deviation in closed form. (3) The units that are
 * best by these are trained, until the budget is spent. Devices and schemes do not compete in (3): closed forms say nothing about
 * what their curves do to accuracy.
 */
export function prepareUpdates(
  training: TrainingSettings,
  { cache: folder, workers = availableParallelism(), onProgress = () => undefined }: StageOptions,
): NonNullable<SweepOptions["prepare"]> {
  return async (job, points) => {
    const { array = USUAL_ARRAY, clockMhz, seed } = job.space;
    const cache = trainingCache(folder);
    const designs = unitPoints(points);
    const task = loadTask(training);
    const devices = new Map(designs.map(({ device }) => [device, loadDevice(device)]));
    const circuits = [...new Map(designs.map((point) => [point.circuit, point])).values()];
    const pool = startUnitPool({ context: job.context, modules: job.modules, training }, workers, circuits.length);
    try {
      const priced = (done: number): void => onProgress({ stage: "pricing", done, total: circuits.length });
      priced(0);
      const unitCosts = await priceCircuits(circuits, pool, priced);
      const reference = loadReference(training, seed);
      const conditions = updateConditions(task, reference, { array, clockMhz, devices: [...devices] });
      const ranked = rankedKeys(designs, { job, conditions, unitCosts, task, reference });
      const firstOf = new Map(designs.toReversed().map((point) => [point.accuracy, point]));
      const chosen = ranked.slice(0, budgetOf(training)).flatMap((key) => firstOf.get(key) ?? []);
      const seeds = Array.from({ length: training.seeds }, (_, k) => seed + k);
      const trained = await runTrainings(chosen, {
        task,
        devices,
        seeds,
        pool,
        cache,
        onProgress: (progress) => onProgress({ stage: "training", ...progress }),
      });
      const floatAccuracy = reference.accuracies.at(-1) ?? 0;
      return {
        updates: { conditions, outcomes: [...trained, ...skippedKeys(ranked, training)], unitCosts },
        training: trainingSummary({ training, task, devices, keys: ranked.length, trained, floatAccuracy, conditions }),
      };
    } finally {
      await pool.close();
    }
  };
}

/** Keys that can be trained. */
function budgetOf({ runs, seeds }: TrainingSettings): number {
  return Math.floor(runs / seeds);
}

/** Keys that the budget does not reach, each with its reason. */
function skippedKeys(
  ranked: readonly string[],
  training: TrainingSettings,
): readonly (readonly [string, KeyOutcome])[] {
  const budget = budgetOf(training);
  return ranked.slice(budget).map((key, place) => {
    const rank = budget + place + 1;
    const reason = `not trained: got rank ${rank} by update error and cost, expected at most ${budget} (training.runs)`;
    return [key, { kind: "skipped", reason }];
  });
}
