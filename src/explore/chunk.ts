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
import type { PartGroup } from "./part-groups.ts";
import { PointLogWriter, type Outcome, type PointLog } from "./point-log.ts";
import { conflictReason, groupOf } from "./reasons.ts";
import { RowJudge } from "./row-judge.ts";
import type { AtSetting, PartRows } from "./rows.ts";
import type { Tally } from "./tally.ts";

/** A range of points for one worker: `start` … `end` − 1. */
export interface ChunkTask {
  readonly start: number;
  readonly end: number;
  /** Points that it stands for, where those of a group of parts are taken together; default `end − start`. */
  readonly points?: number;
  /** See CloudSample. */
  readonly cloudLimit: number;
  /** Whether every point is wanted, e.g. for points.csv. */
  readonly wantsLog: boolean;
}

/** Points that a chunk stands for. */
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
  const { points, front, metrics, rowGroupOf } = context;
  const { start: first, end: last, cloudLimit, wantsLog } = task;
  const isOfGroup = pointsIn(task) > last - first;
  const owns = isOfGroup ? isOfRange(context, task) : (index: number) => index >= first && index < last;
  const seriesAt = (index: number): string => seriesOf(points.partAt(index));
  const collector = new Collector(context, seriesAt, { owns, cloudLimit, front });
  const log = wantsLog ? new PointLogWriter(first, last, metrics.width) : undefined;
  for (const part of points.parts) {
    const [start, end] = [Math.max(first, part.start), Math.min(last, part.start + part.size)];
    if (start >= end) continue;
    const group = isOfGroup ? rowGroupOf(part) : ([part] as const);
    await judgeGroup(context, group, { start, end, collector, log, tally });
  }
  return { ...collector.summary(), ...(log === undefined ? {} : { log: log.log() }) };
}

/** Whether a point is one of those that a range of points of the first part of a group stands for. */
function isOfRange({ points, rowGroupOf }: ExploreContext, { start, end }: ChunkTask): (index: number) => boolean {
  const first = points.partAt(start);
  const group = new Set(rowGroupOf(first));
  return (index) => {
    const part = points.partAt(index);
    const same = index - part.start + first.start;
    return same >= start && same < end && group.has(part);
  };
}

/** Judges a range of points of the first part of a group, and the same designs of the others. */
async function judgeGroup(context: ExploreContext, group: PartGroup, range: JudgedRange): Promise<void> {
  const { start, end, collector, tally, log } = range;
  const [first] = group;
  const rows = log === undefined ? context.rowsOf(first) : undefined;
  if (rows?.canJudge(start, end) === true) {
    const settings = group.map((part): AtSetting => ({
      rows: context.rowsOf(part) ?? rows,
      sink: new RowJudge(context, part, collector, tally),
    }));
    return judgeRows(rows, settings, range);
  }
  await judgeEach(context, group, range);
}

/** Judges a range of points of the first part of a group, and the same designs of the others, one by one. */
export async function judgeEach(context: ExploreContext, group: PartGroup, range: JudgedRange): Promise<void> {
  for (const part of group) {
    const shift = part.start - group[0].start;
    await judgePoints(context, part, { ...range, start: range.start + shift, end: range.end + shift });
  }
}

/** Points of one part, and who hears of them. */
interface JudgedRange {
  readonly start: number;
  readonly end: number;
  readonly collector: Collector;
  readonly tally: Tally;
  readonly log: PointLogWriter | undefined;
}

/** Judges designs that share their parts in rows. */
async function judgeRows(
  rows: PartRows,
  settings: readonly AtSetting[],
  { start, end }: Pick<JudgedRange, "start" | "end">,
): Promise<void> {
  let begin = performance.now();
  for (const [at, next] of rows.pieces(start, end)) {
    rows.judge(at, next, settings);
    if (performance.now() - begin < QUIET_MS) continue;
    await new Promise(setImmediate);
    begin = performance.now();
  }
}

/** Judges designs one by one. */
async function judgePoints(
  context: ExploreContext,
  part: Part,
  { start, end, collector, tally, log }: JudgedRange,
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
