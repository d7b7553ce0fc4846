import { readdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

import { didYouMean } from "../../src/json/did-you-mean.ts";
import { readJson } from "../../src/json/json-file.ts";
import { compileSchema, jsonPath, type JsonSchema } from "../../src/json/json-schema.ts";
import { nameSchema, printableTextSchema } from "../../src/json/text-schema.ts";
import { valueAt } from "../../src/json/value-at.ts";
import type { Combine } from "../../src/core/combine.ts";
import { InputError } from "../../src/core/errors.ts";
import type { Layer, OtherWeights } from "./layer.ts";
import { expandModel } from "./model/expand.ts";
import type { Model } from "./model/model.ts";
import { parseModel } from "./model/read-model.ts";
import { unknownModels } from "./unknown-models.ts";

export type { Layer, OtherWeights } from "./layer.ts";

/** The ternary matrix products that one token needs, in their order of use within a block. */
export interface Workload {
  readonly name: string;
  /** The name as its authors write it. */
  readonly title: string;
  /** Where the shapes are from. */
  readonly source: string;
  /** What is left out, and other remarks. */
  readonly notes?: string;
  readonly layers: readonly Layer[];
  /** What one token reads besides, as a head that is not ternary; absent if no source tells. No model of costs counts it yet. */
  readonly otherWeights?: readonly OtherWeights[];
  /** The dimensions that the layers follow from, unless a file lists the layers. */
  readonly model?: Model;
  /** Equal cores that share the outputs of each of its products, as a setting has it; default 1. Files do not state it. */
  readonly cores?: number;
  /** Of a workload that stands for several, see `combinedWorkload`. */
  readonly combination?: Combination;
}

/** Several workloads that one design serves. */
export interface Combination {
  readonly of: readonly Workload[];
  /** Of each, above 0: its part of the tokens, up to a factor. */
  readonly weights: readonly number[];
  readonly combine: Combine;
}

const WORKLOAD_SCHEMA: JsonSchema = {
  type: "object",
  properties: {
    name: nameSchema("a short name"),
    title: printableTextSchema("the model's name"),
    source: printableTextSchema("where the shapes are from"),
    notes: printableTextSchema("remarks"),
    layers: {
      type: "array",
      minItems: 1,
      expected: "a list of one or more layers (or, of a model, its dimensions with blocks)",
      items: {
        type: "object",
        properties: {
          name: nameSchema("a layer's name"),
          inputs: positive(),
          outputs: positive(),
          count: positive(),
          zeros: { type: "number", minimum: 0, maximum: 1, expected: "a part from 0 to 1" },
        },
        required: ["name", "inputs", "outputs", "count"],
        additionalProperties: false,
        expected: 'a layer {"name", "inputs", "outputs", "count"} and, where they are known, "zeros"',
      },
    },
  },
  required: ["name", "title", "source", "layers"],
  additionalProperties: false,
  expected: "a workload",
};

const PRESETS = new URL("presets/", import.meta.url);

/** The names of the built-in workloads: the files of `presets/`, sorted. */
export function builtInWorkloads(): readonly string[] {
  return readdirSync(fileURLToPath(PRESETS))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -5))
    .toSorted();
}

/**
 * A built-in workload by name, or one from a JSON file: anything that ends in `.json` or has a slash is a path, taken
 * from `directory` (default: the working directory). Throws InputError, also for a model whose dimensions nobody states.
 */
export function loadWorkload(nameOrFile: string, directory = "."): Workload {
  if (nameOrFile.endsWith(".json") || /[/\\]/.test(nameOrFile)) {
    const file = isAbsolute(nameOrFile) ? nameOrFile : join(directory, nameOrFile);
    return parseWorkload(readJson(file), file);
  }
  const names = builtInWorkloads();
  if (!names.includes(nameOrFile)) throw noWorkload(nameOrFile, names);
  const file = fileURLToPath(new URL(`${nameOrFile}.json`, PRESETS));
  return parseWorkload(readJson(file), file);
}

function noWorkload(name: string, names: readonly string[]): InputError {
  const unknown = unknownModels().find((model) => model.name === name);
  if (unknown === undefined)
    return InputError.at(
      "workload",
      `got "${name}", expected one of ${names.join(", ")}, or a .json file${didYouMean(name, names)}`,
    );
  const { title, unknown: why } = unknown;
  const remedy = "expected a model whose dimensions are known, or its config.json (tritforge workload import)";
  return InputError.at("workload", `got "${name}" (${title}), unknown dimensions: ${why}; ${remedy}`);
}

/**
 * A workload from a JSON value, which lists its layers, or states the dimensions of a model (`Model`) that they follow from: the
 * second if it has `blocks`. Throws InputError with one fault per mistake; `where` (the file) opens every path.
 */
export function parseWorkload(json: unknown, where: string): Workload {
  if (valueAt(json, "architectures") !== undefined)
    throw InputError.at(where, `got a config.json of Hugging Face, expected a workload: tritforge workload import`);
  const isModel = valueAt(json, "blocks") !== undefined && valueAt(json, "layers") === undefined;
  return isModel ? workloadOf(parseModel(json, where)) : parseLayers(json, where);
}

/** The workload of a model: one token. */
export function workloadOf(model: Model): Workload {
  const { name, title, source, notes } = model;
  return { name, title, source, ...(notes === undefined ? {} : { notes }), ...expandModel(model), model };
}

function parseLayers(json: unknown, where: string): Workload {
  const { faults, left, putBack } = checkedLayers.look(json, where, STAND_INS);
  const names = (left?.layers ?? []).map((layer) => layer.name);
  const repeated = names.flatMap((name, index) =>
    names.indexOf(name) === index
      ? []
      : [{ path: jsonPath(where, "layers", index, "name"), message: `got "${name}" again, expected each name once` }],
  );
  if (left === undefined || faults.length + repeated.length > 0)
    throw new InputError([...faults, ...repeated.map(putBack)]);
  return left;
}

const checkedLayers = compileSchema<Workload>(WORKLOAD_SCHEMA);

/** In the place of what is missing, so that the layers are looked at. */
const STAND_INS = { name: "name", title: "title", source: "source" };

/** Multiply-accumulates of one token: Σ inputs·outputs·count. */
export function macsPerToken(workload: Workload): number {
  return workload.layers.reduce((sum, layer) => sum + layer.inputs * layer.outputs * layer.count, 0);
}

/** Matrix products of one token: Σ count. */
export function productsPerToken(workload: Workload): number {
  return workload.layers.reduce((sum, layer) => sum + layer.count, 0);
}

function positive(): JsonSchema {
  return { type: "integer", minimum: 1, maximum: 16_777_216, expected: "an integer from 1 to 16777216" };
}
