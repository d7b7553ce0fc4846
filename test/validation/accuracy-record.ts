import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  ACCURACY_SCHEMA_VERSION,
  type Accuracy,
  type FidelityAccuracy,
  type MetricAccuracy,
} from "../../models/cost/accuracy-schema.ts";
import type { MeasuredMetric } from "../../src/core/metric.ts";
import type { Fidelity } from "../../src/core/result.ts";
import { FIDELITIES, type Check } from "./checks.ts";
import type { TechnologyValidation } from "./compare.ts";

const METRIC: Readonly<Record<Check["quantity"], MeasuredMetric>> = {
  area: "areaUm2",
  delay: "criticalPathPs",
  energy: "energyPerStepPj",
};

/** What the product is to say of its errors in this technology: rounded, so that small changes leave the file alone. */
export function accuracyOf(
  validation: TechnologyValidation,
  run: { readonly command: string; readonly seed: number },
): Accuracy {
  const known = FIDELITIES.flatMap((fidelity) => {
    const accuracy = fidelityAccuracy(validation, fidelity);
    return accuracy === undefined ? [] : [[fidelity, accuracy] as const];
  });
  return {
    schemaVersion: ACCURACY_SCHEMA_VERSION,
    technology: validation.technology,
    librarySha256: validation.librarySha256,
    command: run.command,
    seed: run.seed,
    designs: validation.designs.length,
    fidelities: Object.fromEntries(known),
  };
}

/** Only checks with a gate speak for the product: an estimate against what it promises to meet. */
function fidelityAccuracy({ checks, roles }: TechnologyValidation, fidelity: Fidelity): FidelityAccuracy | undefined {
  const found = roles[fidelity];
  if (found === undefined) return undefined;
  const metrics: Partial<Record<MeasuredMetric, MetricAccuracy>> = {};
  for (const { quantity, source, gate, errors } of checks) {
    if (source === fidelity && gate !== undefined && errors !== undefined)
      metrics[METRIC[quantity]] = { mean: rounded(errors.mean), worst: rounded(errors.worst) };
  }
  const byRole = found.map(({ role, area, energy }) => [
    role,
    { area: rounded(area), ...(energy === undefined ? {} : { energy: rounded(energy) }) },
  ]);
  return { metrics, roles: Object.fromEntries(byRole) };
}

/** Two digits of a per cent, e.g. 0.0213. */
function rounded(error: number): number {
  return Number(error.toFixed(4));
}

/** Writes FOLDER/TECHNOLOGY.json; the same errors give the same bytes. */
export function writeAccuracy(accuracy: Accuracy, folder: string): string {
  const file = join(folder, `${encodeURIComponent(accuracy.technology)}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(accuracy, null, 2)}\n`);
  return file;
}
