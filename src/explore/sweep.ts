import type { KnownUpdates } from "../../models/update/known-updates.ts";
import type { Space } from "../config/space.ts";
import { RESULT_SCHEMA_VERSION, type DesignRecord } from "../core/result.ts";
import type { ParetoFile, PickedDesign, SweepManifest } from "../core/sweep-result.ts";
import type { TrainingSummary } from "../core/training-summary.ts";
import type { Summary } from "./collector.ts";
import type { KeptPrices } from "./kept-prices.ts";
import { loadContext, type SweepContext, type SweepJob } from "./context.ts";
import { equalThroughputRows } from "./equal-throughput.ts";
import { explore, type ExploreOptions } from "./explore.ts";
import { manifestOf } from "./manifest.ts";
import { picksOf } from "./picks.ts";
import { pointsAt, twinsInWords, twinsOf } from "./twins.ts";
import type { PointTable } from "./point-table.ts";
import type { Points } from "../config/points.ts";
import { provenanceOf } from "./provenance.ts";
import type { SettingContexts } from "./setting-options.ts";
import { STANDARD_MODULES, type SweepModules } from "./sweep-modules.ts";

/** What was found out before points are judged. */
export interface Preparation {
  /** For each setting. */
  readonly updates: readonly KnownUpdates[];
  /** Of the manifest. */
  readonly training: TrainingSummary;
}

/** What a sweep rests on, and who hears of it. */
export interface SweepOptions extends ExploreOptions {
  readonly context: SettingContexts;
  /** Of update units: finds out what judging them rests on, see src/learn. */
  readonly prepare?: (job: SweepJob, points: Points) => Promise<Preparation>;
  /** What the model's numbers rest on; goes into the manifest. */
  readonly model: string;
  /** Words about memory and data for the manifest. */
  readonly summaries?: Pick<SweepManifest, "memory" | "activity" | "accuracy">;
  /** For each setting, prices and timing that earlier sweeps worked out; without them, all modules are priced anew. */
  readonly prices?: readonly KeptPrices[];
  /** Completes a picked design with its RTL, verification and synthesis; called one after the other. @param setting its position */
  readonly finishPick?: (pick: PickedDesign, setting: number) => Promise<PickedDesign>;
  /** Default STANDARD_MODULES. */
  readonly modules?: SweepModules;
}

/** The two files of results. */
export interface SweepResult {
  readonly manifest: SweepManifest;
  readonly pareto: ParetoFile;
}

/**
 * Scores every point of `space` and finds the exact front. Equal spaces, technologies, workloads and versions give equal
 * results, for any number of workers. Rejects with InputError when the space is too large, and with any other error only
 * for a bug: a point that cannot be built is a failed point.
 */
export async function runSweep(space: Space, options: SweepOptions): Promise<SweepResult> {
  const { context: estimates, modules = STANDARD_MODULES, prices } = options;
  const known = prices === undefined ? {} : { known: prices.map(({ shared }) => shared) };
  const plainJob: SweepJob = { space, context: estimates, modules, ...known };
  const prepared = await options.prepare?.(plainJob, (await loadContext(plainJob)).points);
  const job = prepared === undefined ? plainJob : { ...plainJob, updates: prepared.updates };
  const context = await loadContext(job);
  const collector = await explore(job, context, options).finally(() => {
    for (const kept of new Set(prices)) kept.save();
  });
  const summary = collector.summary();
  const pareto = await paretoFile(context, summary, options);
  const { model, summaries } = options;
  const parts = {
    summary,
    collector,
    context: options.context,
    model,
    summaries,
    pareto,
    training: prepared?.training,
  };
  return { manifest: manifestOf(context, parts), pareto };
}

async function paretoFile(context: SweepContext, summary: Summary, options: SweepOptions): Promise<ParetoFile> {
  const { space, points, evaluators, metrics } = context;
  const groups = twinsOf(summary.front);
  const chosen = pointsAt(
    summary.front,
    groups.map(([first]) => first),
  );
  const front = recordsOf(context, chosen).map((record, i) => {
    const [, ...others] = groups[i] ?? [];
    const twins = others.map((place) => points.at(summary.front.indices[place] ?? Number.NaN));
    return { ...withEachWorkload(context, record), ...twinsInWords(record, twins) };
  });
  const cloud = recordsOf(context, summary.cloud);
  const picks: PickedDesign[] = [];
  for (const { place, label } of picksOf(chosen, space.objectives, space.pick, metrics)) {
    const record = front[place];
    if (record === undefined) continue;
    const { setting } = points.partAt(record.index);
    const pick = { label, record, breakdown: evaluators[setting]?.evaluate(record).breakdown ?? [] };
    picks.push((await options.finishPick?.(pick, setting)) ?? pick);
  }
  return {
    schemaVersion: RESULT_SCHEMA_VERSION,
    objectives: space.objectives,
    ...(space.metrics === undefined ? {} : { metrics: space.metrics }),
    front,
    picks,
    equalThroughput: equalThroughputRows(summary.equalThroughput, space.equalThroughput?.baselines ?? [], context),
    cloud: { total: summary.feasible - summary.front.indices.length, shown: cloud.length, records: cloud },
  };
}

/** A record, with the metrics of each workload, and the formulas over them, if its design serves several. */
function withEachWorkload({ points, evaluators, metrics }: SweepContext, record: DesignRecord): DesignRecord {
  const { generator, setting } = points.partAt(record.index);
  const perWorkload = evaluators[setting]?.metricsOfEach(generator, record.parameters);
  if (perWorkload === undefined) return record;
  const each = Object.entries(perWorkload).map(([workload, own]) => [
    workload,
    { ...own, ...metrics.formulasOver(own, record.metrics) },
  ]);
  return { ...record, perWorkload: Object.fromEntries(each) };
}

function recordsOf(context: SweepContext, table: PointTable): readonly DesignRecord[] {
  return Array.from(table.indices, (index, place) => {
    const metrics = context.metrics.metricsOf(table.rows, place * table.width);
    return {
      index,
      ...context.points.at(index),
      status: "feasible",
      metrics,
      ...provenanceOf(index, metrics, context),
    };
  });
}
