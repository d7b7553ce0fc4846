import type { ExpectedErrors, Fidelity } from "../../src/core/result.ts";
import { metricError, type Accuracy } from "./accuracy.ts";

/** Metrics that rest on each measured quantity; the others are exact counts, or rest on memory data. */
const RESTS_ON = {
  areaUm2: ["areaUm2", "ge", "areaPerMacUm2", "topsPerMm2"],
  criticalPathPs: ["criticalPathPs", "fMaxMhz"],
  energyPerStepPj: ["energyPerStepPj", "energyPerMacFj", "energyPerTokenUj", "powerMw"],
} as const;

/** Expected relative error of every metric that the model can be wrong about. */
export function expectedErrors(accuracy: Accuracy, fidelity: Fidelity): ExpectedErrors {
  const errors: Record<string, number> = {};
  for (const [measured, metrics] of Object.entries(RESTS_ON)) {
    const error = metricError(accuracy, fidelity, measured as keyof typeof RESTS_ON);
    if (error !== undefined) for (const metric of metrics) errors[metric] = error;
  }
  return errors;
}
