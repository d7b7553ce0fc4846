import { availableParallelism } from "node:os";
import type { SearchKind } from "../config/space.ts";
import { InputError } from "../core/errors.ts";
import type { DesignRecord } from "../core/result.ts";
import { pointsIn, type ChunkTask } from "./chunk.ts";
import type { ChunkLog } from "./chunk-log.ts";
import { chunksOf, type ChunkRange } from "./chunks.ts";
import { Collector } from "./collector.ts";
import type { SweepContext, SweepJob } from "./context.ts";
import { seriesOf } from "./equal-throughput.ts";
import { recordsOfLog } from "./point-log.ts";
import { runChunks } from "./pool.ts";
import type { SearchTask } from "./search-chunk.ts";
import { searchChunksOf } from "./search-chunks.ts";
import { searchOf } from "./search-kind.ts";
import { sweepKey } from "./sweep-key.ts";
import { Tally } from "./tally.ts";

/** Points judged so far, also of chunks that are not done. */
export interface SweepProgress {
  readonly done: number;
  readonly total: number;
  /** Of those done, how many an earlier run judged. */
  readonly cached: number;
  readonly feasible: number;
  /** On the front so far. */
  readonly front: number;
}

/** With how much a space is explored, and who hears of it. */
export interface ExploreOptions {
  /** Threads; default all cores. The result does not depend on it. */
  readonly workers?: number;
  /** Told at the start, several times a second, and once that all is done. */
  readonly onProgress?: (progress: SweepProgress) => void;
  /** Opens the log of chunks that are done, by the key of the sweep and the numbers of a row; without it, nothing is kept of a sweep that is stopped. */
  readonly openLog?: (key: string, width: number) => ChunkLog;
  /** Takes every point of the space in order, e.g. for points.csv; without it only the front is kept. */
  readonly onRecords?: (records: readonly DesignRecord[]) => void | Promise<void>;
}

/** Points that may be asked for one by one: chunks of larger spaces have millions, whose metrics no thread could hold. */
const MOST_RECORDS = 2 ** 32;

/** How often progress is told [ms]. */
const PROGRESS_MS = 200;

/** Has all points judged, or all but those that a bounded search leaves out. */
export async function explore(job: SweepJob, context: SweepContext, options: ExploreOptions): Promise<Collector> {
  const { points, metrics, space } = context;
  const { onRecords, onProgress } = options;
  const total = points.count;
  const search = searchOf(space, total);
  if (onRecords !== undefined) checkRecords(search, total);
  const collector = new Collector(context, (index) => seriesOf(points.partAt(index)));
  const tally = new Tally();
  const chunks = search === "bounded" ? searchChunksOf(context) : chunksOf(context, onRecords === undefined);
  const cached = { points: 0, feasible: 0 };
  const tell = (): void =>
    onProgress?.({
      done: cached.points + tally.judged,
      total,
      cached: cached.points,
      feasible: cached.feasible + tally.feasible,
      front: collector.frontSize || tally.front,
    });
  tell();
  const timer = setInterval(() => cached.points + tally.judged < total && tell(), PROGRESS_MS);
  try {
    await runChunks({
      job,
      context,
      chunks,
      workers: options.workers ?? availableParallelism(),
      tally,
      log: options.openLog?.(sweepKey(job, chunks.key), metrics.width),
      order: search === "bounded" ? "search" : onRecords === undefined ? "any" : "points",
      nextTask: (range) =>
        search === "bounded"
          ? searchTask(context, range, collector)
          : chunkTask(context, range, collector.cloudLimit, onRecords !== undefined),
      take: async ({ task, result, isKnown }) => {
        collector.absorb(result);
        if (isKnown) {
          cached.points += pointsIn(task);
          cached.feasible += result.feasible;
        }
        if (result.log !== undefined) await onRecords?.(recordsOfLog(result.log, context));
      },
    });
  } finally {
    clearInterval(timer);
  }
  tell();
  return collector;
}

/** Every point can be written only if every one is judged. */
function checkRecords(search: SearchKind, total: number): void {
  const refuse = (got: string, expected: string): never => {
    throw InputError.at("--points", `got ${got}, expected ${expected}`);
  };
  if (total > MOST_RECORDS) refuse(`a space of ${total} designs`, `at most ${MOST_RECORDS} to write one by one`);
  if (search === "bounded") refuse("it with a bounded search", "an exhaustive one: every point is judged then");
}

/** @param wantsLog points are judged in their order, those of each setting by themselves */
export function chunkTask(
  { points, rowGroupOf }: SweepContext,
  [start, end]: ChunkRange,
  cloudLimit: number,
  wantsLog = false,
): ChunkTask {
  const parts = wantsLog ? 1 : rowGroupOf(points.partAt(start)).length;
  return { start, end, ...(parts === 1 ? {} : { points: (end - start) * parts }), cloudLimit, wantsLog };
}

/** A task of a bounded search, given what is known by now. */
export function searchTask(
  { points, clockGroupOf }: SweepContext,
  [start, end]: ChunkRange,
  collector: Collector,
): SearchTask {
  const group = clockGroupOf(points.partAt(start));
  return {
    start,
    end,
    points: (end - start) * group.length,
    cloudLimit: collector.cloudLimit,
    wantsLog: false,
    known: collector.frontCosts(),
  };
}
