import { legalValues, type IntegerParameter } from "../core/parameters.ts";
import { schemaIf, type JsonSchema } from "../json/json-schema.ts";
import { MOST_VALUES } from "./axis-size.ts";

/** The JSON Schemas that axes of all kinds are put together from. */

/** A value, a list of values, each once, or a range of whole numbers; `value` describes one. */
export function numberAxisSchema(parameter: IntegerParameter, value: JsonSchema): JsonSchema {
  return choose("object", rangeSchema(parameter), severalSchema(value));
}

/** A value, or a list of values, each once. */
export function severalSchema(value: JsonSchema): JsonSchema {
  return choose("array", { ...list("a list of one or more values, each once", 1, value), distinct: true }, value);
}

/** `{from, to, step}` or `{from, to, factor}`. */
export function rangeSchema(parameter: IntegerParameter): JsonSchema {
  return ifHas("factor", geometricSchema(parameter), arithmeticSchema(parameter));
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

/** An object with these keys and no others. */
export function object(expected: string, required: readonly string[], properties: JsonSchema): JsonSchema {
  return { type: "object", properties, required, additionalProperties: false, expected };
}

/** A list with items of one kind. */
export function list(expected: string, minItems: number, items: JsonSchema): JsonSchema {
  return { type: "array", minItems, maxItems: MOST_VALUES, items, expected };
}

/** `then` for a value of this type, `otherwise` for others. */
export function choose(type: "array" | "object", then: JsonSchema, otherwise: JsonSchema): JsonSchema {
  return schemaIf({ type }, then, otherwise);
}

/** `then` for an object with this key, `otherwise` for others. */
export function ifHas(key: string, then: JsonSchema, otherwise: JsonSchema): JsonSchema {
  return schemaIf({ type: "object", required: [key] }, then, otherwise);
}
