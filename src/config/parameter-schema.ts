import { legalValues, type Parameter } from "../core/parameters.ts";
import type { JsonSchema } from "../json/json-schema.ts";

/** The JSON Schema of one value of `parameter`. */
export function valueSchema(parameter: Parameter): JsonSchema {
  const common = { description: parameter.description, default: parameter.default, expected: legalValues(parameter) };
  switch (parameter.kind) {
    case "integer":
      return { type: "integer", minimum: parameter.minimum, maximum: parameter.maximum, ...common };
    case "choice":
      return { enum: parameter.choices, ...common };
    case "name":
      return { type: "string", minLength: 1, ...common };
  }
}

/** An object with some of `parameters` as keys; `schemaOf` gives the schema of each. */
export function parametersSchema(
  parameters: readonly Parameter[],
  schemaOf: (parameter: Parameter) => JsonSchema,
): JsonSchema {
  return {
    type: "object",
    properties: Object.fromEntries(parameters.map((parameter) => [parameter.name, schemaOf(parameter)])),
    additionalProperties: false,
    expected: "an object from parameter names to values",
  };
}
