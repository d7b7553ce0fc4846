import { WorkerPool } from "../run/worker-pool.ts";
import type { ChunkPlan } from "./chunks.ts";
import type { ChunkLog } from "./chunk-log.ts";
import { exploreChunk, type ChunkResult, type ChunkTask } from "./chunk.ts";
import type { SweepContext, SweepJob } from "./context.ts";
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

/**
 * Runs chunks on `workers` threads, those apart that the log knows, and hands the results to `take` in
 * the order of the points, whichever finished first. Few points run in this thread. `nextTask` makes a task when it is about to
 * be handed out. Rejects when a worker cannot start or breaks, and with the InputError of a chunk.
 */
export async function runChunks(options: {
  readonly job: SweepJob;
  readonly context: SweepContext;
  readonly chunks: ChunkPlan;
  readonly workers: number;
  readonly tally: Tally;
  readonly log: ChunkLog | undefined;
  readonly nextTask: (start: number, end: number) => ChunkTask;
  readonly take: (chunk: DoneChunk) => void | Promise<void>;
}): Promise<void> {
  const { job, context, chunks, tally, log } = options;
  const { count } = context.points;
  const workers = Math.min(options.workers, chunks.count);
  let pool: ExplorePool | undefined;
  const explore = (task: ChunkTask): Promise<ChunkResult> => {
    if (count <= FEW) return exploreChunk(context, task, tally);
    pool ??= startPool({ sweep: job, tally: tally.shared }, workers);
    return pool.run(task);
  };
  const run = async ([start, end]: readonly [number, number]): Promise<DoneChunk> => {
    const task = options.nextTask(start, end);
    await new Promise(setImmediate);
    const known = log?.get(task);
    const result = known ?? (await explore(task));
    if (known === undefined) log?.add(task, result);
    return { task, result, isKnown: known !== undefined };
  };
  try {
    await inOrder(chunks.ranges(), count <= FEW ? 1 : 3 * workers, run, options.take);
  } finally {
    await pool?.close();
  }
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
