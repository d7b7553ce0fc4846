import type { DataStatistics } from "../../generators/contract/index.ts";
import type { Technology } from "../../models/technology/technology.ts";
import type { YosysEngine } from "../eda/yosys/index.ts";
import { ComponentMeter, type MeasuredComponent, type MeasureTask } from "./measure.ts";

/** What every task of a worker shares. */
export interface WorkerJob {
  readonly technology: Technology;
  readonly yosys: YosysEngine;
  readonly statistics: DataStatistics;
}

/** What a worker thread runs for each component. */
export default function measureWorker(job: WorkerJob): (task: MeasureTask) => Promise<MeasuredComponent> {
  const meter = new ComponentMeter(job.technology, job.yosys, job.statistics);
  return (task) => meter.measure(task);
}
