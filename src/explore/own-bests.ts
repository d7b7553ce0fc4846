import type { Space } from "../config/space.ts";
import type { DesignRecord, Objective } from "../core/result.ts";
import type { OwnBests, ParetoFile } from "../core/sweep-result.ts";
import { contextsOf } from "./setting-options.ts";
import { runSweep, type SweepOptions } from "./sweep.ts";

/** How the sweeps of single workloads are run, and who hears of them. */
export interface OwnBestOptions extends Pick<SweepOptions, "context" | "model" | "workers" | "modules" | "prices"> {
  /** Asked at the start of each. */
  readonly onWorkload?: (workload: string) => SweepOptions["onProgress"];
}

/**
 * Of a space whose designs serve several workloads: the design that is best for all of them together in the metric of `ownBest`, and for
 * each workload the best of the whole space for it alone, under the same constraints and for the same data. Undefined if
 * the space does not ask for it, or nothing is feasible.
 */
export async function ownBests(
  space: Space,
  { front }: Pick<ParetoFile, "front">,
  options: OwnBestOptions,
): Promise<OwnBests | undefined> {
  const objective = space.objectives.find(({ metric }) => metric === space.ownBest);
  const shared = objective === undefined ? undefined : bestOf(front, objective);
  if (objective === undefined || shared === undefined) return undefined;
  const { combination } = contextsOf(options.context)[0]?.workload ?? {};
  if (combination === undefined) throw new Error("internal: own bests of a space that serves one workload");
  const rows: OwnBests["rows"][number][] = [];
  for (const [place, { name }] of combination.of.entries()) {
    const best = bestOf((await sweepAlone(space, objective, place, options)).front, objective);
    const together = shared.perWorkload?.[name]?.[objective.metric] ?? shared.metrics[objective.metric];
    if (together === undefined) throw new Error(`internal: a design of the front without ${objective.metric}`);
    rows.push({ workload: name, shared: together, ...(best === undefined ? {} : ownOf(best, together, objective)) });
  }
  return { metric: objective.metric, index: shared.index, rows };
}

function ownOf({ generator, parameters, setting, metrics }: DesignRecord, shared: number, objective: Objective) {
  const own = metrics[objective.metric] ?? Number.NaN;
  return {
    own,
    loss: lossOf(shared, own, objective),
    design: { generator, parameters },
    ...(setting === undefined ? {} : { setting }),
  };
}

/** The sweep of one of the workloads by itself; places in it are those of the whole. */
async function sweepAlone(
  space: Space,
  objective: Objective,
  place: number,
  options: OwnBestOptions,
): Promise<ParetoFile> {
  const { onWorkload, ...others } = options;
  const { ownBest: _, equalThroughput: __, ...stated } = space;
  const contexts = contextsOf(options.context).map((context) => {
    const workload = context.workload?.combination?.of[place];
    if (workload === undefined) throw new Error("internal: a setting that serves one workload");
    return { ...context, workload };
  });
  const name = contexts[0]?.workload.name ?? "";
  const onProgress = onWorkload?.(name) ?? (() => undefined);
  const alone = { ...stated, workload: name, objectives: [objective], pick: [] };
  const { pareto } = await runSweep(alone, { ...others, context: contexts, onProgress });
  return pareto;
}

/** The first of those that are best. */
function bestOf(front: readonly DesignRecord[], { metric, direction }: Objective): DesignRecord | undefined {
  const sign = direction === "minimize" ? 1 : -1;
  const value = (record: DesignRecord): number => sign * (record.metrics[metric] ?? Infinity * sign);
  return front.reduce<DesignRecord | undefined>(
    (best, record) => (best === undefined || value(record) < value(best) ? record : best),
    undefined,
  );
}

/** How much worse than its own best a workload is on the shared design, 0.1 for 10 %. */
function lossOf(shared: number, own: number, { direction }: Objective): number {
  return direction === "minimize" ? shared / own - 1 : own / shared - 1;
}
