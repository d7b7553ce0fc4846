import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { MeasuredMetric } from "../../src/core/metric.ts";
import type { Fidelity } from "../../src/core/result.ts";
import { readJson } from "../../src/json/json-file.ts";
import {
  ACCURACY_SCHEMA_VERSION,
  validateAccuracy,
  type Accuracy,
  type FidelityAccuracy,
  type MetricAccuracy,
} from "./accuracy-schema.ts";

export type { Accuracy } from "./accuracy-schema.ts";

/**
 * The error of whatever nothing is known about: as much as the number itself. Shown as a whisker, it warns; a small number
 * would be a guess.
 */
export const UNKNOWN_ERROR = 1;

type CrossValidated = Readonly<Record<"area" | "delay" | "energy", MetricAccuracy>>;

/** The part of a technology that its accuracy is looked up by. */
export interface AccuracySubject {
  readonly name: string;
  readonly sourceSha256: string;
  /** Absent: never calibrated. */
  readonly primitives?: { readonly crossValidation: CrossValidated };
}

/**
 * The measured accuracy of a technology that comes with tritforge, or else what its own file knows of it: the
 * cross-validated error of its prices.
 * @param folder where the files `<technology>.json` are; default: those that come with tritforge
 * @throws InputError naming file and field, if there is a file for this library and it is wrong
 */
export function loadAccuracy(technology: AccuracySubject, folder = new URL("./accuracy/", import.meta.url)): Accuracy {
  const file = new URL(`${encodeURIComponent(technology.name)}.json`, folder);
  if (!existsSync(file)) return crossValidatedAccuracy(technology);
  const accuracy = validateAccuracy(readJson(fileURLToPath(file)), `accuracy/${technology.name}.json`);
  // A user's library may have the name of a built-in one.
  return accuracy.librarySha256 === technology.sourceSha256 ? accuracy : crossValidatedAccuracy(technology);
}

/** Expected relative error of a metric; undefined if it was never measured. */
export function metricError(accuracy: Accuracy, fidelity: Fidelity, metric: MeasuredMetric): number | undefined {
  return accuracy.fidelities[fidelity]?.metrics[metric]?.mean;
}

/**
 * Expected relative error of the area or energy of one kind of module: the hold-out's own figure for it, else that of whole
 * designs, else UNKNOWN_ERROR.
 */
export function roleError(accuracy: Accuracy, fidelity: Fidelity, role: string, quantity: "area" | "energy"): number {
  const whole = metricError(accuracy, fidelity, quantity === "area" ? "areaUm2" : "energyPerStepPj");
  return accuracy.fidelities[fidelity]?.roles[role]?.[quantity] ?? whole ?? UNKNOWN_ERROR;
}

/** What is known without a hold-out: the error of the calibrated prices on modules that were left out of the fit. */
function crossValidatedAccuracy({ name, sourceSha256, primitives }: AccuracySubject): Accuracy {
  const counts = primitives === undefined ? undefined : countsAccuracy(primitives.crossValidation);
  return {
    schemaVersion: ACCURACY_SCHEMA_VERSION,
    technology: name,
    librarySha256: sourceSha256,
    command: "tritforge calibrate",
    seed: 0,
    designs: 0,
    fidelities: counts === undefined ? {} : { counts },
  };
}

function countsAccuracy({ area, delay, energy }: CrossValidated): FidelityAccuracy {
  const metrics = { areaUm2: figures(area), criticalPathPs: figures(delay), energyPerStepPj: figures(energy) };
  return { metrics, roles: {} };
}

function figures({ mean, worst }: MetricAccuracy): MetricAccuracy {
  return { mean, worst };
}
