import { findMetric } from "../core/metrics.ts";
import type { DesignRecord } from "../core/result.ts";
import type { Constraint, Space } from "../config/space.ts";
import { boundReason } from "./reasons.ts";
import { runSweep, type SweepOptions, type SweepResult } from "./sweep.ts";

/** A bound that no design keeps, or that none would keep the others without. */
export interface Miss {
  readonly constraint: Constraint;
  /** Of the designs that keep all other bounds the one nearest to this; undefined: there is none. */
  readonly nearest: DesignRecord | undefined;
}

/** Objectives that are the same for all designs that a sweep shows, two or more: they decide nothing. */
export function constantObjectives({
  pareto,
}: SweepResult): readonly { readonly metric: string; readonly value: number }[] {
  const records = [...pareto.front, ...pareto.cloud.records];
  if (records.length < 2) return [];
  return pareto.objectives.flatMap(({ metric }) => {
    const [value = Number.NaN, ...others] = records.map(({ metrics }) => metrics[metric]);
    return others.every((other) => other === value) ? [{ metric, value }] : [];
  });
}

/**
 * The bounds that stand between a space without a feasible design and one, each with its nearest miss: for each bound that
 * designs were counted under, the space is swept once more without it.
 */
export async function nearestMisses(
  space: Space,
  { manifest }: SweepResult,
  options: Pick<SweepOptions, "context" | "model" | "workers" | "prepare" | "modules">,
): Promise<readonly Miss[]> {
  if (manifest.counts.feasible > 0) return [];
  const misses: Miss[] = [];
  for (const constraint of space.constraints.filter((each) => isBroken(each, manifest.counts.infeasible))) {
    const { equalThroughput, ...others } = space;
    const direction = constraint.maximum === undefined ? "maximize" : "minimize";
    const relaxed: Space = {
      ...others,
      constraints: space.constraints.filter((each) => each !== constraint),
      objectives: [{ metric: constraint.metric, direction }],
      pick: [],
    };
    const { pareto } = await runSweep(relaxed, options);
    misses.push({ constraint, nearest: pareto.front[0] });
  }
  return misses;
}

/** Whether designs were counted under a bound. */
function isBroken(constraint: Constraint, infeasible: Readonly<Record<string, number>>): boolean {
  const reasons = [-Infinity, Infinity].map((value) => boundReason(constraint, value) ?? "");
  return reasons.some((reason) => (infeasible[reason] ?? 0) > 0);
}

/** A bound in words, e.g. `areaUm2 at most 20000 µm²`. */
export function boundInWords({ metric, minimum, maximum }: Constraint): string {
  const unit = findMetric(metric)?.unit ?? "";
  const parts = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
  ];
  return `${metric} ${parts.join(" and ")} ${unit}`.trimEnd();
}
