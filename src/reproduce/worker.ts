import { workerData } from "node:worker_threads";
import type { Technology } from "../../models/technology/technology.ts";
import type { ExperimentPoint, ReproductionPoint } from "../core/reproduction.ts";
import { evaluatePoints } from "./evaluate-points.ts";

/** What every task of a worker shares. */
export interface EvaluationJob {
  readonly technologies: readonly Technology[];
  readonly clockMhz: number;
}

/** Cores of one type in one technology: they share most of their modules, and modules are priced once a task. */
export interface EvaluationTask {
  /** Position in `technologies`. */
  readonly technology: number;
  readonly points: readonly ExperimentPoint[];
}

const job: EvaluationJob = workerData;

/** What a worker thread runs for each task; `worker.mjs` loads this file. */
export default function runTask({ technology: position, points }: EvaluationTask): ReproductionPoint[] {
  const technology = job.technologies[position];
  if (technology === undefined) throw new Error(`internal: no technology ${position}`);
  return evaluatePoints(points, technology, job.clockMhz);
}
