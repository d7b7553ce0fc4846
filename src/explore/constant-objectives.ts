import type { SweepResult } from "./sweep.ts";

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
