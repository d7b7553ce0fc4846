import { loadAccuracy } from "../../../models/cost/accuracy.ts";
import { expectedErrors } from "../../../models/evaluate/expected-errors.ts";
import type { Technology } from "../../../models/technology/technology.ts";
import type { ExperimentPoint, ReproductionPoint } from "../../core/reproduction.ts";
import { areaModel } from "./area-model.ts";
import { chooseVariant, generatorOf, variantsOf } from "./variants.ts";
import { mhzOfPeriodPs, periodPsOfMhz } from "../../core/units.ts";

/** Estimates the points in one technology by priced counts of the netlist. */
export function evaluatePoints(
  points: readonly ExperimentPoint[],
  technology: Technology,
  clockMhz: number,
): ReproductionPoint[] {
  const areaOf = areaModel(technology);
  const areaError = expectedErrors(loadAccuracy(technology), "counts")["areaUm2"] ?? 1;
  return points.map((point) => {
    const generator = generatorOf(point);
    const variants = variantsOf(point).map((parameters) => ({ parameters, ...areaOf(generator, parameters) }));
    const { chosen, clock } = chooseVariant(variants, periodPsOfMhz(clockMhz));
    const { parameters, areaUm2, criticalPathPs, roles } = chosen;
    const weights = point.inputsPerStep * point.outputsPerStep;
    const ownClockMhz = clock === "met" ? clockMhz : mhzOfPeriodPs(criticalPathPs);
    return {
      ...point,
      technology: technology.name,
      design: { generator: generator.name, parameters },
      clock,
      clockMhz: ownClockMhz,
      variants: variants.length,
      fidelity: "counts",
      areaUm2,
      areaError,
      criticalPathPs,
      areaPerWeightUm2: areaUm2 / weights,
      topsPerMm2: (2 * weights * ownClockMhz) / areaUm2,
      roles,
    };
  });
}
