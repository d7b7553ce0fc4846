import { WorkerPool } from "../run/worker-pool.ts";
import type { ChunkPlan, ChunkRange } from "./chunks.ts";
import type { ChunkLog } from "./chunk-log.ts";
import type { ChunkResult, ChunkTask } from "./chunk.ts";
import type { SweepContext, SweepJob } from "./context.ts";
import { runTask } from "./run-task.ts";
import { inLanes, LANES } from "./search-chunks.ts";
import { Shares } from "./shares.ts";
import { areStandard } from "./sweep-modules.ts";
import type { Tally } from "./tally.ts";
import type { ExploreJob } from "./worker.ts";

/** So many points, or fewer, run in this thread: workers take a second to start. */
const FEW = 512;

/** A chunk that is done. */
export interface DoneChunk {
  readonly task: ChunkTask;
  readonly result: ChunkResult;
  /** Whether an earlier run did it. */
  readonly isKnown: boolean;
}

/** What is to be run, and who hears of it. */
interface RunOptions {
  readonly job: SweepJob;
  readonly context: SweepContext;
  readonly chunks: ChunkPlan;
  readonly workers: number;
  readonly tally: Tally;
  readonly log: ChunkLog | undefined;
  /**
   * Whether results are handed over as they come, or in the order of the points; or in that of a bounded search (`inLanes`), in
   * which a task follows from the results of all but the last chunks before it, however many workers there are.
   */
  readonly order: "any" | "points" | "search";
  /** Makes a task when it is about to be handed out. */
  readonly nextTask: (range: ChunkRange) => ChunkTask;
  readonly take: (chunk: DoneChunk) => void | Promise<void>;
}

/**
 * Runs chunks on `workers` threads, those apart that the log knows, and hands the results to `take`: in an order, or each as soon
 * as it is there, of a share of neighbouring chunks for each thread (`Shares`). Few points run in this thread.
 * Rejects when a worker cannot start or breaks, and with the InputError of a chunk.
 */
export async function runChunks(options: RunOptions): Promise<void> {
  const { job, context, chunks, tally, log, order } = options;
  const isHere = context.points.count <= FEW;
  const workers = isHere ? 1 : Math.min(options.workers, chunks.count, order === "search" ? LANES : Infinity);
  const pools: ExplorePool[] = [];
  const explore = (task: ChunkTask, worker: number): Promise<ChunkResult> => {
    if (isHere) return runTask(context, task, tally);
    pools[worker] ??= startPool({ sweep: job, tally: tally.shared }, order === "points" ? workers : 1);
    return pools[worker].run(task);
  };
  const last: Promise<unknown>[] = [];
  /** Each worker hears of fronts as they grow: its chunks of a search run in the order in which they were made. */
  const exploreInTurn = (task: ChunkTask, worker: number): Promise<ChunkResult> => {
    const next = (last[worker] ?? Promise.resolve()).then(() => explore(task, worker));
    last[worker] = next.catch(() => undefined);
    return next;
  };
  const run = async (range: ChunkRange, worker = 0): Promise<DoneChunk> => {
    const task = options.nextTask(range);
    await new Promise(setImmediate);
    const known = log?.get(task);
    const result = known ?? (await (order === "search" ? exploreInTurn : explore)(task, worker));
    if (known === undefined) log?.add(task, result);
    return { task, result, isKnown: known !== undefined };
  };
  try {
    if (order === "points") await inOrder(chunks.ranges(), isHere ? 1 : 3 * workers, run, options.take);
    else if (order === "search")
      await inOrder(
        inLanes(chunks),
        LANES,
        ({ range, lane }) => run(range, Math.floor((lane * workers) / LANES)),
        options.take,
      );
    else await inShares(new Shares(chunks, workers), { workers, ahead: isHere ? 1 : 2 }, run, options.take);
  } finally {
    await Promise.all(pools.map((pool) => pool.close()));
  }
}

/** Keeps up to `ahead` runs of each worker under way and takes their results as they come. */
async function inShares<T>(
  shares: Shares,
  { workers, ahead }: { readonly workers: number; readonly ahead: number },
  run: (range: ChunkRange, worker: number) => Promise<T>,
  take: (result: T) => void | Promise<void>,
): Promise<void> {
  let hasFailed = false;
  const work = async (worker: number): Promise<void> => {
    try {
      for (let range = shares.take(worker); range !== undefined && !hasFailed; range = shares.take(worker))
        await take(await run(range, worker));
    } catch (error) {
      hasFailed = true;
      throw error;
    }
  };
  const underway = Array.from({ length: ahead * workers }, (_, i) => work(i % workers));
  // After a failure: what is under way ends before the pools do.
  await Promise.allSettled(underway);
  await Promise.all(underway);
}

/** Keeps up to `ahead` runs under way and takes their results in order. */
async function inOrder<Item, T>(
  items: Iterable<Item>,
  ahead: number,
  run: (item: Item) => Promise<T>,
  take: (result: T) => void | Promise<void>,
): Promise<void> {
  const underway: Promise<T>[] = [];
  const takeFirst = async (): Promise<void> => {
    const [first] = underway.splice(0, 1);
    if (first !== undefined) await take(await first);
  };
  try {
    for (const item of items) {
      const started = run(item);
      started.catch(() => undefined); // reported when it is awaited
      underway.push(started);
      if (underway.length >= ahead) await takeFirst();
    }
    while (underway.length > 0) await takeFirst();
  } finally {
    // After a failure: what is under way ends before the pool does.
    await Promise.allSettled(underway);
  }
}

type ExplorePool = WorkerPool<ExploreJob, ChunkTask, ChunkResult>;

function startPool(job: ExploreJob, threads: number): ExplorePool {
  const module = new URL("./worker.ts", import.meta.url);
  // Points are short-lived objects: with room for them, the collector runs less often.
  const readsSources = !areStandard(job.sweep.modules);
  return new WorkerPool({ module, job, readsSources, threads, limits: { maxYoungGenerationSizeMb: 128 } });
}
