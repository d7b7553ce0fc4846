import { loadAccuracy, metricError, UNKNOWN_ERROR } from "../../../models/cost/accuracy.ts";
import { groupsOf } from "../../../models/cost/design-groups.ts";
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
  const accuracy = loadAccuracy(technology);
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
      areaError: metricError(accuracy, "counts", "areaUm2", groupsOf(generator, parameters))?.bound ?? UNKNOWN_ERROR,
      criticalPathPs,
      areaPerWeightUm2: areaUm2 / weights,
      topsPerMm2: (2 * weights * ownClockMhz) / areaUm2,
      roles,
    };
  });
}
