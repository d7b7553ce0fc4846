import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import {
  ACCURACY_SCHEMA_VERSION,
  type Accuracy,
  type FidelityAccuracy,
  type GroupAccuracy,
  type MetricAccuracy,
  type RoleAccuracy,
} from "../../models/cost/accuracy-schema.ts";
import { ANY_ROLE } from "../../models/cost/accuracy.ts";
import { groupsOf } from "../../models/cost/design-groups.ts";
import { errorBound, errorOfEstimate } from "../../models/cost/error-bound.ts";
import type { MeasuredMetric } from "../../src/core/metric.ts";
import type { Fidelity } from "../../src/core/result.ts";
import { CHECKS, FIDELITIES, type Check, type Pair } from "./checks.ts";
import { coreOf, type HoldOutDesign, type TechnologyValidation } from "./compare.ts";
import { roleTotals, type RoleTotal } from "./role-errors.ts";

const METRIC: Readonly<Record<Check["quantity"], MeasuredMetric>> = {
  area: "areaUm2",
  delay: "criticalPathPs",
  energy: "energyPerStepPj",
};

/** What the product is to say of its errors in this technology: rounded, so that small changes leave the file alone. */
export function accuracyOf(
  validation: TechnologyValidation,
  run: { readonly command: string; readonly fingerprint?: string },
): Accuracy {
  const { technology, librarySha256, designs } = validation;
  const known = FIDELITIES.filter((fidelity) => designs.some(({ estimates }) => estimates[fidelity] !== undefined));
  const fidelities = known.map((fidelity) => [fidelity, fidelityAccuracy(designs, fidelity)] as const);
  return {
    schemaVersion: ACCURACY_SCHEMA_VERSION,
    technology,
    librarySha256,
    command: run.command,
    ...(run.fingerprint === undefined ? {} : { fingerprint: run.fingerprint }),
    designs: designs.length,
    fidelities: Object.fromEntries(fidelities),
  };
}

function fidelityAccuracy(designs: readonly HoldOutDesign[], fidelity: Fidelity): FidelityAccuracy {
  const members = membersBy(designs, (design) => groupsOf(coreOf(design), design.parameters));
  const groups = [...members].flatMap(([group, own]) => {
    const metrics = metricsOf(own, fidelity);
    return Object.keys(metrics).length === 0 ? [] : [[group, { designs: own.length, metrics }] as const];
  });
  const totals = designs.flatMap((design) => roleTotals(design, fidelity));
  const roles = [...membersBy(totals, ({ role }) => [role, ANY_ROLE])].flatMap(([role, own]) => {
    const found = roleAccuracy(own);
    return found === undefined ? [] : [[role, found] as const];
  });
  return { groups: inOrder(groups), roles: inOrder(roles) };
}

/** Items by each of the names that they have. */
function membersBy<T>(items: readonly T[], namesOf: (item: T) => readonly string[]): ReadonlyMap<string, readonly T[]> {
  const members = new Map<string, T[]>();
  for (const item of items) {
    for (const name of namesOf(item)) {
      const own = members.get(name) ?? [];
      own.push(item);
      members.set(name, own);
    }
  }
  return members;
}

function inOrder<T>(entries: readonly (readonly [string, T])[]): Record<string, T> {
  return Object.fromEntries(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function metricsOf(designs: readonly HoldOutDesign[], fidelity: Fidelity): GroupAccuracy["metrics"] {
  const metrics: Partial<Record<MeasuredMetric, MetricAccuracy>> = {};
  for (const { quantity, source, gate, values } of CHECKS) {
    // Only checks with a gate speak for the product: an estimate against what it promises to meet.
    if (source !== fidelity || gate === undefined) continue;
    const pairs = designs.map(values);
    // A promise is for every design: of a part of them, nothing is stated.
    const found = pairs.includes(undefined) ? undefined : metricAccuracy(pairs.filter((pair) => pair !== undefined));
    if (found !== undefined) metrics[METRIC[quantity]] = found;
  }
  return metrics;
}

/** Mean and bound of the errors of some designs; undefined if they are too few. */
export function metricAccuracy(pairs: readonly Pair[]): MetricAccuracy | undefined {
  const bound = errorBound(pairs.map(({ estimated, measured }) => errorOfEstimate(estimated, measured)));
  if (bound === undefined) return undefined;
  const mean = pairs.reduce((sum, pair) => sum + Math.abs(pair.estimated / pair.measured - 1), 0) / pairs.length;
  return { mean: rounded(mean), bound: roundedUp(bound) };
}

function roleAccuracy(totals: readonly RoleTotal[]): RoleAccuracy | undefined {
  const area = errorBound(totals.map((each) => errorOfEstimate(each.estimatedUm2, each.measuredUm2)));
  const energy = errorBound(
    totals.flatMap(({ estimatedPj, measuredPj }) =>
      estimatedPj === undefined || measuredPj === undefined || estimatedPj <= 0
        ? []
        : [errorOfEstimate(estimatedPj, measuredPj)],
    ),
  );
  if (area === undefined) return undefined;
  return {
    designs: totals.length,
    area: roundedUp(area),
    ...(energy === undefined ? {} : { energy: roundedUp(energy) }),
  };
}

/** Two digits of a per cent, e.g. 0.0213. */
function rounded(error: number): number {
  return Number(error.toFixed(4));
}

/** A bound stays one. */
function roundedUp(bound: number): number {
  return Math.max(0, Math.ceil(bound * 1e4 - 1e-6)) / 1e4;
}

/** Writes FOLDER/TECHNOLOGY.json; the same errors give the same bytes. */
export function writeAccuracy(accuracy: Accuracy, folder: string): string {
  const file = join(folder, `${encodeURIComponent(accuracy.technology)}.json`);
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, `${JSON.stringify(accuracy, null, 2)}\n`);
  return file;
}
