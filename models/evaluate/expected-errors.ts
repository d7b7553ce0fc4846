import { unitAccuracy } from "../cost/unit-accuracy.ts";
import type { DesignKind, MeasuredMetric } from "../../src/core/metric.ts";
import { MEASURED_METRICS, metricsOf } from "../../src/core/metrics.ts";
import type { ExpectedErrors, Fidelity } from "../../src/core/result.ts";
import { metricError, type Accuracy } from "../cost/accuracy.ts";
import type { MetricAccuracy } from "../cost/accuracy-schema.ts";
import { ALL_DESIGNS } from "../cost/design-groups.ts";

/**
 * Expected relative error of every metric of a core that the model can be wrong about: what 95 % of designs of its kind keep.
 * @param groups those of the design (models/cost/design-groups.ts)
 */
export function expectedErrors(accuracy: Accuracy, fidelity: Fidelity, groups: readonly string[]): ExpectedErrors {
  return passedOn("core", (measured) => metricError(accuracy, fidelity, measured, groups)?.bound);
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

/** What the energies of a unit are taken to be off by where only cores were measured. */
const CORE_METRIC: Partial<Record<MeasuredMetric, MeasuredMetric>> = {
  workEnergyFj: "energyPerStepPj",
  waitEnergyFj: "energyPerStepPj",
};

/**
 * Expected relative errors of an update unit's circuit: of random units against synthesis in this library, by counts; for
 * other libraries and for measured modules those of cores, which is all that is known then.
 */
export function unitErrors(accuracy: Accuracy, fidelity: Fidelity): ExpectedErrors {
  const own = unitAccuracy().technologies[accuracy.technology];
  if (fidelity !== "counts" || own?.librarySha256 !== accuracy.librarySha256)
    return passedOn(
      "update-unit",
      (measured) => metricError(accuracy, fidelity, CORE_METRIC[measured] ?? measured, [ALL_DESIGNS])?.bound,
    );
  const { areaUm2, criticalPathPs, workFj: workEnergyFj, waitFj: waitEnergyFj } = own.metrics;
  const errors: Partial<Record<MeasuredMetric, MetricAccuracy>> = {
    areaUm2,
    criticalPathPs,
    workEnergyFj,
    waitEnergyFj,
  };
  return passedOn("update-unit", (measured) => errors[measured]?.bound);
}
