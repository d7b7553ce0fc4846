import { compileSchema, type JsonSchema } from "../json/json-schema.ts";
import { objectOf } from "../json/number-fields.ts";
import type { MeasuredComponent } from "./measure.ts";

const QUANTITY: JsonSchema = { type: "number", minimum: 0 };
const KINDS: JsonSchema = {
  type: "array",
  minItems: 3,
  maxItems: 3,
  items: [{ type: "number" }, { type: "number" }, { type: "number" }],
};

/** Whether a value from the cache is a measured component. @throws {InputError} if not */
export const readMeasuredComponent = compileSchema<MeasuredComponent>(
  objectOf({
    pins: { type: "object", additionalProperties: { type: "array", items: QUANTITY, minItems: 1 } },
    areaUm2: QUANTITY,
    leakageNw: QUANTITY,
    delayPs: QUANTITY,
    flipFlops: { type: "integer", minimum: 0 },
    energies: { type: "object", additionalProperties: objectOf({ load: KINDS, hold: KINDS }) },
  }),
);
