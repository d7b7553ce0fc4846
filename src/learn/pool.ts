import { areStandard } from "../explore/sweep-modules.ts";
import { WorkerPool } from "../run/worker-pool.ts";
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
  const module = new URL("./worker.ts", import.meta.url);
  const threads = Math.min(workers, tasks);
  return new WorkerPool<UnitWorkJob, UnitTask, UnitTaskResult>({
    module,
    job,
    readsSources: !areStandard(job.modules),
    threads,
  });
}
