import { CORE_METRICS } from "./core-metrics.ts";
import { ERROR_METRICS } from "./error-metrics.ts";
import { MEMORY_METRICS } from "./memory-metrics.ts";
import type { DesignKind, MeasuredMetric, MetricRecord } from "./metric.ts";
import { UPDATE_METRICS } from "./update-metrics.ts";

/**
 * All metrics. To add one: a record in the file of its kind, and the line that fills it in `models/`. It then is a column,
 * an objective, a constraint and a pick, and the tests say so if a design of its kind comes out without it.
 */
const RECORDS = { ...CORE_METRICS, ...MEMORY_METRICS, ...ERROR_METRICS, ...UPDATE_METRICS };

/** The name of a metric; its unit is the suffix. */
export type MetricName = keyof typeof RECORDS;

/** A metric: its name and all that is known about it. */
export interface MetricDescription extends MetricRecord {
  readonly name: MetricName;
}

/** The names that a table of metrics has, in its order. */
export function namesOf<Name extends string>(records: Readonly<Record<Name, unknown>>): readonly Name[] {
  return Object.keys(records) as Name[];
}

/** All metrics: those of cores, then those that only update units have. */
export const METRICS: readonly MetricDescription[] = namesOf(RECORDS).map((name) => ({ name, ...RECORDS[name] }));

/** Metrics that synthesis measures too. */
export const MEASURED_METRICS: readonly MeasuredMetric[] = METRICS.flatMap(({ name, restsOn }) =>
  restsOn === name ? [restsOn] : [],
);

/** The metrics that designs of a kind can have, in the order of METRICS. */
export function metricsOf(kind: DesignKind): readonly MetricDescription[] {
  return METRICS.filter(({ kinds }) => kinds.includes(kind));
}

/** The description of a metric, or undefined if no such metric exists. */
export function findMetric(name: string): MetricDescription | undefined {
  return METRICS.find((metric) => metric.name === name);
}
