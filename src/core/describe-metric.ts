import type { FormulaMetrics } from "./formula-metric.ts";
import { findMetric } from "./metrics.ts";
import type { MetricRecord } from "./metric.ts";

/** What a metric is called and how it is shown; of a formula, the description is its text. */
export type MetricWords = Pick<MetricRecord, "label" | "unit" | "better" | "description">;

/** The words for a built-in metric, or for one of these formulas; undefined if it is neither. */
export function describeMetric(name: string, formulas: FormulaMetrics = {}): MetricWords | undefined {
  const stated = Object.hasOwn(formulas, name) ? formulas[name] : undefined;
  if (stated === undefined) return findMetric(name);
  const { formula, unit, label, direction } = stated;
  return { label, unit, better: direction, description: `= ${formula}` };
}
