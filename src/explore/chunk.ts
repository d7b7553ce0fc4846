import type { Generator } from "../../generators/contract/index.ts";
import { isOnArea } from "../../models/compiled/row-sink.ts";
import type { Evaluator } from "../../models/evaluate/evaluation.ts";
import type { Part, Visit } from "../config/points.ts";
import type { Constraint } from "../config/space.ts";
import { InputError } from "../core/errors.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { brokenBound, cheapestFirst, isKnown, unknownObjective } from "./bounds.ts";
import { Collector, type Summary } from "./collector.ts";
import type { ExploreContext } from "./context.ts";
import { seriesOf } from "./equal-throughput.ts";
import { PointLogWriter, type Outcome, type PointLog } from "./point-log.ts";
import { conflictReason, groupOf } from "./reasons.ts";
import { RowJudge } from "./row-judge.ts";
import type { PartRows } from "./rows.ts";
import type { Tally } from "./tally.ts";

/** A range of points for one worker: `start` … `end` − 1. */
export interface ChunkTask {
  readonly start: number;
  readonly end: number;
  /** Designs that it stands for, where a search looks at those of several clocks at once; default `end − start`. */
  readonly points?: number;
  /** See CloudSample. */
  readonly cloudLimit: number;
  /** Whether every point is wanted, e.g. for points.csv. */
  readonly wantsLog: boolean;
}

/** Designs that a chunk stands for. */
export function pointsIn({ start, end, points = end - start }: Pick<ChunkTask, "start" | "end" | "points">): number {
  return points;
}

/** What a chunk comes to. */
export interface ChunkResult extends Summary {
  /** Every point of the chunk, if wanted. */
  readonly log?: PointLog;
}

const FEASIBLE: Outcome = { status: "feasible" };

/** Points are judged in strides that double until one takes longer [ms]; between two, others of the thread may run. */
const QUIET_MS = 50;

/**
 * Judges the points of a chunk, letting others of its thread run in between. A point that cannot be built or priced is
 * counted as failed with its reason, one that is too large, does not fit the workload, misses the clock or breaks another
 * constraint as infeasible under the first reason, in that order; constraints that take no energy come before those that do. Throws InputError when what the sweep rests on is at
 * fault (e.g. a technology without prices), since no point could be judged.
 */
export async function exploreChunk(context: ExploreContext, task: ChunkTask, tally: Tally): Promise<ChunkResult> {
  const collector = new Collector(context, (index) => seriesOf(context.points.partAt(index)), {
    ...task,
    front: context.front,
  });
  const log = task.wantsLog ? new PointLogWriter(task.start, task.end, context.metrics.width) : undefined;
  for (const part of context.points.parts) {
    const [start, end] = [Math.max(task.start, part.start), Math.min(task.end, part.start + part.size)];
    if (start >= end) continue;
    const rows = log === undefined ? context.rowsOf(part) : undefined;
    if (rows?.canJudge(start, end) !== true) await judgePoints(context, part, { start, end, collector, log, tally });
    else await judgeRows(context, rows, { start, end, collector, tally });
  }
  return { ...collector.summary(), ...(log === undefined ? {} : { log: log.log() }) };
}

/** Points of one part, and who hears of them. */
interface Range {
  readonly start: number;
  readonly end: number;
  readonly collector: Collector;
  readonly tally: Tally;
}

/** Judges designs that share their parts in rows. */
async function judgeRows(context: ExploreContext, rows: PartRows, { start, end, collector, tally }: Range) {
  const sink = new RowJudge(context, rows.part, collector, tally);
  let begin = performance.now();
  for (const [at, next] of rows.pieces(start, end)) {
    rows.judge(at, next, sink);
    if (performance.now() - begin < QUIET_MS) continue;
    await new Promise(setImmediate);
    begin = performance.now();
  }
}

/** Judges designs one by one. */
export async function judgePoints(
  context: ExploreContext,
  part: Part,
  { start, end, collector, tally, log }: Range & { readonly log: PointLogWriter | undefined },
): Promise<void> {
  const judge = judgeOf(context, context.evaluators[part.setting]!);
  const series = seriesOf(part);
  const row = new Float64Array(context.metrics.width);
  const visit: Visit = (index, generator, values, illegal) => {
    const outcome = judge(generator, values, illegal, row);
    if (outcome.status === "feasible") collector.add(series, index, row);
    else collector[outcome.status].add(groupOf(outcome.reason ?? ""));
    log?.add(index, outcome, row);
    tally.add(1, outcome.status === "feasible" ? 1 : 0, context.front.size);
  };
  for (let at = start, stride = 1; at < end;) {
    const begin = performance.now();
    const next = Math.min(end, at + stride);
    context.points.visit(at, next, visit);
    await new Promise(setImmediate);
    stride = performance.now() - begin < QUIET_MS ? 2 * stride : 1;
    at = next;
  }
}

type Judge = (generator: Generator, values: ParameterValues, illegal: string | undefined, row: Float64Array) => Outcome;

function judgeOf({ space, metrics }: ExploreContext, evaluator: Evaluator): Judge {
  const { objectives } = space;
  const constraints = cheapestFirst(space.constraints, metrics);
  const onArea = constraints.filter(isOnArea);
  return (generator, values, illegal, row) => {
    if (illegal !== undefined) return failed(illegal, row);
    try {
      const conflicts = generator.conflicts(values);
      if (conflicts.length > 0) return failed(conflictReason(conflicts), row);
      const known = (bounds: readonly Constraint[]) => bounds.filter(({ metric }) => isKnown(metric, row, metrics));
      const unfit = evaluator.evaluateMetrics(generator, values, row);
      metrics.fill(row);
      const reason =
        brokenBound(known(onArea), row, metrics) ??
        unfit ??
        brokenBound(known(constraints), row, metrics) ??
        unknownObjective(objectives, row, metrics, () => evaluator.whyAbsent(generator, values)) ??
        brokenBound(constraints, row, metrics);
      return reason === undefined ? FEASIBLE : { status: "infeasible", reason };
    } catch (error) {
      if (error instanceof InputError) throw error;
      return failed(error instanceof Error ? error.message : String(error), row);
    }
  };
}

function failed(reason: string, row: Float64Array): Outcome {
  row.fill(Number.NaN);
  return { status: "failed", reason };
}
