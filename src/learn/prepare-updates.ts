import { availableParallelism } from "node:os";
import type { CostRequest } from "../../models/cost/sources.ts";
import { loadDevice } from "../../models/device/index.ts";
import type { KeyOutcome } from "../../models/training/record/mean-record.ts";
import { loadReference, loadTask } from "../../models/training/index.ts";
import { updateConditions } from "../../models/update/update-conditions.ts";
import { USUAL_ARRAY } from "../core/array-model.ts";
import type { TrainingSettings } from "../core/training.ts";
import { contextsOf } from "../explore/setting-options.ts";
import type { SweepOptions } from "../explore/sweep.ts";
import { priceCircuits } from "./circuits.ts";
import { startUnitPool } from "./pool.ts";
import { rankedKeys } from "./screening.ts";
import { trainingSummary } from "./summary.ts";
import { runTrainings, trainingCache } from "./trainings.ts";
import { unitInWords, unitPoints } from "./unit-points.ts";

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
 * What has to be known of a space of update units before it is explored. (1) Every circuit is priced, in every technology. (2) Every point is screened in its setting:
 * area, energy and latency for the pulses of a floating-point training, update deviation in closed form. (3) The units that are
 * best by these are trained, until the budget is spent. Devices and schemes do not compete in (3): closed forms say nothing about
 * what their curves do to accuracy.
 */
export function prepareUpdates(
  training: TrainingSettings,
  { cache: folder, workers = availableParallelism(), onProgress = () => undefined }: StageOptions,
): NonNullable<SweepOptions["prepare"]> {
  return async (job, points) => {
    const { array = USUAL_ARRAY, seed } = job.space;
    const contexts = contextsOf(job.context);
    const requests = contexts.filter((context, place) => placeOfTechnology(contexts, context) === place);
    const cache = trainingCache(folder);
    const designs = unitPoints(points);
    const task = loadTask(training);
    const devices = new Map(designs.map(({ device }) => [device, loadDevice(device)]));
    const circuits = [...new Map(designs.map((point) => [point.circuit, point])).values()];
    const pool = startUnitPool({ requests, modules: job.modules, training }, workers, circuits.length);
    try {
      const priced = (done: number): void =>
        onProgress({ stage: "pricing", done, total: circuits.length * requests.length });
      priced(0);
      const costs = await priceCircuits(circuits, requests.length, pool, priced);
      const reference = loadReference(training, seed);
      const known = contexts.map((context, place) => ({
        conditions: updateConditions(task, reference, {
          array,
          clockMhz: points.settings[place]!.clockMhz,
          devices: [...devices],
        }),
        unitCosts: costs[placeOfTechnology(requests, context)]!,
      }));
      const ranked = rankedKeys(designs, { job, known, task, reference });
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
      const outcomes = [...trained, ...skippedKeys(ranked, training)];
      return {
        updates: known.map((each) => ({ ...each, outcomes })),
        training: trainingSummary({
          training,
          task,
          devices,
          keys: ranked.length,
          trained,
          floatAccuracy,
          array,
          nameOf: (key) => unitInWords(firstOf.get(key)),
        }),
      };
    } finally {
      await pool.close();
    }
  };
}

/** Position of the first context with the same technology. */
function placeOfTechnology(contexts: readonly CostRequest[], { technology }: CostRequest): number {
  return contexts.findIndex((other) => other.technology === technology);
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
