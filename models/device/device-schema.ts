import { objectOf, positive, text } from "../memory/data-file.ts";
import { schemaIf, type JsonSchema } from "../../src/json/json-schema.ts";
import { CURVES } from "./device.ts";
import { MAXIMUM_NONLINEARITY } from "./nonlinearity.ts";

/** The JSON of a device: the shape of `Device`, in which what a device lacks may be left out. */

const LABEL_LIMIT = MAXIMUM_NONLINEARITY.toFixed(4);

/** Each kind of response: its numbers, besides `kind`. */
const RESPONSES: Readonly<Record<string, Readonly<Record<string, JsonSchema>>>> = {
  linear: {},
  exponential: {
    nonlinearity: {
      type: "number",
      exclusiveMinimum: -MAXIMUM_NONLINEARITY,
      exclusiveMaximum: MAXIMUM_NONLINEARITY,
      expected: `a nonlinearity label above -${LABEL_LIMIT} and below ${LABEL_LIMIT} (a curve that jumps at once; no larger label exists)`,
    },
  },
  "soft-bounds": { rate: part("the part of the way to the bound that a pulse covers") },
  "linear-step": {
    first: part("the first step, as part of the range"),
    last: within("the last step, as part of the range", 0, 1),
  },
  "exponential-step": {
    step: part("the step far from the start, as part of the range"),
    amplitude: within("the relative excess of the first step", -1e6, 1e6),
    decay: within("the decay of that excess over the range", -100, 100),
  },
  "power-step": {
    step: part("the first step, as part of the range"),
    exponent: within("the exponent of the power", 0, 100),
    bound: within("where the steps end, in ranges from the start", 1, 1000),
  },
  piecewise: {
    steps: {
      type: "array",
      minItems: 2,
      maxItems: 4096,
      items: within("a step, as part of the range", 0, 1),
      expected: "a list of 2 to 4096 steps at equally spaced places of the range",
    },
  },
};

const RESPONSE: JsonSchema = {
  type: "object",
  properties: { kind: { enum: Object.keys(RESPONSES), expected: `one of ${Object.keys(RESPONSES).join(", ")}` } },
  required: ["kind"],
  expected: 'a response, {"kind": ...}',
  allOf: Object.entries(RESPONSES).map(([kind, numbers]) =>
    schemaIf(
      { properties: { kind: { const: kind } } },
      {
        properties: { kind: true, ...numbers },
        required: Object.keys(numbers).filter((key) => key !== "bound"),
        additionalProperties: false,
      },
    ),
  ),
};

const DIRECTION = objectOf(
  'a direction, {"pulses", "response"}',
  {
    pulses: { type: "integer", minimum: 2, maximum: 1_000_000, expected: "states, an integer from 2 to 1000000" },
    response: RESPONSE,
  },
  ["pulses", "response"],
);

const PULSE = objectOf(
  'a pulse, {"voltageV", "widthNs"}',
  {
    voltageV: {
      type: "number",
      minimum: -100,
      maximum: 100,
      not: { const: 0 },
      expected: "a voltage other than 0, from -100 to 100 [V]",
    },
    widthNs: positive("a pulse width [ns]"),
  },
  ["voltageV", "widthNs"],
);

const ELECTRICAL = objectOf(
  'conductances and pulses, {"minimumS", "maximumS", "ltp", "ltd"}',
  {
    minimumS: within("the lowest conductance [S]", 0, 1),
    maximumS: positive("the highest conductance [S]"),
    ltp: PULSE,
    ltd: PULSE,
    reset: PULSE,
  },
  ["minimumS", "maximumS", "ltp", "ltd"],
);

const DEVICE_TO_DEVICE = objectOf(
  "the spread from device to device",
  {
    nonlinearity: within("a standard deviation of the label", 0, 10),
    upperBound: within("a standard deviation, as part of the range", 0, 10),
    lowerBound: within("a standard deviation, as part of the range", 0, 10),
    curve: choice(...CURVES),
    step: within("a relative standard deviation", 0, 10),
    stepDistribution: choice("normal", "log-normal"),
    upDown: within("a relative standard deviation", 0, 10),
    scale: objectOf(
      'steps in nominal ones, {"ltp", "ltd"}',
      { ltp: part("LTP's steps in nominal ones"), ltd: part("LTD's steps in nominal ones") },
      ["ltp", "ltd"],
    ),
    gamma: within("a standard deviation of gamma", 0, 10),
    gammaUpDown: within("a relative standard deviation", 0, 10),
    reference: within("a standard deviation, as part of the range", 0, 10),
  },
  [],
);

/** Schema of a device file; `parseDevice` checks what a schema cannot say. */
export const DEVICE_SCHEMA: JsonSchema = objectOf(
  "a device",
  {
    name: { type: "string", maxLength: 100, pattern: "^[a-z0-9]+(-[a-z0-9]+)*$", expected: "a name in kebab-case" },
    title: text("what the device is"),
    source: text("where the numbers are from"),
    notes: text("remarks"),
    polarity: choice("bidirectional", "unidirectional"),
    ltp: DIRECTION,
    ltd: DIRECTION,
    zero: within("the place of weight 0 as part of the range", 0, 1),
    cycleToCycle: objectOf(
      'noise of a pulse, {"of", "sigma"}, with "step" also {"floor", "slope"}',
      {
        of: choice("range", "step", "nominal-step"),
        sigma: within("a standard deviation", 0, 100),
        floor: within("a part of the range", 0, 1),
        slope: within("a part of the way from zero", 0, 1),
      },
      ["of", "sigma"],
    ),
    deviceToDevice: DEVICE_TO_DEVICE,
    writeNoise: within("a standard deviation, as part of the range", 0, 10),
    leakage: objectOf(
      'leakage, {"lifetime", "spread", "towards"}',
      {
        lifetime: { type: "number", exclusiveMinimum: 1, maximum: 1e15, expected: "mini-batches, a number above 1" },
        spread: within("a relative standard deviation", 0, 10),
        towards: within("a part of the range", 0, 1),
      },
      ["lifetime", "spread", "towards"],
    ),
    stuck: objectOf(
      'stuck devices, {"fraction", "at"}',
      {
        fraction: within("the part of the devices that is stuck", 0, 1),
        at: choice("minimum", "maximum", "either", "anywhere"),
      },
      ["fraction", "at"],
    ),
    reset: objectOf(
      'the state after a reset, {"mean", "sigma"}',
      { mean: within("a part of the range", 0, 1), sigma: within("a part of the range", 0, 1) },
      ["mean", "sigma"],
    ),
    electrical: ELECTRICAL,
    marks: {
      type: "object",
      additionalProperties: text("how the number was had"),
      expected: "how each number was had, by its JSON path",
    },
  },
  ["name", "title", "source", "ltp", "ltd"],
);

function within(what: string, minimum: number, maximum: number): JsonSchema {
  return { type: "number", minimum, maximum, expected: `${what}, a number from ${minimum} to ${maximum}` };
}

function part(what: string): JsonSchema {
  return { type: "number", exclusiveMinimum: 0, maximum: 1, expected: `${what}, a number above 0 and at most 1` };
}

function choice(...names: readonly string[]): JsonSchema {
  return { enum: names, expected: `one of ${names.join(", ")}` };
}
