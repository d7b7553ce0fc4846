import { compileSchema, type JsonSchema } from "../../src/json/json-schema.ts";
import { objectOf } from "../../src/json/number-fields.ts";
import type { Measurement } from "./measured.ts";

const QUANTITY: JsonSchema = { type: "number", minimum: 0 };
const TWICE: JsonSchema = { type: "object", required: ["own"], properties: { openSta: QUANTITY, own: QUANTITY } };

/** Whether a value from the cache is what was measured of a design. @throws {InputError} if not */
export const readMeasurement = compileSchema<Measurement>({
  type: "object",
  required: ["top", "cells", "areaUm2", "modules"],
  properties: {
    top: { type: "string" },
    cells: { type: "integer", minimum: 0 },
    areaUm2: QUANTITY,
    modules: {
      type: "array",
      items: {
        ...objectOf({
          module: { type: "string" },
          instances: QUANTITY,
          areaUm2: QUANTITY,
          energyPj: { type: "number" },
        }),
        required: ["module", "instances", "areaUm2"],
      },
    },
    criticalPathPs: TWICE,
    energyPerStepPj: TWICE,
    energyByKindPj: { type: "object", additionalProperties: { type: "number" } },
  },
  additionalProperties: false,
});
