import type { ExperimentPoint, ReproductionPoint } from "../../core/reproduction.ts";
import { WorkerPool } from "../../run/worker-pool.ts";
import type { EvaluationJob, EvaluationTask } from "./worker.ts";

/** What is estimated, and on how many threads. */
export interface EvaluateOptions extends EvaluationJob {
  readonly workers: number;
  readonly onProgress?: (progress: { readonly done: number; readonly total: number }) => void;
}

/**
 * Estimates all points in all technologies side by side, one task a type and technology. The result stands in the order of
 * technologies, then of points, whatever the number of workers.
 */
export async function evaluateAll(
  points: readonly ExperimentPoint[],
  { technologies, clockMhz, workers, onProgress }: EvaluateOptions,
): Promise<ReproductionPoint[]> {
  const groups = [...groupByType(points).values()];
  const tasks = technologies.flatMap((_, technology) => groups.map((group) => ({ technology, group })));
  const total = technologies.length * points.length;
  const results: ReproductionPoint[] = Array.from({ length: total });
  let done = 0;
  const pool = new WorkerPool<EvaluationJob, EvaluationTask, ReproductionPoint[]>({
    module: new URL("./worker.ts", import.meta.url),
    job: { technologies, clockMhz },
    threads: Math.min(workers, tasks.length),
  });
  try {
    await Promise.all(
      tasks.map(async ({ technology, group }) => {
        const found = await pool.run({ technology, points: group.map(({ point }) => point) });
        for (const [i, { index }] of group.entries())
          results[technology * points.length + index] = found[i] as ReproductionPoint;
        done += group.length;
        onProgress?.({ done, total });
      }),
    );
  } finally {
    await pool.close();
  }
  return results;
}

function groupByType(points: readonly ExperimentPoint[]) {
  const groups = new Map<string, { readonly index: number; readonly point: ExperimentPoint }[]>();
  for (const [index, point] of points.entries()) {
    const key = `${point.activation} ${point.arithmetic}`;
    const group = groups.get(key) ?? [];
    groups.set(key, group);
    group.push({ index, point });
  }
  return groups;
}
