import { USUAL_ARRAY } from "../core/array-model.ts";
import { legalSetting, TRAINING_SETTINGS, type TrainingSetting } from "../core/training.ts";
import type { JsonSchema } from "../json/json-schema.ts";

/** What a space of update units may say about training; every key has a default. */
export function trainingSchema(): JsonSchema {
  const settings = Object.entries<TrainingSetting>(TRAINING_SETTINGS).map(([name, setting]) => [
    name,
    { ...valuesOf(setting), default: setting.usual, expected: legalSetting(setting) },
  ]);
  return object("what is trained: an object, {} for the usual", Object.fromEntries(settings));
}

function valuesOf(setting: TrainingSetting): JsonSchema {
  switch (setting.kind) {
    case "integer":
      return { type: "integer", minimum: setting.minimum ?? 1, maximum: setting.maximum };
    case "number": {
      const least = setting.minimum === 0 ? { minimum: 0 } : { exclusiveMinimum: 0 };
      return { type: "number", ...least, maximum: setting.maximum };
    }
    case "choice":
      return { enum: setting.choices };
    case "neurons": {
      const { maximum } = setting;
      const items = { type: "integer", minimum: 1, maximum, expected: `an integer from 1 to ${maximum}` };
      return { type: "array", minItems: 2, items };
    }
    case "by-layer": {
      const { maximum } = setting;
      const items = { type: "number", exclusiveMinimum: 0, maximum, expected: `a number above 0, at most ${maximum}` };
      return { type: "array", items };
    }
    case "data":
      return { type: "string", minLength: 1 };
  }
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
