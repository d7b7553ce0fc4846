import type { DataSet } from "../../../models/training/data/data-set.ts";
import { trainingKey } from "../../../models/training/run/training-key.ts";
import { ContentCache, contentKey } from "../../run/content-cache.ts";
import { WorkerPool } from "../../run/worker-pool.ts";
import type { LearningRun } from "../../core/learning-reproduction.ts";
import { readLearningRun } from "./learning-run-schema.ts";
import { trainingOf } from "./training.ts";
import type { LearningJob, LearningTask } from "./worker.ts";

/** Where and on how many threads trainings run. */
export interface TrainOptions {
  readonly data: DataSet;
  /** Threads; the result does not depend on it. */
  readonly workers: number;
  /** Folder of trainings done before. */
  readonly cache: string;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number; readonly cached: number }) => void;
}

/** Runs all trainings, those in the cache aside, and keeps each as soon as it ends. In the order of `tasks`. */
export async function trainAll(
  tasks: readonly LearningTask[],
  { data, workers, cache: folder, onProgress }: TrainOptions,
): Promise<readonly LearningRun[]> {
  const cache = new ContentCache(folder, "lim2017", readLearningRun);
  const keys = tasks.map(({ condition, method, seed }) =>
    contentKey("lim2017", trainingKey(trainingOf(condition, method, data, seed))),
  );
  const missing = tasks.flatMap((task, i) => {
    const key = keys[i] as string;
    return cache.get(key) === undefined ? [{ task, key }] : [];
  });
  const total = tasks.length;
  const cached = total - missing.length;
  onProgress?.({ done: cached, total, cached });
  if (missing.length > 0) await trainMissing();
  return keys.map((key) => cache.get(key) as LearningRun);

  async function trainMissing(): Promise<void> {
    const pool = new WorkerPool<LearningJob, LearningTask, LearningRun>({
      module: new URL("./worker.ts", import.meta.url),
      job: { data },
      threads: Math.min(workers, missing.length),
    });
    let done = cached;
    try {
      await Promise.all(
        missing.map(async ({ task, key }) => {
          cache.add(key, await pool.run(task));
          onProgress?.({ done: ++done, total, cached });
        }),
      );
    } finally {
      await pool.close();
    }
  }
}
