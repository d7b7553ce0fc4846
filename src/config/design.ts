import type { Generator } from "../../generators/contract/index.ts";
import { InputError, type Fault } from "../core/errors.ts";
import type { ParameterValues } from "../core/parameters.ts";
import type { Design } from "../core/result.ts";
import { checksByGenerator, valueAt } from "./checks-by-generator.ts";
import { requireGenerator, withDefaults } from "./find-generator.ts";
import { readJson } from "../json/json-file.ts";
import { folderOf } from "../json/standard-input.ts";
import { jsonPath, schemaIf, type JsonSchema } from "../json/json-schema.ts";
import { resolveNames, type CheckName } from "./names.ts";
import { parametersSchema, valueSchema } from "./parameter-schema.ts";

interface StatedDesign {
  readonly generator: string;
  readonly parameters?: ParameterValues;
}

/** The design in a DESIGN.json, defaults filled in. Throws InputError with one fault per mistake. */
export function loadDesign(file: string, generators: readonly Generator[], checkName: CheckName): Design {
  return parseDesign(readJson(file), file, generators, checkName);
}

/**
 * A design from a JSON value `{"generator": …, "parameters": {…}}`; omitted parameters take their default. Throws
 * InputError for unknown keys, wrong types, values out of range and impossible combinations; `where` (the file) opens
 * every path, and is where paths of files start from.
 */
export function parseDesign(
  json: unknown,
  where: string,
  generators: readonly Generator[],
  checkName: CheckName,
): Design {
  const stated = checkOf(generators, [valueAt(json, "generator")])(json, where);
  const generator = requireGenerator(stated.generator, generators, jsonPath(where, "generator"));
  const place = { directory: folderOf(where), keys: [where, "parameters"] as const, check: checkName };
  const { values, faults } = resolveNames(generator.schema, stated.parameters ?? {}, place);
  const parameters = withDefaults(generator, values);
  const conflicts = generator.conflicts(parameters);
  if (conflicts.length + faults.length > 0)
    throw new InputError([...faults, ...conflicts.map((fault) => below(fault, where))]);
  return { generator: generator.name, parameters };
}

const checkOf = checksByGenerator<StatedDesign>(designSchema);

/**
 * The JSON Schema of DESIGN.json, made from the generators' own descriptions. @param named those whose parameters are described
 */
export function designSchema(generators: readonly Generator[], named = generators): JsonSchema {
  return {
    type: "object",
    properties: {
      generator: generatorNameSchema(generators),
      parameters: { type: "object", expected: "an object from parameter names to values" },
    },
    required: ["generator"],
    additionalProperties: false,
    expected: 'an object {"generator": …, "parameters": {…}}',
    ...parametersByGenerator(named, ({ schema }) => parametersSchema(schema, valueSchema)),
  };
}

/** The name of a generator. */
export function generatorNameSchema(generators: readonly Generator[]): JsonSchema {
  const names = generators.map((generator) => generator.name);
  return { enum: names, expected: `one of ${names.join(", ")}` };
}

/** What `parameters` must be beside each `generator` of a list. */
export function parametersByGenerator(
  generators: readonly Generator[],
  schemaOf: (generator: Generator) => JsonSchema,
): JsonSchema {
  if (generators.length === 0) return {};
  const rules = generators.map((generator) =>
    schemaIf(isGenerator(generator.name), { properties: { parameters: schemaOf(generator) } }),
  );
  return { allOf: rules };
}

/** Holds for an object whose `generator` is `name`; for `if` in schemas. */
function isGenerator(name: string): JsonSchema {
  return { type: "object", properties: { generator: { const: name } }, required: ["generator"] };
}

function below(fault: Fault, where: string): Fault {
  return { path: jsonPath(where, "parameters", fault.path), message: fault.message };
}
