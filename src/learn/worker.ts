import { createUnitWork, type UnitTask, type UnitTaskResult, type UnitWork, type UnitWorkJob } from "./unit-work.ts";

/** What a worker thread runs for each circuit and each training. */
export default function unitWorker(job: UnitWorkJob): (task: UnitTask) => Promise<UnitTaskResult> {
  let work: Promise<UnitWork> | undefined;
  return async (task) => {
    work ??= createUnitWork(job);
    return (await work).run(task);
  };
}
