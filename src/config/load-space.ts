import type { Generator } from "../../generators/contract/index.ts";
import { InputError, type Fault } from "../core/errors.ts";
import { METRICS, metricsOf } from "../core/metrics.ts";
import { jsonPath, type StandIns } from "../json/json-schema.ts";
import { readJson } from "../json/json-file.ts";
import { folderOf } from "../json/standard-input.ts";
import { valueAt } from "../json/value-at.ts";
import { checksByGenerator } from "./checks-by-generator.ts";
import type { CheckName } from "./names.ts";
import type { Space, StatedFormula, StatedSpace } from "./space.ts";
import { fillDefaults, spaceFaults, withNames } from "./space-rules.ts";
import { kindOf } from "./space-kind.ts";
import { spaceSchema } from "./space-schema.ts";

/** A space as loaded, with the folder that its relative paths start from. */
export interface LoadedSpace {
  readonly space: Space;
  readonly directory: string;
}

/** A space as far as it can be read. */
export interface ReadSpace {
  /** All that is wrong with the file itself. */
  readonly faults: readonly Fault[];
  /** Without what is at fault; absent if too little is left. */
  readonly space?: Space;
  readonly directory: string;
  /** Keys of the file that are at fault, or missing: what `space` has there was not stated. */
  readonly wrong: readonly string[];
}

/** The space in a SPACE.json, defaults filled in. Throws InputError with one fault per mistake. */
export function loadSpace(file: string, generators: readonly Generator[], checkName: CheckName): LoadedSpace {
  return { space: parseSpace(readJson(file), file, generators, checkName), directory: folderOf(file) };
}

/** A space from a JSON value, defaults filled in. Throws InputError; `where` (the file) opens every path. */
export function parseSpace(
  json: unknown,
  where: string,
  generators: readonly Generator[],
  checkName: CheckName,
): Space {
  const { space, faults } = lookAtSpace(json, where, generators, checkName);
  if (space === undefined || faults.length > 0) throw new InputError(faults);
  return space;
}

/**
 * What there is in a SPACE.json, and what is wrong with it: for commands that look at what it names, too, before they tell all.
 * Throws InputError if the file is no JSON.
 */
export function readSpace(file: string, generators: readonly Generator[], checkName: CheckName): ReadSpace {
  return lookAtSpace(readJson(file), file, generators, checkName);
}

function lookAtSpace(json: unknown, where: string, generators: readonly Generator[], checkName: CheckName): ReadSpace {
  const directory = folderOf(where);
  const looked = checkOf(generators, generatorsOf(json)).look(json, where, standInsOf(json));
  const { faults: ofSchema, left, gone, stoodIn, putBack } = looked;
  const wrong = [...new Set([...gone.map(([key]) => String(key)), ...stoodIn])];
  if (left === undefined) return { faults: ofSchema, directory, wrong };
  const stated = withFormulas(left, json, generators, where);
  const { named, faults: ofNames } = withNames(stated, where, generators, checkName);
  const isStated = ({ path }: Fault): boolean =>
    stoodIn.every((key) => path !== jsonPath(where, key) && !path.startsWith(`${jsonPath(where, key)}/`));
  const reduced = gone.filter((keys) => keys.length > 1).map((keys) => jsonPath(where, ...keys.slice(0, -1)));
  const ofRules = [...spaceFaults(stated, where, generators), ...ofNames]
    .filter(isStated)
    .map(putBack)
    .filter(({ path }) => !reduced.includes(path)); // of what is not there as it was stated, rules say nothing
  return { faults: [...ofSchema, ...ofRules], space: fillDefaults(named, generators), directory, wrong };
}

/** What the rules see where a key that has to be there is missing or at fault; nothing is said about it. */
function standInsOf(json: unknown): StandIns {
  const stated = (["workload", "training"] as const).filter((key) => valueAt(json, key) !== undefined);
  return {
    name: "space",
    technology: "technology",
    clockMhz: 1,
    objectives: [{ metric: METRICS[0]?.name }],
    ...Object.fromEntries(stated.map((key) => [key, key === "workload" ? key : {}])),
  };
}

/** With formulas in the places of those that are at fault, since others may name them. */
function withFormulas(left: StatedSpace, json: unknown, generators: readonly Generator[], where: string): StatedSpace {
  const stated = valueAt(json, "metrics");
  const kind = kindOf(left, generators, where);
  const formula = kind === undefined ? undefined : metricsOf(kind)[0]?.name;
  if (typeof stated !== "object" || stated === null || formula === undefined) return left;
  const { metrics = {} } = left;
  const legal = (name: string): StatedFormula => (Object.hasOwn(metrics, name) ? metrics[name] : undefined) ?? formula;
  return { ...left, metrics: Object.fromEntries(Object.keys(stated).map((name) => [name, legal(name)])) };
}

const checkOf = checksByGenerator<StatedSpace>(spaceSchema);

/** What a file names as generators, before anything about it is known. */
function generatorsOf(json: unknown): readonly unknown[] {
  const blocks = valueAt(json, "blocks");
  return Array.isArray(blocks) ? blocks.map((block: unknown) => valueAt(block, "generator")) : [];
}
