import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { MeasuredMetric } from "../../src/core/metric.ts";
import type { Fidelity } from "../../src/core/result.ts";
import { readJson } from "../../src/json/json-file.ts";
import type { CrossValidation as StoredValidation } from "../technology/prices.ts";
import { ALL_DESIGNS } from "./design-groups.ts";
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

/** The role of all kinds of modules together. */
export const ANY_ROLE = "any";

type CrossValidation = Pick<StoredValidation, "mean" | "worst" | "bound">;
type CrossValidated = Readonly<Record<"area" | "delay" | "energy", CrossValidation>>;

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

/** What is known of the error of a metric. */
export interface KnownError {
  readonly bound: number;
  /** The designs that it was read off; of few designs, those of a wider group than was asked for. */
  readonly group: string;
  readonly designs: number;
}

/**
 * Expected relative error of a metric, what 95 % of designs of its kind keep; undefined if it was never measured.
 * @param groups those of the design, the narrowest first; the first that is known speaks
 */
export function metricError(
  { fidelities }: Accuracy,
  fidelity: Fidelity,
  metric: MeasuredMetric,
  groups: readonly string[],
): KnownError | undefined {
  const known = fidelities[fidelity]?.groups ?? {};
  for (const group of groups) {
    const found = known[group];
    const bound = found?.metrics[metric]?.bound;
    if (found !== undefined && bound !== undefined) return { bound, group, designs: found.designs };
  }
  return undefined;
}

/**
 * Expected relative error of the area or energy of one kind of module: the hold-out's own figure for it, else that of any kind
 * of module, else UNKNOWN_ERROR.
 */
export function roleError(accuracy: Accuracy, fidelity: Fidelity, role: string, quantity: "area" | "energy"): number {
  const roles = accuracy.fidelities[fidelity]?.roles;
  return roles?.[role]?.[quantity] ?? roles?.[ANY_ROLE]?.[quantity] ?? UNKNOWN_ERROR;
}

/** What is known without a hold-out: the error of the calibrated prices on modules that were left out of the fit. */
function crossValidatedAccuracy({ name, sourceSha256, primitives }: AccuracySubject): Accuracy {
  const counts = primitives === undefined ? undefined : countsAccuracy(primitives.crossValidation);
  return {
    schemaVersion: ACCURACY_SCHEMA_VERSION,
    technology: name,
    librarySha256: sourceSha256,
    command: "tritforge calibrate",
    designs: 0,
    fidelities: counts === undefined ? {} : { counts },
  };
}

/** Modules err more than the designs that they add up to. */
function countsAccuracy({ area, delay, energy }: CrossValidated): FidelityAccuracy {
  const metrics = { areaUm2: figures(area), criticalPathPs: figures(delay), energyPerStepPj: figures(energy) };
  const any = { designs: 0, area: metrics.areaUm2.bound, energy: metrics.energyPerStepPj.bound };
  return { groups: { [ALL_DESIGNS]: { designs: 0, metrics } }, roles: { [ANY_ROLE]: any } };
}

function figures({ mean, worst, bound = worst }: CrossValidation): MetricAccuracy {
  return { mean, bound };
}
