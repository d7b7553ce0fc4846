import { PER_EXAMPLE } from "../../models/training/record/statistics.ts";
import type { TrainingOutcome } from "../../models/training/record/training-record.ts";
import { compileSchema, schemaIf, type JsonSchema } from "../json/json-schema.ts";
import { numberFields, objectOf } from "../json/number-fields.ts";

const FRACTION: JsonSchema = { type: "number", minimum: 0, maximum: 1 };
const COUNT: JsonSchema = { type: "number", minimum: 0 };
const CODES: JsonSchema = { type: "array", items: { type: "integer" } };

const LAYER = objectOf({
  clippedUpdates: COUNT,
  refreshedPairs: COUNT,
  examples: COUNT,
  loopPulses: COUNT,
  endurance: numberFields(["mean", "most"], 0),
  perExample: numberFields(PER_EXAMPLE),
});

const OPERATION = objectOf({
  x: CODES,
  delta: CODES,
  registers: {
    type: "object",
    required: ["pulses", "shift", "threshold"],
    properties: { pulses: { type: "integer" }, shift: { type: "integer" }, threshold: { type: "integer" } },
    additionalProperties: { type: "number" },
  },
  apply: { type: "boolean" },
});

const TRAINED = objectOf({
  kind: { const: "trained" },
  accuracy: FRACTION,
  floatAccuracy: FRACTION,
  diverged: { type: "boolean" },
  layers: { type: "array", minItems: 1, items: LAYER },
  sample: { type: "array", items: { type: "array", items: OPERATION } },
  warnings: { type: "array", items: { type: "string" } },
});

const REFUSED = objectOf({ kind: { const: "refused" }, reason: { type: "string", minLength: 1 } });

/** Whether a value from the cache is the outcome of a training. @throws {InputError} if not */
export const readTrainingOutcome = compileSchema<TrainingOutcome>({
  type: "object",
  required: ["kind"],
  ...schemaIf({ required: ["kind"], properties: { kind: { const: "trained" } } }, TRAINED, REFUSED),
});
