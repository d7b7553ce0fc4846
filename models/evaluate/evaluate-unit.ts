import type { UpdateUnitGenerator } from "../../generators/contract/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { breakdownOf } from "./breakdown.ts";
import type { Evaluation, EvaluatorOptions, Provenance } from "./evaluation.ts";
import { unitErrors } from "./expected-errors.ts";
import { METRIC_COUNT, metricColumn, metricsOfRow } from "../../src/core/metric-row.ts";
import { fillCircuit, missesClock } from "./row-filler.ts";
import type { PricedComponents } from "../cost/priced-components.ts";
import { unitCost, type UnitCost } from "../cost/unit-cost.ts";
import { periodPsOfMhz } from "../../src/core/units.ts";

/** The part of an evaluator that knows update units. */
export interface UnitEvaluator {
  /** As `Evaluator.evaluateMetrics`. */
  fill(row: Float64Array, generator: UpdateUnitGenerator, values: ParameterValues): string | undefined;
  evaluate(generator: UpdateUnitGenerator, values: ParameterValues): Evaluation;
  provenance(generator: UpdateUnitGenerator, values: ParameterValues): Provenance | undefined;
  whyAbsent(generator: UpdateUnitGenerator, values: ParameterValues): string | undefined;
}

const WORK = metricColumn("workEnergyFj");
const WAIT = metricColumn("waitEnergyFj");

/** Circuits are priced once each; the device, which the circuit does not depend on, is no part of the memo's key. */
export function createUnitEvaluator(options: EvaluatorOptions, priced: readonly PricedComponents[]): UnitEvaluator {
  const { nand2AreaUm2, clockMhz, updates, accuracy } = options;
  const periodPs = periodPsOfMhz(clockMhz);
  const costs = new Map<string, UnitCost | undefined>(options.unitCosts);
  const costOf = (generator: UpdateUnitGenerator, values: ParameterValues): UnitCost | undefined => {
    const key = circuitKey(generator, values);
    if (!costs.has(key)) costs.set(key, unitCost(priced, generator, values));
    return costs.get(key);
  };

  const fill: UnitEvaluator["fill"] = (row, generator, values) => {
    row.fill(Number.NaN);
    const cost = costOf(generator, values);
    if (cost === undefined) return options.whyUnknown ?? "no source of costs knows all its modules";
    fillCircuit(row, cost, nand2AreaUm2);
    row[WORK] = cost.workFj;
    row[WAIT] = cost.waitFj;
    const slow =
      cost.criticalPathPs > periodPs
        ? `${missesClock(periodPs)}: take fewer rows, columns or bits, or lower the clock`
        : undefined;
    if (updates === undefined) return slow;
    const { shape, device } = generator.unit(values);
    const unusable = updates.fill(row, shape, device, cost);
    return slow ?? unusable;
  };

  const provenance: UnitEvaluator["provenance"] = (generator, values) => {
    const cost = costOf(generator, values);
    if (cost === undefined) return undefined;
    return { fidelity: cost.fidelity, errors: unitErrors(accuracy, cost.fidelity) };
  };

  const evaluate: UnitEvaluator["evaluate"] = (generator, values) => {
    const row = new Float64Array(METRIC_COUNT);
    const unfit = fill(row, generator, values);
    const known = provenance(generator, values);
    const source = priced.find(({ model }) => model.fidelity === known?.fidelity);
    const why = unfit === undefined ? {} : { unfit };
    if (known === undefined || source === undefined)
      return { metrics: {}, fidelity: "counts", errors: {}, breakdown: [], ...why };
    // Energies are those of a working cycle. The unit itself is one of its components: nothing is left for the top.
    const top = { ...source.model.top(generator.top(values)), buffers: 0 };
    const shared = { top, topName: () => "", tile: { loadsPerStep: 1 }, clockMhz, accuracy };
    const breakdown = breakdownOf(generator.components(values), source, shared);
    return { metrics: metricsOfRow(row), ...known, breakdown, ...why };
  };

  return {
    fill,
    evaluate,
    provenance,
    whyAbsent: (generator, values) => {
      const { shape, device } = generator.unit(values);
      return updates?.whyAbsent(shape, device);
    },
  };
}

/** Equal for designs with one circuit: the device that it drives does not count. */
export function circuitKey({ name }: UpdateUnitGenerator, values: ParameterValues): string {
  return `${name} ${JSON.stringify(Object.entries(values).filter(([parameter]) => parameter !== "device"))}`;
}
