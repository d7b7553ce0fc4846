import type { Generator } from "../../generators/contract/index.ts";
import { memorySchema } from "../../models/memory/memory-system.ts";
import { arraySchema, trainingSchema } from "./training-schema.ts";
import { legalValues, type IntegerParameter, type Parameter } from "../core/parameters.ts";
import { MOST_VALUES } from "./axis-size.ts";
import { generatorNameSchema, parametersByGenerator } from "./design.ts";
import { nameSchema, printableTextSchema } from "../json/text-schema.ts";
import { schemaIf, type JsonSchema } from "../json/json-schema.ts";
import { parametersSchema, valueSchema } from "./parameter-schema.ts";
import { formulasSchema, metricSchema, pickSchema } from "./space-metrics.ts";

/**
 * The JSON Schema of a space file (see `Space`), made from the generators' own descriptions.
 * @param named those whose parameters are described
 */
export function spaceSchema(generators: readonly Generator[], named = generators): JsonSchema {
  const top = object("a space file", ["name", "technology", "clockMhz", "blocks", "objectives"], {
    name: nameSchema("a name for the space"),
    technology: printableTextSchema("the name of a built-in technology or the path of a technology JSON"),
    workload: printableTextSchema("the name of a built-in workload or the path of a workload JSON"),
    clockMhz: {
      type: "number",
      minimum: 0.001,
      maximum: 100_000,
      expected: "a clock in MHz from 0.001 to 100000",
    },
    seed: {
      type: "integer",
      minimum: 0,
      maximum: 4_294_967_295,
      default: 1,
      expected: "an integer from 0 to 4294967295",
    },
    blocks: list("a list of one or more blocks", 1, blockSchema(generators, named)),
    metrics: formulasSchema(),
    constraints: list("a list of constraints", 0, constraintSchema()),
    objectives: list("a list of one or more objectives", 1, objectiveSchema()),
    equalThroughput: object('an object {"baselines": […]}', ["baselines"], {
      baselines: { ...list("a list of one or more generators", 1, generatorNameSchema(generators)), distinct: true },
    }),
    memory: memorySchema(),
    training: trainingSchema(),
    array: arraySchema(),
    pick: { ...list("a list of picks", 0, pickSchema()), distinct: true, default: ["knee"] },
  });
  return { ...top, $defs: Object.assign({}, ...named.map(axisDefinitions)) };
}

function blockSchema(generators: readonly Generator[], named: readonly Generator[]): JsonSchema {
  const parameters = { type: "object", expected: "an object from parameter names to values" };
  return {
    ...object('a block {"generator": …, "parameters": {…}}', ["generator"], {
      generator: generatorNameSchema(generators),
      parameters,
    }),
    ...parametersByGenerator(named, ({ name, schema }) =>
      parametersSchema(schema, (parameter) => axisSchema(name, parameter)),
    ),
  };
}

function constraintSchema(): JsonSchema {
  return object("a constraint", ["metric"], {
    metric: metricSchema(),
    minimum: { type: "number", expected: "a number" },
    maximum: { type: "number", expected: "a number" },
  });
}

function objectiveSchema(): JsonSchema {
  return object("an objective", ["metric"], {
    metric: metricSchema(),
    direction: { enum: ["minimize", "maximize"], expected: "one of minimize, maximize" },
  });
}

/** Schemas that the parameters of a generator share: stated once, since a large schema takes long to compile. */
function axisDefinitions({ name, schema }: Generator): JsonSchema {
  const plain = schema.map((parameter): [string, JsonSchema] => [
    `${name}:${parameter.name}`,
    plainAxisSchema(name, parameter),
  ]);
  const condition = parametersSchema(schema, (other) =>
    choose("array", list("a list of one or more values", 1, valueSchema(other)), valueSchema(other)),
  );
  return {
    [`${name}:when`]: {
      ...condition,
      minProperties: 1,
      expected: "an object from parameter names to a value or a list of values",
    },
    [`${name}:times`]: productSchema(schema),
    ...Object.fromEntries(plain),
  };
}

/** What a space may say about `parameter`: a plain axis or a conditional one. */
function axisSchema(generator: string, parameter: Parameter): JsonSchema {
  const plain = reference(`${generator}:${parameter.name}`);
  const properties = { when: reference(`${generator}:when`), values: plain, otherwise: plain };
  return ifHas("when", object('a conditional {"when", "values", "otherwise"}', ["when", "values"], properties), plain);
}

function reference(definition: string): JsonSchema {
  return { $ref: `#/$defs/${definition}` };
}

function plainAxisSchema(generator: string, parameter: Parameter): JsonSchema {
  const value = valueSchema(parameter);
  const values = { ...list("a list of one or more values, each once", 1, value), distinct: true };
  if (parameter.kind !== "integer") return choose("array", values, value);
  const ranges = ifHas(
    "times",
    reference(`${generator}:times`),
    ifHas("factor", geometricSchema(parameter), arithmeticSchema(parameter)),
  );
  return choose("object", ranges, choose("array", values, value));
}

function arithmeticSchema(parameter: IntegerParameter): JsonSchema {
  const span = parameter.maximum - parameter.minimum;
  const step = {
    type: "integer",
    minimum: 1,
    maximum: Math.max(1, span),
    default: 1,
    expected: `an integer from 1 to ${Math.max(1, span)}`,
  };
  return object('a range {"from", "to", "step"}', ["from", "to"], { ...ends(parameter), step });
}

function geometricSchema(parameter: IntegerParameter): JsonSchema {
  const factor = { type: "number", exclusiveMinimum: 1, expected: "a number above 1" };
  return object('a range {"from", "to", "factor"}', ["from", "to", "factor"], { ...ends(parameter), factor });
}

function ends(parameter: IntegerParameter): JsonSchema {
  const { minimum, maximum } = parameter;
  const end = { type: "integer", minimum, maximum, expected: legalValues(parameter) };
  return { from: end, to: end };
}

function productSchema(all: readonly Parameter[]): JsonSchema {
  const integers = all.filter((other) => other.kind === "integer").map((other) => other.name);
  const factor = { type: "integer", minimum: 1, maximum: 1_000_000, expected: "an integer from 1 to 1000000" };
  return object('a product {"times", "factors"}', ["times", "factors"], {
    times: { enum: integers, expected: `one of ${integers.join(", ")}` },
    factors: { ...list("a list of one or more factors, each once", 1, factor), distinct: true },
  });
}

function object(expected: string, required: readonly string[], properties: JsonSchema): JsonSchema {
  return { type: "object", properties, required, additionalProperties: false, expected };
}

function list(expected: string, minItems: number, items: JsonSchema): JsonSchema {
  return { type: "array", minItems, maxItems: MOST_VALUES, items, expected };
}

function choose(type: "array" | "object", then: JsonSchema, otherwise: JsonSchema): JsonSchema {
  return schemaIf({ type }, then, otherwise);
}

function ifHas(key: string, then: JsonSchema, otherwise: JsonSchema): JsonSchema {
  return schemaIf({ type: "object", required: [key] }, then, otherwise);
}
