import type { MeasuredMetric } from "../../src/core/metric.ts";
import { MEASURED_METRICS } from "../../src/core/metrics.ts";
import type { PickedDesign } from "../../src/core/sweep-result.ts";
import { errorOf } from "./uncertainty.ts";

/** One metric of a picked design as the model and as a measurement of the synthesised netlist see it. */
export interface Measured {
  readonly metric: MeasuredMetric;
  /** In the base unit of the metric. */
  readonly estimate: number;
  readonly measured: number;
  /** (estimate − measured) ÷ measured. */
  readonly error: number;
  /** Expected error of the estimate, relative to the measurement as `error` is; 0 if none is stated. */
  readonly expected: number;
}

/** What was both estimated and measured of a pick: area, then delay, then energy; empty if it was not synthesised. */
export function measuredMetrics({ record, synthesis }: PickedDesign): readonly Measured[] {
  if (synthesis === undefined) return [];
  return MEASURED_METRICS.flatMap((metric) => {
    const [estimate, measured] = [record.metrics[metric], synthesis[metric]];
    if (estimate === undefined || measured === undefined || measured <= 0) return [];
    const expected = (errorOf(record, metric) * estimate) / measured;
    return [{ metric, estimate, measured, error: (estimate - measured) / measured, expected }];
  });
}
