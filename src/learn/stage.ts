import { USUAL_ARRAY, type TrainingSettings } from "../core/update-settings.ts";
import { availableParallelism } from "node:os";
import { unitShape } from "../../generators/synapse-update/parameters.ts";
import { createEvaluator } from "../../models/cost/evaluate.ts";
import { METRIC_COUNT, metricColumn } from "../../models/cost/metric-row.ts";
import type { UnitCost } from "../../models/cost/unit-cost.ts";
import { loadDevice } from "../../models/device/index.ts";
import type { Reference, TrainingTask } from "../../models/training/index.ts";
import type { KeyOutcome } from "../../models/training/record/mean-record.ts";
import { trainingReference, trainingTask } from "../../models/training/run/training-task.ts";
import { createUntrainedTerms, updateConditions } from "../../models/update/untrained-terms.ts";
import type { UpdateConditions } from "../../models/update/update-terms.ts";
import type { Space } from "../config/space.ts";
import type { Objective } from "../core/result.ts";
import type { TrainingSummary } from "../core/training-summary.ts";
import { brokenBound } from "../explore/bounds.ts";
import type { SweepJob } from "../explore/context.ts";
import type { Points } from "../explore/space.ts";
import { startUnitPool, type UnitPool } from "./pool.ts";
import { rankKeys, type ScreenedPoint } from "./ranking.ts";
import { runTrainings, trainingCache } from "./trainings.ts";
import { unitPoints, type UnitPoint } from "./unit-points.ts";
import { trainingSummary } from "./summary.ts";

/** What the stage found, as data for the workers that explore. */
export interface UpdateData {
  readonly conditions: UpdateConditions;
  /** Accuracy key → what its trainings came to, or why there are none. */
  readonly outcomes: readonly (readonly [string, KeyOutcome])[];
  /** Circuit key → cost. */
  readonly unitCosts: readonly (readonly [string, UnitCost])[];
}

export interface UpdateStage extends UpdateData {
  readonly summary: TrainingSummary;
}

export interface StageProgress {
  readonly stage: "pricing" | "training";
  readonly done: number;
  readonly total: number;
}

export interface StageOptions {
  /** Folder of what was trained before. */
  readonly cache: string;
  readonly workers?: number;
  readonly onProgress?: (progress: StageProgress) => void;
}

/** Metrics that are only known after training: update deviation stands for them in the screening. */
const NEEDS_TRAINING: readonly string[] = [
  "accuracy",
  "accuracyLoss",
  "divergedRuns",
  "pulsesPerExample",
  "pulsesPerDeviceMax",
  "pulsesPerDeviceMean",
  "refreshesPerThousandUpdates",
  "clippedUpdates",
];

/**
 * What has to be known of a space of update units before it is explored. (1) Every circuit is priced. (2) Every point is screened:
 * area, energy and latency for the pulses of a floating-point training, update deviation in closed form. (3) The units that are
 * best by these are trained, until the budget is spent. Devices and schemes do not compete in (3): closed forms say nothing about
 * what their curves do to accuracy.
 */
