import { WorkerPool } from "../run/worker-pool.ts";
import { exploreChunk, type ChunkResult, type ChunkTask } from "./chunk.ts";
import type { SweepContext, SweepJob } from "./context.ts";

/** Points per task: some tens of milliseconds of work. Fixed, so that it never changes a result. */
export const CHUNK_SIZE = 8192;

/**
 * Runs the chunks of `count` points on `workers` threads and hands the results to `take` in the order of the points,
 * whichever finished first. A single chunk runs in this thread. `nextTask` makes a task when it is about to
 * be handed out. Rejects when a worker cannot start or breaks, and with the
 * InputError of a chunk.
 */
export async function runChunks(options: {
  readonly job: SweepJob;
  readonly context: SweepContext;
  readonly count: number;
  readonly workers: number;
  readonly nextTask: (start: number, end: number) => ChunkTask;
  readonly take: (result: ChunkResult, end: number) => void | Promise<void>;
}): Promise<void> {
  const chunks = Math.ceil(options.count / CHUNK_SIZE);
  const workers = Math.min(options.workers, chunks);
  const pool = chunks > 1 ? startPool(options.job, workers) : undefined;
  const run = async (chunk: number): Promise<ChunkResult> => {
    const task = options.nextTask(chunk * CHUNK_SIZE, Math.min(options.count, (chunk + 1) * CHUNK_SIZE));
    if (pool !== undefined) return pool.run(task);
    await new Promise(setImmediate);
    return exploreChunk(options.context, task);
  };
  try {
    await inOrder(chunks, pool === undefined ? 1 : 3 * workers, run, (result, chunk) =>
      options.take(result, Math.min(options.count, (chunk + 1) * CHUNK_SIZE)),
    );
  } finally {
    await pool?.close();
  }
}

/** Keeps up to `ahead` runs under way and takes their results in order. */
async function inOrder<T>(
  count: number,
  ahead: number,
  run: (item: number) => Promise<T>,
  take: (result: T, item: number) => void | Promise<void>,
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
      if (first !== undefined) await take(await first, item);
    }
  } finally {
    // After a failure: what is under way ends before the pool does.
    await Promise.allSettled(underway);
  }
}

function startPool(job: SweepJob, threads: number): WorkerPool<SweepJob, ChunkTask, ChunkResult> {
  const module = new URL("./worker.ts", import.meta.url);
  // Points are short-lived objects: with room for them, the collector runs less often.
  return new WorkerPool({ module, job, threads, limits: { maxYoungGenerationSizeMb: 128 } });
}
