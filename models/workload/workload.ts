import { readdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

import { didYouMean } from "../../src/json/did-you-mean.ts";
import { readJson } from "../../src/json/json-file.ts";
import { compileSchema, jsonPath, type JsonSchema } from "../../src/json/json-schema.ts";
import { nameSchema, printableTextSchema } from "../../src/json/text-schema.ts";
import type { Combine } from "../../src/core/combine.ts";
import { InputError } from "../../src/core/errors.ts";

/** The matrix products of one kind in a model, e.g. all query projections. */
export interface Layer {
  readonly name: string;
  /** Inputs N of the product. */
  readonly inputs: number;
  /** Outputs M of the product. */
  readonly outputs: number;
  /** How many of them one token needs, e.g. one per transformer block. */
  readonly count: number;
}

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
      expected: "a list of one or more layers",
      items: {
        type: "object",
        properties: {
          name: nameSchema("a layer's name"),
          inputs: positive(),
          outputs: positive(),
          count: positive(),
        },
        required: ["name", "inputs", "outputs", "count"],
        additionalProperties: false,
        expected: 'a layer {"name", "inputs", "outputs", "count"}',
      },
    },
  },
  required: ["name", "title", "source", "layers"],
  additionalProperties: false,
  expected: "a workload",
};

/** The names of the built-in workloads: the JSON files in this folder. */
export function builtInWorkloads(): readonly string[] {
  const files = readdirSync(fileURLToPath(new URL(".", import.meta.url)));
  return files
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -5))
    .toSorted();
}

/**
 * A built-in workload by name, or one from a JSON file: anything that ends in `.json` or has a slash is a path, taken
 * from `directory` (default: the working directory). Throws InputError.
 */
export function loadWorkload(nameOrFile: string, directory = "."): Workload {
  if (nameOrFile.endsWith(".json") || /[/\\]/.test(nameOrFile)) {
    const file = isAbsolute(nameOrFile) ? nameOrFile : join(directory, nameOrFile);
    return parseWorkload(readJson(file), file);
  }
  const names = builtInWorkloads();
  if (!names.includes(nameOrFile)) {
    throw InputError.at(
      "workload",
      `got "${nameOrFile}", expected one of ${names.join(", ")}, or a .json file${didYouMean(nameOrFile, names)}`,
    );
  }
  const file = fileURLToPath(new URL(`${nameOrFile}.json`, import.meta.url));
  return parseWorkload(readJson(file), file);
}

/** A workload from a JSON value. Throws InputError with one fault per mistake; `where` (the file) opens every path. */
export function parseWorkload(json: unknown, where: string): Workload {
  const { faults, left, putBack } = compileSchema<Workload>(WORKLOAD_SCHEMA).look(json, where, STAND_INS);
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
