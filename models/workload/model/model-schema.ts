import { schemaIf, type JsonSchema } from "../../../src/json/json-schema.ts";
import { nameSchema, printableTextSchema } from "../../../src/json/text-schema.ts";
import {
  FEED_FORWARD_KINDS,
  HEAD_FORMATS,
  MODEL_ACTIVATIONS,
  SCALE_PARTS,
  TRUSTS,
  WEIGHT_FORMATS,
  type Mixer,
} from "./model.ts";

/** The JSON of a model: the shape of `Model`. */

/** Such that no product of a model is wider than a layer may be, and no count above what a double holds. */
const MOST = {
  width: 2 ** 20,
  heads: 2048,
  headDimension: 2048,
  vocabulary: 2 ** 24,
  context: 2 ** 24,
  blocks: 4096,
  experts: 4096,
  norms: 2 ** 30,
};

/** Schema of a number that decides on shapes: an integer from 1 to what is sensible for it. */
export function dimension(kind: keyof typeof MOST): JsonSchema {
  return { type: "integer", minimum: 1, maximum: MOST[kind], expected: `an integer from 1 to ${MOST[kind]}` };
}

function choice(names: readonly string[]): JsonSchema {
  return { enum: names, expected: `one of ${names.join(", ")}` };
}

const YES_OR_NO: JsonSchema = { type: "boolean", expected: "true or false" };

function objectOf(
  expected: string,
  properties: Readonly<Record<string, JsonSchema>>,
  optional: readonly string[] = [],
): JsonSchema {
  const required = Object.keys(properties).filter((key) => !optional.includes(key));
  return { type: "object", properties, required, additionalProperties: false, expected };
}

const ATTENTION = {
  heads: dimension("heads"),
  keyValueHeads: dimension("heads"),
  headDimension: dimension("headDimension"),
  fused: YES_OR_NO,
  outputGate: YES_OR_NO,
};

/** Each kind of mixer: what it states besides `kind`. */
const MIXERS: Readonly<Record<Mixer["kind"], Readonly<Record<string, JsonSchema>>>> = {
  attention: ATTENTION,
  "gated-delta-net": {
    keyHeads: dimension("heads"),
    valueHeads: dimension("heads"),
    keyHeadDimension: dimension("headDimension"),
    valueHeadDimension: dimension("headDimension"),
  },
  "gated-recurrence": { inner: dimension("width") },
};

const MAY_LACK = ["fused", "outputGate"];

const MIXER: JsonSchema = {
  type: "object",
  properties: { kind: choice(Object.keys(MIXERS)) },
  required: ["kind"],
  expected: 'what a block does with other tokens, {"kind": ...}',
  allOf: Object.entries(MIXERS).map(([kind, numbers]) =>
    schemaIf(
      { properties: { kind: { const: kind } }, required: ["kind"] },
      {
        properties: { kind: true, ...numbers },
        required: Object.keys(numbers).filter((key) => !MAY_LACK.includes(key)),
        additionalProperties: false,
      },
    ),
  ),
};

const CROSS = objectOf(
  'attention to the encoder, {"kind": "attention", ...}',
  { kind: choice(["attention"]), ...ATTENTION },
  MAY_LACK,
);

const FEED_FORWARD = objectOf(
  'a feed-forward part, {"kind", "hidden"}',
  {
    kind: choice(FEED_FORWARD_KINDS),
    hidden: dimension("width"),
    experts: objectOf('experts, {"count", "active", "router"}', {
      count: dimension("experts"),
      active: dimension("experts"),
      router: choice(WEIGHT_FORMATS.filter((format) => format !== "ternary")),
    }),
    shared: objectOf('a shared expert, {"hidden", "format"}', {
      hidden: dimension("width"),
      format: choice(WEIGHT_FORMATS),
    }),
  },
  ["experts", "shared"],
);

const BLOCKS: JsonSchema = {
  type: "array",
  minItems: 1,
  maxItems: 64,
  expected: "a list of 1 to 64 groups of blocks",
  items: objectOf(
    'blocks that are alike, {"count", "mixer", "feedForward"}',
    {
      name: nameSchema("what opens the names of their layers"),
      count: dimension("blocks"),
      mixer: MIXER,
      cross: CROSS,
      feedForward: FEED_FORWARD,
    },
    ["name", "cross"],
  ),
};

const PART: JsonSchema = { type: "number", minimum: 0, maximum: 1, expected: "a part from 0 to 1" };

const ZEROS = objectOf(
  'parts of the weights that are zero, {"fraction", "byLayer"}',
  {
    fraction: PART,
    byLayer: { type: "object", additionalProperties: PART, expected: "parts by names of layers" },
  },
  ["byLayer"],
);

const MARKS: JsonSchema = {
  type: "array",
  expected: "a list of marks",
  items: objectOf('a mark, {"of", "trust", "source"}', {
    of: {
      type: "array",
      minItems: 1,
      items: { type: "string", expected: 'a place in this file, as "/hidden"' },
      expected: "a list of places in this file",
    },
    trust: choice(TRUSTS),
    source: printableTextSchema("where it is from"),
  }),
};

export const MODEL_SCHEMA: JsonSchema = objectOf(
  "a model",
  {
    name: nameSchema("a short name"),
    title: printableTextSchema("the model's name"),
    family: nameSchema("the models that it belongs to"),
    source: printableTextSchema("where the dimensions are from"),
    notes: printableTextSchema("remarks"),
    hidden: dimension("width"),
    blocks: BLOCKS,
    vocabulary: dimension("vocabulary"),
    head: objectOf('the output head, {"format", "tied"}', { format: choice(HEAD_FORMATS), tied: YES_OR_NO }, ["tied"]),
    embedding: objectOf('the embedding, {"format"}', { format: choice(WEIGHT_FORMATS) }),
    norms: objectOf('the weights of all norms, {"weights", "format"}', {
      weights: dimension("norms"),
      format: choice(WEIGHT_FORMATS.filter((format) => format !== "ternary")),
    }),
    contextLength: dimension("context"),
    scales: objectOf('what a scale belongs to, {"per"}', { per: choice(SCALE_PARTS), inputs: dimension("width") }, [
      "inputs",
    ]),
    zeros: ZEROS,
    activations: {
      type: "array",
      minItems: 1,
      distinct: true,
      items: choice(MODEL_ACTIVATIONS),
      expected: "a list of different types of activations",
    },
    marks: MARKS,
  },
  ["family", "notes", "norms", "contextLength", "zeros", "activations", "marks"],
);
