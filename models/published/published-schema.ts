import { schemaIf, type JsonSchema } from "../../src/json/json-schema.ts";
import { nameSchema, printableTextSchema } from "../../src/json/text-schema.ts";
import { FIELD_NAMES, FIELDS, type NumberField, type TextField } from "./fields.ts";
import { GROUPS, PUBLISHED_TRUSTS } from "./published-design.ts";

/** The JSON of a published design: the shape of `PublishedDesign`. */

function choice(names: readonly string[]): JsonSchema {
  return { type: "string", enum: names, expected: `one of ${names.join(", ")}` };
}

function valueOf(field: NumberField | TextField): JsonSchema {
  switch (field.kind) {
    case "number": {
      const { isWhole, minimum, maximum, unit } = field;
      const kind = isWhole ? "integer" : "number";
      const expected = `${isWhole ? "an integer" : "a number"} from ${minimum} to ${maximum} ${unit}`.trim();
      return oneOrMore({ type: kind, minimum, maximum, expected });
    }
    case "text":
      return oneOrMore(field.words === undefined ? printableTextSchema(field.label) : choice(field.words));
  }
}

function oneOrMore(item: JsonSchema): JsonSchema {
  const several = { type: "array", minItems: 2, distinct: true, items: item, expected: "a list of different values" };
  return schemaIf({ type: "array" }, several, item);
}

const FACTS: JsonSchema = {
  type: "array",
  expected: "a list of facts",
  items: {
    type: "object",
    properties: {
      of: choice(FIELD_NAMES),
      value: {},
      trust: choice(PUBLISHED_TRUSTS),
      source: printableTextSchema("where it is from"),
    },
    required: ["of", "value", "trust", "source"],
    additionalProperties: false,
    expected: 'a fact, {"of", "value", "trust", "source"}',
    allOf: FIELD_NAMES.map((name) =>
      schemaIf({ properties: { of: { const: name } } }, { properties: { value: valueOf(FIELDS[name]) } }),
    ),
  },
};

export const PUBLISHED_SCHEMA: JsonSchema = {
  type: "object",
  properties: {
    name: nameSchema("a short name"),
    title: printableTextSchema("the name as its authors write it"),
    group: choice(GROUPS),
    source: printableTextSchema("the paper or repository"),
    notes: printableTextSchema("remarks"),
    facts: FACTS,
    points: {
      type: "array",
      minItems: 1,
      expected: "a list of circuits",
      items: {
        type: "object",
        properties: { label: printableTextSchema("what tells the circuit from the others"), facts: FACTS },
        required: ["label", "facts"],
        additionalProperties: false,
        expected: 'a circuit, {"label", "facts"}',
      },
    },
  },
  required: ["name", "title", "group", "source", "facts"],
  additionalProperties: false,
  expected: "a published design",
};
