import type { Generator } from "../../generators/contract/index.ts";
import type { Fault } from "../core/errors.ts";
import { shortened } from "../core/printable.ts";
import { METRIC_NAME_PATTERN, type FormulaMetric, type FormulaMetrics } from "../core/formula-metric.ts";
import { DIRECTIONS, type DesignKind } from "../core/metric.ts";
import { findMetric, METRICS, metricsOf } from "../core/metrics.ts";
import { readFormulas } from "../formula/formulas.ts";
import { FUNCTIONS } from "../formula/operations.ts";
import { LONGEST_FORMULA } from "../formula/parse.ts";
import { didYouMean } from "../json/did-you-mean.ts";
import { jsonPath, schemaIf, show, type JsonSchema } from "../json/json-schema.ts";
import { printableTextSchema } from "../json/text-schema.ts";
import { requireGenerator } from "./find-generator.ts";
import { KIND_NAMES } from "./kind-names.ts";
import type { StatedFormula, StatedSpace } from "./space.ts";

/** Most formulas of a space. */
const MOST_FORMULAS = 64;

/** Most characters of what names a metric; a name itself is shorter. */
const LONGEST_NAME = 100;

const A_PICK = '"knee", "smallest METRIC" or "largest METRIC"';

/** The JSON Schema of the formulas of a space. */
export function formulasSchema(): JsonSchema {
  const formula = printableTextSchema('a formula, e.g. "energyPerTokenUj * latencyUs"', LONGEST_FORMULA);
  const properties = {
    formula,
    unit: { ...printableTextSchema("a unit, or nothing", 20), minLength: 0, default: "" },
    label: printableTextSchema("a label", 60),
    direction: { enum: DIRECTIONS, default: DIRECTIONS[0], expected: `one of ${DIRECTIONS.join(", ")}` },
  };
  const expected = 'a formula, or an object {"formula", "unit", "label", "direction"}';
  const described = { type: "object", properties, required: ["formula"], additionalProperties: false, expected };
  return {
    type: "object",
    maxProperties: MOST_FORMULAS,
    patternProperties: { [METRIC_NAME_PATTERN]: schemaIf({ type: "object" }, described, { ...formula, expected }) },
    additionalProperties: false,
    expected: `an object from at most ${MOST_FORMULAS} names (letters, digits and _, the first a letter) to formulas`,
  };
}

/** The JSON Schema of the name of a metric; that there is one, `metricFaults` says. */
export function metricSchema(): JsonSchema {
  return printableTextSchema("the name of a metric", LONGEST_NAME);
}

/** The JSON Schema of a pick; which there are, `metricFaults` says. */
export function pickSchema(): JsonSchema {
  return printableTextSchema(A_PICK, LONGEST_NAME);
}

/** The formulas of a space, all stated. */
export function fillFormulas(stated: Readonly<Record<string, StatedFormula>>): FormulaMetrics {
  return Object.fromEntries(Object.entries(stated).map(([name, formula]) => [name, fill(name, formula)]));
}

function fill(name: string, stated: StatedFormula): FormulaMetric {
  if (typeof stated === "string") return fill(name, { formula: stated });
  return {
    formula: stated.formula,
    unit: stated.unit ?? "",
    label: stated.label ?? name,
    direction: stated.direction ?? DIRECTIONS[0],
  };
}

/** The better direction of a metric or a formula. */
export function betterOf(metric: string, { metrics }: StatedSpace): FormulaMetric["direction"] {
  const stated = metrics !== undefined && Object.hasOwn(metrics, metric) ? metrics[metric] : undefined;
  return stated === undefined ? (findMetric(metric)?.better ?? DIRECTIONS[0]) : fill(metric, stated).direction;
}

/** Faults of formulas, and of metrics that are asked for and that designs of the kind do not have. */
export function metricFaults(
  space: StatedSpace,
  where: string,
  kind: DesignKind,
  generators: readonly Generator[],
): readonly Fault[] {
  const stated = fillFormulas(space.metrics ?? {});
  const pathOf = (name: string): string => {
    const isDescribed = typeof space.metrics?.[name] === "object";
    return jsonPath(where, "metrics", name, ...(isDescribed ? ["formula"] : []));
  };
  return [
    ...nameFaults(space, where, generators),
    ...readFormulas(stated, kind, pathOf).faults,
    ...unknownMetrics(space, where, kind),
  ];
}

/** Columns of results that are no metrics. */
const OTHER_COLUMNS = ["index", "pick", "generator", "status", "reason", "fidelity"];

/** Formulas whose names mean something else already. Filters do not tell large letters from small ones. */
function nameFaults(space: StatedSpace, where: string, generators: readonly Generator[]): readonly Fault[] {
  const parameters = space.blocks.flatMap(({ generator }) =>
    requireGenerator(generator, generators, where).schema.map(({ name }) => name),
  );
  const names = Object.keys(space.metrics ?? {});
  const builtIn = METRICS.map(({ name }) => name);
  const errors = [...builtIn, ...names].map((name) => `${name}Error`);
  const taken = new Map<string, string>();
  const take = (what: string, words: Iterable<string>): void => {
    for (const word of words) taken.set(word.toLowerCase(), what);
  };
  take("a metric", builtIn);
  take("a function", FUNCTIONS.keys());
  take("a parameter", parameters);
  take("a column of results", [...OTHER_COLUMNS, ...errors]);
  return names.flatMap((name) => {
    const what = taken.get(name.toLowerCase());
    taken.set(name.toLowerCase(), "a formula");
    if (what === undefined) return [];
    return [{ path: jsonPath(where, "metrics", name), message: `got the name of ${what}, expected a new name` }];
  });
}

/** Most formulas of a space that a message lists. */
const MOST_SHOWN = 16;

/** Metrics and picks that there are none of. */
function unknownMetrics(space: StatedSpace, where: string, kind: DesignKind): readonly Fault[] {
  const builtIn: readonly string[] = metricsOf(kind).map(({ name }) => name);
  const own = Object.keys(space.metrics ?? {});
  const names = [...builtIn, ...own];
  const shown = [...builtIn, ...own.slice(0, MOST_SHOWN).map((name) => shortened(name))];
  const labels = ["knee", ...names.map((name) => `smallest ${name}`), ...names.map((name) => `largest ${name}`)];
  const legal = `a metric of ${KIND_NAMES[kind]}: ${shown.join(", ")}${own.length > MOST_SHOWN ? ", …" : ""}`;
  const metrics = (["objectives", "constraints"] as const).flatMap((key) =>
    (space[key] ?? []).flatMap(({ metric }, index) =>
      unless(names, metric, jsonPath(where, key, index, "metric"), legal),
    ),
  );
  const picks = (space.pick ?? []).flatMap((label, index) =>
    unless(labels, label, jsonPath(where, "pick", index), `${A_PICK}, with ${legal}`),
  );
  return [...metrics, ...picks];
}

function unless(legal: readonly string[], found: string, path: string, expected: string): readonly Fault[] {
  if (legal.includes(found)) return [];
  return [{ path, message: `got ${show(found)}, expected ${expected}${didYouMean(found, legal)}` }];
}
