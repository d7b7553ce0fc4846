import type { Calibration } from "../cost/calibrate.ts";
import { DELAY_TERMS } from "../cost/delay/coefficients.ts";
import { ENERGY_TERMS } from "../cost/energy-terms.ts";
import { FEATURES } from "../cost/features.ts";
import { checkFields, describe, isObject } from "./fields.ts";
import type { Field, Report } from "./fields.ts";

/** Prices of what the netlist counts, calibrated on synthesised modules; `tritforge calibrate` writes them. */
export interface TechnologyPrimitives extends Calibration {
  /** Synthesis tool and version of the recipe that measured the modules. */
  readonly tool: string;
  readonly recipe: number;
}

/** Every count must have a price: one that is missing would be free. */
export function checkPrimitives(primitives: unknown, fault: Report): void {
  if (primitives === undefined) return;
  if (!isObject(primitives)) return fault("/primitives", `got ${describe(primitives)}, expected an object`);
  const check = (key: string, names: readonly string[], field: Field): void => {
    const prices = primitives[key];
    if (!isObject(prices)) return fault(`/primitives/${key}`, `got ${describe(prices)}, expected an object`);
    checkFields(prices, Object.fromEntries(names.map((name) => [name, field])), `/primitives/${key}`, fault);
  };
  check("areaUm2", FEATURES, "positive");
  check("leakageNw", FEATURES, "positive");
  check("delay", DELAY_TERMS, "positive");
  check("switchingFj", ENERGY_TERMS, "nonNegative");
  check("internalFj", ENERGY_TERMS, "nonNegative");
  checkFields(primitives, { clockFj: "positive", tool: "string", recipe: "positive" }, "/primitives", fault);
  checkAccuracy(primitives["crossValidation"], fault);
}

function checkAccuracy(crossValidation: unknown, fault: Report): void {
  const path = "/primitives/crossValidation";
  if (!isObject(crossValidation)) return fault(path, `got ${describe(crossValidation)}, expected an object`);
  for (const what of ["area", "leakage", "delay", "energy"]) {
    const found = crossValidation[what];
    if (!isObject(found)) fault(`${path}/${what}`, `got ${describe(found)}, expected an object`);
    else checkFields(found, { mean: "number", worst: "number" }, `${path}/${what}`, fault);
  }
}