export async function runUpdateStage(
  space: Space & { readonly training: TrainingSettings },
  points: Points,
  job: SweepJob,
  options: StageOptions,
): Promise<UpdateStage> {
  const { training } = space;
  const { workers = availableParallelism(), onProgress = () => undefined } = options;
  const cache = trainingCache(options.cache);
  const designs = unitPoints(points);
  const task = trainingTask(training);
  const devices = new Map(designs.map(({ device }) => [device, loadDevice(device)]));
  const circuits = [...new Map(designs.map((point) => [point.circuit, point])).values()];
  const pool = startUnitPool({ ...job, training }, workers, circuits.length);
  try {
    const pricing = { done: 0, total: circuits.length };
    const unitCosts = await priceCircuits(circuits, pool, () =>
      onProgress({ stage: "pricing", done: ++pricing.done, total: pricing.total }),
    );
    const reference = trainingReference(training, space.seed);
    const { array = USUAL_ARRAY, clockMhz } = space;
    const conditions = updateConditions(task, reference, { array, clockMhz, devices: [...devices] });
    const screen = screener({ space, job, conditions, unitCosts, task, reference });
    const ranked = rankKeys(designs.flatMap(screen), screeningObjectives(space.objectives));
    const budget = Math.floor(training.runs / training.seeds);
    const firstOf = new Map(designs.toReversed().map((point) => [point.accuracy, point]));
    const chosen = ranked.slice(0, budget).flatMap((key) => firstOf.get(key) ?? []);
    const seeds = Array.from({ length: training.seeds }, (_, k) => space.seed + k);
    const trained = await runTrainings(chosen, {
      task,
      devices,
      seeds,
      pool,
      cache,
      onProgress: (progress) => onProgress({ stage: "training", ...progress }),
    });
    const skipped = ranked
      .slice(budget)
      .map((key, place): [string, KeyOutcome] => [
        key,
        { kind: "skipped", reason: notTrained(budget + place + 1, training) },
      ]);
    const summary = trainingSummary({
      training,
      task,
      devices,
      keys: ranked.length,
      trained,
      floatAccuracy: reference.accuracies.at(-1) ?? 0,
      conditions,
    });
    return { conditions, outcomes: [...trained, ...skipped], unitCosts, summary };
  } finally {
    await pool.close();
  }
}

function notTrained(rank: number, { runs, seeds }: TrainingSettings): string {
  const budget = Math.floor(runs / seeds);
  return `not trained: got rank ${rank} by update error and cost, expected at most ${budget} (training.runs)`;
}

async function priceCircuits(
  circuits: readonly UnitPoint[],
  pool: UnitPool,
  onDone: () => void,
): Promise<UpdateData["unitCosts"]> {
  const priced = await Promise.all(
    circuits.map(async ({ circuit, generator, values }) => {
      const answer = await pool.run({ kind: "price", generator: generator.name, parameters: values });
      onDone();
      return answer.kind === "price" && answer.cost !== undefined ? [[circuit, answer.cost] as const] : [];
    }),
  );
  return priced.flat();
}

/** Metrics of points before training; those that break a bound or cannot be used at all need no training. */
function screener(about: {
  readonly space: Space;
  readonly job: SweepJob;
  readonly conditions: UpdateConditions;
  readonly unitCosts: UpdateData["unitCosts"];
  readonly task: TrainingTask;
  readonly reference: Reference;
}): (point: UnitPoint) => readonly ScreenedPoint[] {
  const { space, job, conditions, unitCosts, task, reference } = about;
  const updates = createUntrainedTerms(conditions, { task, reference, seed: space.seed });
  const { technology, accuracy } = job;
  const evaluator = createEvaluator({
    generators: [],
    nand2AreaUm2: technology.nand2AreaUm2,
    models: [],
    accuracy,
    clockMhz: space.clockMhz,
    updates,
    unitCosts,
  });
  const bounds = space.constraints.filter(({ metric }) => !NEEDS_TRAINING.includes(metric));
  return ({ generator, values, accuracy: key, device }) => {
    const row = new Float64Array(METRIC_COUNT);
    const reason = evaluator.evaluateMetrics(generator, values, row) ?? brokenBound(bounds, row);
    if (reason !== undefined || isUnknown(space.objectives, row)) return [];
    return [{ key, group: `${device} ${unitShape(values).scheme}`, row }];
  };
}

/** Whether an objective that is known before training is absent: the point will be infeasible for that. */
function isUnknown(objectives: readonly Objective[], row: Float64Array): boolean {
  return objectives.some(({ metric }) => !NEEDS_TRAINING.includes(metric) && Number.isNaN(row[metricColumn(metric)]));
}

function screeningObjectives(objectives: readonly Objective[]): readonly Objective[] {
  const known = objectives.filter(({ metric }) => !NEEDS_TRAINING.includes(metric) && metric !== "updateDeviation");
  return [...known, { metric: "updateDeviation", direction: "minimize" }];
}
