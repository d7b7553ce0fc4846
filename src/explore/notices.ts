import { describeMetric } from "../core/describe-metric.ts";
import type { FormulaMetrics } from "../core/formula-metric.ts";
import type { DesignRecord } from "../core/result.ts";
import type { Constraint, Space } from "../config/space.ts";
import { boundReason } from "./reasons.ts";
import { runSweep, type SweepOptions, type SweepResult } from "./sweep.ts";

/** A bound that leaves no design. */
export interface Miss {
  readonly constraint: Constraint;
  /** The design nearest to it, of those that keep all other bounds if there is one; undefined: none is feasible without any. */
  readonly nearest: DesignRecord | undefined;
  readonly keepsOthers: boolean;
}

/** What sweeps of one space rest on. */
type SpaceOptions = Pick<SweepOptions, "context" | "model" | "workers" | "prepare" | "modules"> & {
  /** Hears of a sweep for the nearest miss of a bound, which may take as long as the one before. */
  readonly progressOf?: (bound: string) => NonNullable<SweepOptions["onProgress"]>;
};

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
 * designs were counted under, the space is swept once more without it, and if nothing is left then, without any.
 */
export async function nearestMisses(
  space: Space,
  { manifest }: SweepResult,
  options: SpaceOptions,
): Promise<readonly Miss[]> {
  if (manifest.counts.feasible > 0) return [];
  const misses: Miss[] = [];
  const { constraints } = space;
  const { infeasible, skipped = 0 } = manifest.counts;
  // Of designs in boxes that were left out nothing is known but that some bound, or the clock, was in the way.
  for (const constraint of constraints.filter((each) => skipped > 0 || isBroken(each, infeasible))) {
    const others = constraints.filter((each) => each !== constraint);
    const keeping = await nearestWith(space, constraint, others, options);
    const nearest = keeping ?? (others.length === 0 ? undefined : await nearestWith(space, constraint, [], options));
    misses.push({ constraint, nearest, keepsOthers: keeping !== undefined });
  }
  return misses;
}

/** The design nearest to a bound, of those that keep some others. */
async function nearestWith(
  space: Space,
  constraint: Constraint,
  constraints: readonly Constraint[],
  options: SpaceOptions,
): Promise<DesignRecord | undefined> {
  const { equalThroughput: _, ...others } = space;
  const { metric, maximum } = constraint;
  const direction = maximum === undefined ? "maximize" : "minimize";
  const relaxed: Space = { ...others, constraints, objectives: [{ metric, direction }], pick: [] };
  const { progressOf, ...given } = options;
  const onProgress = progressOf?.(boundInWords(constraint));
  const { pareto } = await runSweep(relaxed, onProgress === undefined ? given : { ...given, onProgress });
  return pareto.front[0];
}

/** Whether designs were counted under a bound. */
function isBroken(constraint: Constraint, infeasible: Readonly<Record<string, number>>): boolean {
  const reasons = [-Infinity, Infinity].map((value) => boundReason(constraint, value) ?? "");
  return reasons.some((reason) => (infeasible[reason] ?? 0) > 0);
}

/** A bound in words, e.g. `areaUm2 at most 20000 µm²`. */
export function boundInWords({ metric, minimum, maximum }: Constraint, formulas?: FormulaMetrics): string {
  const unit = describeMetric(metric, formulas)?.unit ?? "";
  const parts = [
    ...(minimum === undefined ? [] : [`at least ${minimum}`]),
    ...(maximum === undefined ? [] : [`at most ${maximum}`]),
  ];
  return `${metric} ${parts.join(" and ")} ${unit}`.trimEnd();
}
