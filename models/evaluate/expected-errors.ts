import { unitAccuracy } from "../cost/unit-accuracy.ts";
import type { DesignKind, MeasuredMetric } from "../../src/core/metric.ts";
import { MEASURED_METRICS, metricsOf } from "../../src/core/metrics.ts";
import type { ExpectedErrors, Fidelity } from "../../src/core/result.ts";
import { metricError, type Accuracy } from "../cost/accuracy.ts";

/** Expected relative error of every metric of a core that the model can be wrong about. */
export function expectedErrors(accuracy: Accuracy, fidelity: Fidelity): ExpectedErrors {
  return passedOn("core", (measured) => metricError(accuracy, fidelity, measured));
}

/** Passes the error of each measured metric on to the metrics of a kind that rest on it: itself first, then round METRICS. */
function passedOn(kind: DesignKind, errorOf: (measured: MeasuredMetric) => number | undefined): ExpectedErrors {
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

/**
 * Expected relative errors of an update unit's circuit: of random units against synthesis in this library, by counts; for
 * other libraries and for measured modules those of cores, which is all that is known then.
 */
export function unitErrors(accuracy: Accuracy, fidelity: Fidelity): ExpectedErrors {
  const own = unitAccuracy().technologies[accuracy.technology];
  if (fidelity !== "counts" || own?.librarySha256 !== accuracy.librarySha256)
    return passedOn("update-unit", (measured) => metricError(accuracy, fidelity, measured));
  const { areaUm2, criticalPathPs, workFj: workEnergyFj, waitFj: waitEnergyFj } = own;
  const errors: Partial<Record<MeasuredMetric, number>> = { areaUm2, criticalPathPs, workEnergyFj, waitEnergyFj };
  return passedOn("update-unit", (measured) => errors[measured]);
}
