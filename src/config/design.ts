import type { Generator } from "../../generators/contract/index.ts";
import { attempt, InputError, type Fault } from "../core/errors.ts";
import { certainConflicts } from "./certain-conflicts.ts";
import { withoutFormerDefaults, withUsual, type ParameterValues } from "../core/parameters.ts";
import type { Design } from "../core/result.ts";
import { valueAt } from "../json/value-at.ts";
import { checksByGenerator } from "./checks-by-generator.ts";
import { requireGenerator, withDefaults } from "./find-generator.ts";
import { readJson } from "../json/json-file.ts";
import { folderOf } from "../json/standard-input.ts";
import { jsonPath, schemaIf, type JsonSchema } from "../json/json-schema.ts";
import { nearestNames } from "../json/did-you-mean.ts";
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
 * InputError with all unknown keys, wrong types, values out of range and combinations that are impossible for sure; `where` (the file) opens
 * every path, and is where paths of files start from.
 */
export function parseDesign(
  json: unknown,
  where: string,
  generators: readonly Generator[],
  checkName: CheckName,
): Design {
  const { faults: ofSchema, left, gone, putBack } = checkOf(generators, [valueAt(json, "generator")]).look(json, where);
  if (left === undefined)
    throw new InputError([
      ...ofSchema,
      ...faultsAsMeant(json, (meant) => parseDesign(meant, where, generators, checkName), generators),
    ]);
  const generator = requireGenerator(left.generator, generators, jsonPath(where, "generator"));
  const place = { directory: folderOf(where), keys: [where, "parameters"] as const, check: checkName };
  const { values: stated, faults: ofNames } = resolveNames(generator.schema, left.parameters ?? {}, place);
  const values = ofToday(generator, stated);
  const unknown = gone.flatMap(([, name]) => generator.schema.filter((parameter) => parameter.name === name));
  const conflicts = certainConflicts(generator, values, unknown).map((fault) => below(fault, where));
  const faults = [...ofSchema, ...[...ofNames, ...conflicts].map(putBack)];
  if (faults.length > 0) throw new InputError(faults);
  return { generator: generator.name, parameters: withDefaults(generator, values) };
}

/** What else is wrong with a design whose generator is misspelt, if it is clear which one is meant. */
function faultsAsMeant(
  json: unknown,
  parse: (json: unknown) => unknown,
  generators: readonly Generator[],
): readonly Fault[] {
  const name = valueAt(json, "generator");
  if (typeof json !== "object" || typeof name !== "string") return [];
  const [meant, ...others] = nearestNames(
    name,
    generators.map((generator) => generator.name),
  );
  if (meant === undefined || meant === name || others.length > 0) return [];
  return attempt(() => parse({ ...json, generator: meant })).faults;
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

/** What a design states, without what an older version had it state in vain. */
function ofToday({ schema }: Generator, stated: ParameterValues): ParameterValues {
  const today = withoutFormerDefaults(schema, withUsual(schema, stated));
  return Object.fromEntries(Object.keys(stated).map((name) => [name, today[name] ?? (stated[name] as string)]));
}
