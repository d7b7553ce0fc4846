import { METRICS } from "./metrics.ts";
import type { Metrics } from "./result.ts";

/** Length of a metric row: one number per entry of METRICS, in that order; NaN stands for a metric that is absent. */
export const METRIC_COUNT = METRICS.length;

/** Column of a metric in a metric row. Throws when there is no such metric (a bug: names are checked at the door). */
export function metricColumn(name: string): number {
  const column = METRICS.findIndex((metric) => metric.name === name);
  if (column < 0) throw new Error(`no metric is called ${name}`);
  return column;
}

/** The metrics of the row that starts at `offset`, absent ones left out. */
export function metricsOfRow(rows: Float64Array, offset = 0): Metrics {
  const entries = METRICS.map((metric, column): [string, number] => [metric.name, rows[offset + column] ?? Number.NaN]);
  return Object.fromEntries(entries.filter(([, value]) => !Number.isNaN(value)));
}
