import type { DesignKind, MeasuredMetric } from "../../src/core/metric.ts";
import { MEASURED_METRICS, metricsOf } from "../../src/core/metrics.ts";
import type { ExpectedErrors, Fidelity } from "../../src/core/result.ts";
import { metricError, type Accuracy } from "../cost/accuracy.ts";

/** Expected relative error of every metric of a core that the model can be wrong about. */
export function expectedErrors(accuracy: Accuracy, fidelity: Fidelity): ExpectedErrors {
  return passedOn("core", (measured) => metricError(accuracy, fidelity, measured));
}

/** Passes the error of each measured metric on to the metrics of a kind that rest on it: itself first, then round METRICS. */
export function passedOn(kind: DesignKind, errorOf: (measured: MeasuredMetric) => number | undefined): ExpectedErrors {
  const metrics = metricsOf(kind);
  const errors: Record<string, number> = {};
  for (const measured of MEASURED_METRICS) {
    const error = errorOf(measured);
    const start = metrics.findIndex(({ name }) => name === measured);
    if (error === undefined) continue;
    for (const { name, restsOn } of [...metrics.slice(start), ...metrics.slice(0, start)])
      if (restsOn === measured) errors[name] = error;
  }
  return errors;
}
