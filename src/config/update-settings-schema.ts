import { USUAL_ARRAY, USUAL_TRAINING } from "../core/update-settings.ts";
import type { JsonSchema } from "../json/json-schema.ts";

/** What a space of update units may say about training; every key has a default. */
export function trainingSchema(): JsonSchema {
  const { layers: _, ...usual } = USUAL_TRAINING;
  const whole = (name: keyof typeof usual, maximum: number): JsonSchema => ({
    type: "integer",
    minimum: 1,
    maximum,
    default: usual[name],
    expected: `an integer from 1 to ${maximum}`,
  });
  const positive = (name: keyof typeof usual): JsonSchema => ({
    type: "number",
    exclusiveMinimum: 0,
    maximum: 1e6,
    default: usual[name],
    expected: "a number above 0",
  });
  const choice = (name: keyof typeof usual, choices: readonly string[]): JsonSchema => ({
    enum: choices,
    default: usual[name],
    expected: `one of ${choices.join(", ")}`,
  });
  return object("what is trained: an object, {} for the usual", {
    layers: {
      type: "array",
      minItems: 2,
      items: { type: "integer", minimum: 1, maximum: 1024, expected: "an integer from 1 to 1024" },
      default: USUAL_TRAINING.layers,
      expected: "neurons from the inputs to the outputs, e.g. [196, 32, 10]",
    },
    data: {
      type: "string",
      minLength: 1,
      default: usual.data,
      expected: "digits, or a folder of IDX files as of MNIST",
    },
    examples: whole("examples", 1_000_000),
    epochs: whole("epochs", 10_000),
    learningRate: positive("learningRate"),
    batch: whole("batch", 100_000),
    weightRange: positive("weightRange"),
    activation: choice("activation", ["sigmoid", "relu"]),
    deltaScale: choice("deltaScale", ["fixed", "power-of-two"]),
    seeds: whole("seeds", 100),
    runs: whole("runs", 1_000_000),
  });
}

/** What a space of update units may say about the array. */
export function arraySchema(): JsonSchema {
  const length = (name: keyof typeof USUAL_ARRAY, expected: string): JsonSchema => ({
    type: "number",
    exclusiveMinimum: 0,
    maximum: 1000,
    default: USUAL_ARRAY[name],
    expected,
  });
  return object('an object {"wireCapacitanceFfPerUm", "cellPitchUm"}', {
    wireCapacitanceFfPerUm: length("wireCapacitanceFfPerUm", "a capacitance in fF/µm above 0"),
    cellPitchUm: length("cellPitchUm", "a distance in µm above 0"),
  });
}

function object(expected: string, properties: JsonSchema): JsonSchema {
  return { type: "object", properties, additionalProperties: false, expected };
}
