import type { JsonSchema } from "./json-schema.ts";

/** Schema of an object with exactly these fields, each a number from `minimum` (default: any) on. */
export function numberFields(names: readonly string[], minimum?: number): JsonSchema {
  const number = { type: "number", ...(minimum === undefined ? {} : { minimum }) };
  return objectOf(Object.fromEntries(names.map((name) => [name, number])));
}

/** Schema of an object with exactly these fields. */
export function objectOf(properties: Readonly<Record<string, JsonSchema>>): JsonSchema {
  return { type: "object", required: Object.keys(properties), properties, additionalProperties: false };
}
