import type { LearningRun } from "../../core/learning-reproduction.ts";
import { compileSchema, type JsonSchema } from "../../json/json-schema.ts";
import { objectOf } from "../../json/number-fields.ts";

const FRACTION: JsonSchema = { type: "number", minimum: 0, maximum: 1 };
const COUNT: JsonSchema = { type: "number", minimum: 0 };

/** Whether a value from the cache is one training of the experiment. @throws {InputError} if not */
export const readLearningRun = compileSchema<LearningRun>(
  objectOf({
    seed: { type: "integer" },
    accuracy: FRACTION,
    floatAccuracy: FRACTION,
    outcome: { enum: ["trained", "diverged"] },
    pulses: COUNT,
    refreshedPairs: COUNT,
    meanPulsesPerDevice: COUNT,
    mostPulsesPerDevice: COUNT,
    clippedUpdates: COUNT,
  }),
);
