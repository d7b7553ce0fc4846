import type { MeasuredMetric } from "../core/metric.ts";
import { findMetric, MEASURED_METRICS } from "../core/metrics.ts";
import type { ExpectedErrors, Metrics } from "../core/result.ts";
import { asQuantity } from "./formulas.ts";
import type { SweepMetrics } from "./sweep-metrics.ts";

/** Of an error, more than are known: what rounding leaves of errors that cancel is none. */
const DECIMALS = 6;

/**
 * Expected relative errors of a design, those of its formulas added: how much a formula changes if all metrics that rest on one
 * measurement are off by their error, in the way they hang together (a highest clock falls as the path grows); errors of different
 * measurements are independent, √(a² + b²). A formula that rests on exact metrics has none.
 */
export function withFormulaErrors(errors: ExpectedErrors, values: Metrics, metrics: SweepMetrics): ExpectedErrors {
  if (!metrics.hasFormulas) return errors;
  const all: Record<string, number> = { ...errors };
  for (const name of metrics.names) {
    const value = values[name];
    if (!metrics.isFormula(name) || value === undefined || value === 0) continue;
    const of = metrics.numberOf<Metrics>(name, (each) => (given) => given[each] ?? Number.NaN);
    const changes = MEASURED_METRICS.map((measured) => {
      const changed = of?.(offBy(measured, values, errors)) ?? Number.NaN;
      return Number.isNaN(changed) ? 0 : changed / value - 1;
    });
    const error = asQuantity(Number(Math.hypot(...changes).toFixed(DECIMALS)));
    if (error > 0) all[name] = error;
  }
  return all;
}

/** The metrics of a design whose measurement of one kind is larger by its error. */
function offBy(measured: MeasuredMetric, values: Metrics, errors: ExpectedErrors): Metrics {
  const changed: Record<string, number> = { ...values };
  for (const [name, error] of Object.entries(errors)) {
    const metric = findMetric(name);
    const value = values[name];
    if (metric?.restsOn !== measured || value === undefined) continue;
    // Of metrics that rest on a measurement, those of which more is better are reciprocals: clock, throughput per area.
    changed[name] = metric.better === "maximize" ? value / (1 + error) : value * (1 + error);
  }
  return changed;
}
