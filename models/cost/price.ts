import { InputError } from "../../src/core/errors.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { Technology } from "../technology/technology.ts";
import { countFeatures, FEATURES } from "./features.ts";

/**
 * Area of a module's own logic, its children not counted [µm²]: the counts of its features times the technology's price of
 * each. @throws {InputError} if the technology was never calibrated.
 */
export function priceModule(module: Module, technology: Technology): number {
  const { primitives } = technology;
  if (primitives === undefined) {
    throw InputError.at(
      `technology ${technology.name}`,
      "has no primitive areas; expected a file written by `tritforge tech import`",
    );
  }
  const counts = countFeatures(module);
  let areaUm2 = 0;
  for (const feature of FEATURES) areaUm2 += counts[feature] * primitives.areaUm2[feature];
  return areaUm2;
}

/** Where a technology's prices come from, in one line for manifests. */
export function modelDescription(technology: Technology): string {
  const { primitives } = technology;
  if (primitives === undefined) return "no primitive areas";
  const percent = (error: number): string => `${(100 * error).toFixed(1)} %`;
  return (
    `exact primitive counts × ${technology.name} primitive areas, fitted on ${primitives.modules} synthesised modules ` +
    `(mean error ${percent(primitives.meanError)} on them; ${primitives.tool}, recipe ${primitives.recipe})`
  );
}
