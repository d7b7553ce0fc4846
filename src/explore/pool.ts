import { WorkerPool } from "../run/worker-pool.ts";
import type { ChunkLog } from "./chunk-log.ts";
import { exploreChunk, type ChunkResult, type ChunkTask } from "./chunk.ts";
import type { SweepContext, SweepJob } from "./context.ts";
import type { Tally } from "./tally.ts";
import type { ExploreJob } from "./worker.ts";

/** So many points, or fewer, run in this thread: workers take a second to start. */
const FEW = 512;

/**
 * Points per chunk, a power of two that depends on nothing but the number of points: few enough that some chunk is done every few
 * seconds, also of designs that take a tenth of a second each, and enough that handing them out is not felt and threads
 * seldom price the same modules (two threads, examples/bitnet.json: 1024 points a chunk make 11 % more of it than 8192, 256 make 22 %).
 */
export function chunkSize(count: number): number {
  const inParts = (parts: number): number => 2 ** Math.ceil(Math.log2(count / parts));
  return Math.max(64, Math.min(1024, inParts(64)), inParts(65_536));
}

/** A chunk that is done. */
export interface DoneChunk {
  readonly task: ChunkTask;
  readonly result: ChunkResult;
  /** Whether an earlier run did it. */
  readonly isKnown: boolean;
}

/**
 * Runs the chunks of `count` points on `workers` threads, those apart that the log knows, and hands the results to `take` in
 * the order of the points, whichever finished first. Few points run in this thread. `nextTask` makes a task when it is about to
 * be handed out. Rejects when a worker cannot start or breaks, and with the InputError of a chunk.
 */
export async function runChunks(options: {
  readonly job: SweepJob;
  readonly context: SweepContext;
  readonly count: number;
  readonly workers: number;
  readonly tally: Tally;
  readonly log: ChunkLog | undefined;
  readonly nextTask: (start: number, end: number) => ChunkTask;
  readonly take: (chunk: DoneChunk) => void | Promise<void>;
}): Promise<void> {
  const { job, context, count, tally, log } = options;
  const size = chunkSize(count);
  const chunks = Math.ceil(count / size);
  const workers = Math.min(options.workers, chunks);
  let pool: ExplorePool | undefined;
  const explore = (task: ChunkTask): Promise<ChunkResult> => {
    if (count <= FEW) return exploreChunk(context, task, tally);
    pool ??= startPool({ sweep: job, tally: tally.shared }, workers);
    return pool.run(task);
  };
  const run = async (chunk: number): Promise<DoneChunk> => {
    const task = options.nextTask(chunk * size, Math.min(count, (chunk + 1) * size));
    await new Promise(setImmediate);
    const known = log?.get(task);
    const result = known ?? (await explore(task));
    if (known === undefined) log?.add(task, result);
    return { task, result, isKnown: known !== undefined };
  };
  try {
    await inOrder(chunks, count <= FEW ? 1 : 3 * workers, run, options.take);
  } finally {
    await pool?.close();
  }
}

/** Keeps up to `ahead` runs under way and takes their results in order. */
async function inOrder<T>(
  count: number,
  ahead: number,
  run: (item: number) => Promise<T>,
  take: (result: T) => void | Promise<void>,
): Promise<void> {
  const underway: Promise<T>[] = [];
  try {
    for (let item = 0, next = 0; item < count; item++) {
      while (next < count && next < item + ahead) {
        const started = run(next++);
        started.catch(() => undefined); // reported when it is awaited, below
        underway.push(started);
      }
      const [first] = underway.splice(0, 1);
      if (first !== undefined) await take(await first);
    }
  } finally {
    // After a failure: what is under way ends before the pool does.
    await Promise.allSettled(underway);
  }
}

type ExplorePool = WorkerPool<ExploreJob, ChunkTask, ChunkResult>;

function startPool(job: ExploreJob, threads: number): ExplorePool {
  const module = new URL("./worker.ts", import.meta.url);
  // Points are short-lived objects: with room for them, the collector runs less often.
  return new WorkerPool({ module, job, threads, limits: { maxYoungGenerationSizeMb: 128 } });
}
