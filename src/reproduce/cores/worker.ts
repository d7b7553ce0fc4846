import type { Technology } from "../../../models/technology/technology.ts";
import type { ExperimentPoint, ReproductionPoint } from "../../core/reproduction.ts";
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

/** What a worker thread runs for each task. */
export default function evaluationWorker(job: EvaluationJob): (task: EvaluationTask) => ReproductionPoint[] {
  return ({ technology: position, points }) => {
    const technology = job.technologies[position];
    if (technology === undefined) throw new Error(`internal: no technology ${position}`);
    return evaluatePoints(points, technology, job.clockMhz);
  };
}
