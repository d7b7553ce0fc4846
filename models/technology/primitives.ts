import { printableTextSchema } from "../../src/json/text-schema.ts";
import type { JsonSchema } from "../../src/json/json-schema.ts";
import { type Calibration, DELAY_TERMS, ENERGY_TERMS, FEATURES } from "./prices.ts";
import { above, objectOf, whole, within } from "./schema-parts.ts";

/** Prices of what the netlist counts, calibrated on synthesised modules; `tritforge calibrate` writes them. */
export interface TechnologyPrimitives extends Calibration {
  /** Synthesis tool and version of the recipe that measured the modules. */
  readonly tool: string;
  readonly recipe: number;
  /** Of the modules that were measured (src/characterise/fingerprint.ts); absent in older files. */
  readonly fingerprint?: string;
}

const ACCURACY = objectOf(
  "an error, with mean and worst",
  {
    mean: within("a relative error", 0, 1e6),
    worst: within("a relative error", 0, 1e6),
    bound: within("a relative error", 0, 1e6),
    items: whole("a count"),
    folds: whole("a count"),
  },
  ["mean", "worst"],
);

/** Prices by name; every count must have one: one that is missing would be free. */
function prices(names: readonly string[], price: JsonSchema): JsonSchema {
  return {
    type: "object",
    propertyNames: { enum: names },
    additionalProperties: price,
    required: names,
    expected: `a price for each of ${names.join(", ")}`,
  };
}

const PRICE = above("a price", 1e12);
const ENERGY_PRICE = within("a price [fJ]", 0, 1e12);

/** Schema of the `primitives` of a technology file. */
export const PRIMITIVES_SCHEMA: JsonSchema = objectOf(
  "prices that `tritforge calibrate` writes",
  {
    areaUm2: prices(FEATURES, PRICE),
    leakageNw: prices(FEATURES, PRICE),
    delay: prices(DELAY_TERMS, PRICE),
    switchingFj: prices(ENERGY_TERMS, ENERGY_PRICE),
    internalFj: prices(ENERGY_TERMS, ENERGY_PRICE),
    clockFj: PRICE,
    crossValidation: objectOf(
      "errors of area, leakage, delay and energy",
      { area: ACCURACY, leakage: ACCURACY, delay: ACCURACY, energy: ACCURACY },
      ["area", "leakage", "delay", "energy"],
    ),
    modules: whole("a count of modules"),
    tool: printableTextSchema("a tool"),
    recipe: whole("a version of the recipe"),
    fingerprint: printableTextSchema("a fingerprint"),
  },
  ["areaUm2", "leakageNw", "delay", "switchingFj", "internalFj", "clockFj", "crossValidation", "tool", "recipe"],
);
