import type { Generator } from "../../generators/contract/index.ts";
import { arraySchema, trainingSchema } from "./training-schema.ts";
import type { Parameter } from "../core/parameters.ts";
import { choose, ifHas, list, object, rangeSchema, severalSchema } from "./axis-schema.ts";
import { generatorNameSchema, parametersByGenerator } from "./design.ts";
import { FIDELITIES } from "../core/result.ts";
import { nameSchema } from "../json/text-schema.ts";
import type { JsonSchema } from "../json/json-schema.ts";
import { parametersSchema, valueSchema } from "./parameter-schema.ts";
import { settingSchemas } from "./settings-schema.ts";
import { SEARCH_KINDS } from "./space.ts";
import { formulasSchema, metricSchema, pickSchema } from "./space-metrics.ts";

/**
 * The JSON Schema of a space file (see `Space`), made from the generators' own descriptions.
 * @param named those whose parameters are described
 */
export function spaceSchema(generators: readonly Generator[], named = generators): JsonSchema {
  const top = object("a space file", ["name", "technology", "clockMhz", "blocks", "objectives"], {
    name: nameSchema("a name for the space"),
    ...settingSchemas(),
    seed: {
      type: "integer",
      minimum: 0,
      maximum: 4_294_967_295,
      default: 1,
      expected: "an integer from 0 to 4294967295",
    },
    fidelity: { enum: [...FIDELITIES], expected: `one of ${FIDELITIES.join(", ")}` },
    search: { enum: [...SEARCH_KINDS], expected: `one of ${SEARCH_KINDS.join(", ")}` },
    blocks: list("a list of one or more blocks", 1, blockSchema(generators, named)),
    metrics: formulasSchema(),
    constraints: list("a list of constraints", 0, constraintSchema()),
    objectives: list("a list of one or more objectives", 1, objectiveSchema()),
    equalThroughput: object('an object {"baselines": […]}', ["baselines"], {
      baselines: { ...list("a list of one or more generators", 1, generatorNameSchema(generators)), distinct: true },
    }),
    ownBest: metricSchema(),
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
  return object('a constraint, e.g. {"metric": "areaUm2", "maximum": 50000}', ["metric"], {
    metric: metricSchema(),
    minimum: { type: "number", expected: "a number" },
    maximum: { type: "number", expected: "a number" },
  });
}

function objectiveSchema(): JsonSchema {
  return object('an objective, e.g. {"metric": "areaUm2"}', ["metric"], {
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
  if (parameter.kind !== "integer") return severalSchema(value);
  const ranges = ifHas("times", reference(`${generator}:times`), rangeSchema(parameter));
  return choose("object", ranges, severalSchema(value));
}

function productSchema(all: readonly Parameter[]): JsonSchema {
  const integers = all.filter((other) => other.kind === "integer").map((other) => other.name);
  const factor = { type: "integer", minimum: 1, maximum: 1_000_000, expected: "an integer from 1 to 1000000" };
  return object('a product {"times", "factors"}', ["times", "factors"], {
    times: { enum: integers, expected: `one of ${integers.join(", ")}` },
    factors: { ...list("a list of one or more factors, each once", 1, factor), distinct: true },
  });
}
