import { createEvaluator } from "../../models/evaluate/evaluate.ts";
import type { Reference, TrainingTask } from "../../models/training/index.ts";
import type { KnownUpdates } from "../../models/update/known-updates.ts";
import { createUntrainedTerms } from "../../models/update/untrained-terms.ts";
import { METRICS } from "../core/metrics.ts";
import type { Objective } from "../core/result.ts";
import { brokenBound, isKnown } from "../explore/bounds.ts";
import type { SweepJob } from "../explore/context.ts";
import { contextsOf } from "../explore/setting-options.ts";
import { SweepMetrics } from "../formula/sweep-metrics.ts";
import { rankKeys, type ScreenedPoint } from "./ranking.ts";
import type { UnitPoint } from "./unit-points.ts";

/** Metrics that are only known after training: update deviation stands for them in the screening. */
const NEEDS_TRAINING: readonly string[] = METRICS.flatMap(({ name, known }) =>
  known === "after training" ? [name] : [],
);

/** Whether a metric, or one that its formula rests on, is only known after training. */
function needsTraining(metric: string, metrics: SweepMetrics): boolean {
  return metrics.restsOn(metric).some((each) => NEEDS_TRAINING.includes(each));
}

/** What points are screened by: circuits with their costs, and a floating-point training. */
export interface Screen {
  readonly job: SweepJob;
  /** Of each setting. */
  readonly known: readonly Omit<KnownUpdates, "outcomes">[];
  readonly task: TrainingTask;
  readonly reference: Reference;
}

/**
 * Accuracy keys in the order in which they are to be trained, best first: by area, energy and latency for the pulses of a
 * floating-point training, and update deviation in closed form. Points that break a bound, or cannot be used at all, need no
 * training and are left out. A key is as good as its best point in any setting: trainings know of none.
 */
export function rankedKeys(designs: readonly UnitPoint[], screen: Screen): readonly string[] {
  const { objectives } = screen.job.space;
  const metrics = new SweepMetrics(screen.job.space.metrics);
  const known = objectives.filter(({ metric }) => !needsTraining(metric, metrics) && metric !== "updateDeviation");
  const deviation: Objective = { metric: "updateDeviation", direction: "minimize" };
  return rankKeys(designs.flatMap(screener(screen, metrics)), [...known, deviation], metrics);
}

/** Metrics of points before training. */
function screener(screen: Screen, metrics: SweepMetrics): (point: UnitPoint) => readonly ScreenedPoint[] {
  const { job, known, task, reference } = screen;
  const { space } = job;
  const evaluators = contextsOf(job.context).map(({ technology, accuracy }, setting) => {
    const { conditions, unitCosts } = known[setting]!;
    return createEvaluator({
      generators: [],
      nand2AreaUm2: technology.nand2AreaUm2,
      models: [],
      accuracy,
      clockMhz: conditions.clockMhz,
      updates: createUntrainedTerms(conditions, { task, reference, seed: space.seed }),
      unitCosts,
    });
  });
  const bounds = space.constraints.filter(({ metric }) => !needsTraining(metric, metrics));
  return ({ setting, generator, values, shape, accuracy: key, device }) => {
    const row = new Float64Array(metrics.width);
    const unfit = evaluators[setting]!.evaluateMetrics(generator, values, row);
    metrics.fill(row);
    const reason = unfit ?? brokenBound(bounds, row, metrics);
    if (reason !== undefined || isUnknown(space.objectives, row, metrics)) return [];
    return [{ key, group: `${device} ${shape.scheme}`, row }];
  };
}

/** Whether an objective that is known before training is absent: the point will be infeasible for that. */
function isUnknown(objectives: readonly Objective[], row: Float64Array, metrics: SweepMetrics): boolean {
  return objectives.some(({ metric }) => !needsTraining(metric, metrics) && !isKnown(metric, row, metrics));
}
