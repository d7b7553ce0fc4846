import { workerData } from "node:worker_threads";
import { createUnitWork, type UnitTask, type UnitTaskResult, type UnitWork, type UnitWorkJob } from "./unit-work.ts";

const job: UnitWorkJob = workerData;
let work: Promise<UnitWork> | undefined;

/** What a worker thread runs for each circuit and each training; `worker.mjs` loads this file. */
export default async function runTask(task: UnitTask): Promise<UnitTaskResult> {
  work ??= createUnitWork(job);
  return (await work).run(task);
}
