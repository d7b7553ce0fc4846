import { GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { createEvaluator, type Evaluator } from "../../models/cost/evaluate.ts";
import { METRIC_COUNT, metricColumn } from "../../models/cost/metric-row.ts";
import { costModels } from "../../models/cost/sources.ts";
import type { Technology } from "../../models/technology/technology.ts";
import { STANDARD_STATISTICS } from "../characterise/statistics.ts";
import type { ExperimentPoint, ReproductionPoint } from "../core/reproduction.ts";
import type { BreakdownRow } from "../core/result.ts";
import { chooseVariant, generatorOf, variantsOf } from "./variants.ts";

const AREA = metricColumn("areaUm2");
const CRITICAL_PATH = metricColumn("criticalPathPs");

/** Estimates the points in one technology by priced counts of the netlist. */
export function evaluatePoints(
  points: readonly ExperimentPoint[],
  technology: Technology,
  clockMhz: number,
): ReproductionPoint[] {
  const evaluator = createEvaluator({
    generators: GENERATORS,
    nand2AreaUm2: technology.nand2AreaUm2,
    models: costModels({ technology, statistics: STANDARD_STATISTICS, fidelity: "counts" }),
    accuracy: loadAccuracy(technology),
    clockMhz,
  });
  return points.map((point) => evaluatePoint(point, technology, clockMhz, evaluator));
}

function evaluatePoint(
  point: ExperimentPoint,
  technology: Technology,
  clockMhz: number,
  evaluator: Evaluator,
): ReproductionPoint {
  const generator = generatorOf(point);
  const row = new Float64Array(METRIC_COUNT);
  const variants = variantsOf(point).map((parameters) => {
    evaluator.evaluateMetrics(generator, parameters, row);
    return { parameters, areaUm2: row[AREA] as number, criticalPathPs: row[CRITICAL_PATH] as number };
  });
  const { chosen, clock } = chooseVariant(variants, 1e6 / clockMhz);
  const design = { generator: generator.name, parameters: chosen.parameters };
  const { breakdown, errors, fidelity } = evaluator.evaluate(design);
  const { areaUm2, criticalPathPs } = chosen;
  const weights = point.inputsPerStep * point.outputsPerStep;
  const ownClockMhz = clock === "met" ? clockMhz : 1e6 / criticalPathPs;
  return {
    ...point,
    technology: technology.name,
    design,
    clock,
    clockMhz: ownClockMhz,
    variants: variants.length,
    fidelity,
    areaUm2,
    areaError: errors["areaUm2"] ?? 1,
    criticalPathPs,
    areaPerWeightUm2: areaUm2 / weights,
    topsPerMm2: (2 * weights * ownClockMhz) / areaUm2,
    roles: areaByRole(breakdown),
  };
}

function areaByRole(breakdown: readonly BreakdownRow[]): Record<string, number> {
  const roles: Record<string, number> = {};
  for (const { role, areaUm2 } of breakdown) roles[role] = (roles[role] ?? 0) + areaUm2;
  return roles;
}
