import { fileURLToPath } from "node:url";
import { Piscina } from "piscina";
import { createUnitWork, type UnitTask, type UnitTaskResult, type UnitWorkJob } from "./unit-work.ts";

/** Runs tasks of update units, side by side where that pays. */
export interface UnitPool {
  run(task: UnitTask): Promise<UnitTaskResult>;
  close(): Promise<void>;
}

/** Fewer tasks than this run in this thread: a worker takes a second to start. */
const FEW = 4;

/** A pool for about `tasks` tasks. */
export function startUnitPool(job: UnitWorkJob, workers: number, tasks: number): UnitPool {
  if (tasks < FEW) {
    const work = createUnitWork(job);
    return { run: async (task) => (await work).run(task), close: () => Promise.resolve() };
  }
  const threads = Math.min(workers, tasks);
  const pool = new Piscina<UnitTask, UnitTaskResult>({
    filename: fileURLToPath(new URL("./worker.mjs", import.meta.url)),
    execArgv: [],
    minThreads: threads,
    maxThreads: threads,
    concurrentTasksPerWorker: 1,
    workerData: job,
  });
  return { run: (task) => pool.run(task), close: () => pool.destroy() };
}
