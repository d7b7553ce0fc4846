import { GENERATORS } from "../../../generators/registry.ts";
import type { CoreGenerator } from "../../../generators/contract/index.ts";
import { loadAccuracy } from "../../../models/cost/accuracy.ts";
import { costModels } from "../../../models/cost/sources.ts";
import { createEvaluator } from "../../../models/evaluate/evaluate.ts";
import type { Technology } from "../../../models/technology/technology.ts";
import { STANDARD_STATISTICS } from "../../../models/cost/standard-statistics.ts";
import { METRIC_COUNT, metricsOfRow } from "../../core/metric-row.ts";
import type { ParameterValues } from "../../core/parameters.ts";

/**
 * Energy of a step [pJ] by the counts model, with this part of the weights zero; each core is asked for once.
 * @throws {InputError} if the technology was never calibrated
 */
export function energyModel(
  technology: Technology,
  clockMhz: number,
  zeroWeights: number,
): (generator: CoreGenerator, values: ParameterValues) => number {
  const statistics = { ...STANDARD_STATISTICS, zeroWeights };
  const evaluator = createEvaluator({
    generators: GENERATORS,
    nand2AreaUm2: technology.nand2AreaUm2,
    models: costModels({ technology, statistics, fidelity: "counts" }),
    accuracy: loadAccuracy(technology),
    clockMhz,
  });
  const row = new Float64Array(METRIC_COUNT);
  const known = new Map<string, number>();
  return (generator, values) => {
    const key = `${generator.name} ${JSON.stringify(values)}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    evaluator.evaluateMetrics(generator, values, row);
    const energyPj = metricsOfRow(row)["energyPerStepPj"];
    if (energyPj === undefined) throw new Error(`internal: ${key} has no energy`);
    known.set(key, energyPj);
    return energyPj;
  };
}
