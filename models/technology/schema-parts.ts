import type { JsonSchema } from "../../src/json/json-schema.ts";

/** Schema of a number in a range, ends included; `what` names it with its unit. */
export function within(what: string, minimum: number, maximum: number): JsonSchema {
  return { type: "number", minimum, maximum, expected: `${what}, a number from ${minimum} to ${maximum}` };
}

/** Schema of a number above 0 and at most `maximum`. */
export function above(what: string, maximum: number): JsonSchema {
  return { type: "number", exclusiveMinimum: 0, maximum, expected: `${what}, a number above 0 and at most ${maximum}` };
}

/** Schema of a count or version: an integer from 0. */
export function whole(what: string): JsonSchema {
  return { type: "integer", minimum: 0, maximum: 1e9, expected: `${what}, an integer from 0 to 1000000000` };
}

/** Schema of one of a few words. */
export function among(words: readonly string[]): JsonSchema {
  return { enum: words, expected: `one of ${words.join(", ")}` };
}

/** Schema of a list of any length. */
export function listOf(expected: string, items: JsonSchema): JsonSchema {
  return { type: "array", items, expected };
}

/** Schema of an object with these keys and no others. */
export function objectOf(expected: string, properties: JsonSchema, required: readonly string[]): JsonSchema {
  return { type: "object", properties, required, additionalProperties: false, expected };
}

/** Refers to one of the `definitions` of the schema: Ajv compiles it once, however often it stands. */
export function defined(name: string): JsonSchema {
  return { $ref: `#/definitions/${name}` };
}
