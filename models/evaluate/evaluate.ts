import type { Evaluation, Evaluator, EvaluatorOptions, Provenance } from "./evaluation.ts";
import type { Component, CoreGenerator, Generator } from "../../generators/contract/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import type { Design } from "../../src/core/result.ts";
import { prepareWorkload } from "../workload/mapping.ts";
import { breakdownOf } from "./breakdown.ts";
import { DesignTerms, metricsOfEach } from "./design-terms.ts";
import { groupsOf } from "../cost/design-groups.ts";
import { expectedErrors } from "./expected-errors.ts";
import { METRIC_COUNT, metricsOfRow } from "../../src/core/metric-row.ts";
import { RowFiller } from "./row-filler.ts";
import { totalFj, type CoreCost, type TopCost } from "../cost/cost-model.ts";
import { PricedComponents } from "../cost/priced-components.ts";
import { createUnitEvaluator } from "./evaluate-unit.ts";

/**
 * An evaluator that prices each distinct module once (memo on the component's keys): a design costs a few lookups,
 * multiply-adds, the timing of its top and the mapping of the workload.
 */
export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const workload = options.workload === undefined ? undefined : prepareWorkload(options.workload);
  const priced = options.models.map((model) => new PricedComponents(model));
  const { nand2AreaUm2, clockMhz, memory } = options;
  const filler = new RowFiller({ nand2AreaUm2, clockMhz, workload, ...(memory === undefined ? {} : { memory }) });
  const core: CoreCost = { areaUm2: 0, leakageNw: 0, loadFj: 0, holdFj: 0, idleFj: 0, criticalPathPs: 0 };

  /** The first source that knows every component; its sums are then in `core`. */
  const choose = (components: readonly Component[]): PricedComponents | undefined =>
    priced.find((each) => each.sum(components, core));

  const coreMetrics = (generator: CoreGenerator, values: ParameterValues, row: Float64Array): string | undefined => {
    const tile = generator.tile(values);
    const source = choose(generator.components(values));
    row.fill(Number.NaN);
    if (source === undefined) return options.whyUnknown ?? "no source of costs knows all its modules";
    addTop(core, source.model.top(generator.top(values)));
    const unfit = filler.fill(row, tile, core);
    const overflow = options.precision?.fill(row, generator.arithmetic(values), tile.maxInputs);
    return unfit ?? overflow;
  };

  const units = createUnitEvaluator(options, priced);

  const evaluateMetrics = (generator: Generator, values: ParameterValues, row: Float64Array): string | undefined => {
    switch (generator.kind) {
      case "core":
        return coreMetrics(generator, values, row);
      case "update-unit":
        return units.fill(row, generator, values);
    }
  };

  /** The preferred source, if it knows all modules: it need not price thousands of records to be chosen for them. */
  const complete = priced[0]?.model.pieces?.isComplete === true ? priced[0] : undefined;
  const known = new Map<string, Provenance>();
  const provenance = (generator: Generator, values: ParameterValues): Provenance | undefined => {
    if (generator.kind === "update-unit") return units.provenance(generator, values);
    const fidelity = (complete ?? choose(generator.components(values)))?.model.fidelity;
    if (fidelity === undefined) return undefined;
    const groups = groupsOf(generator, values);
    const key = `${fidelity} ${groups[0]}`;
    const found = known.get(key) ?? { fidelity, errors: expectedErrors(options.accuracy, fidelity, groups) };
    known.set(key, found);
    return found;
  };

  const evaluateCore = (generator: CoreGenerator, values: ParameterValues): Evaluation => {
    const row = new Float64Array(METRIC_COUNT);
    const unfit = coreMetrics(generator, values, row);
    const tile = generator.tile(values);
    const components = generator.components(values);
    const source = choose(components);
    if (source === undefined) return unknownCost(unfit ?? "");
    const { fidelity } = source.model;
    const top = source.model.top(generator.top(values));
    const topName = (): string => generator.elaborate(values).name;
    const shared = { top, topName, tile, clockMhz: options.clockMhz, accuracy: options.accuracy };
    return {
      metrics: metricsOfRow(row),
      fidelity,
      errors: expectedErrors(options.accuracy, fidelity, groupsOf(generator, values)),
      breakdown: breakdownOf(components, source, shared),
      ...(unfit === undefined ? {} : { unfit }),
    };
  };

  const evaluate = (design: Design): Evaluation => {
    const generator = options.generators.find((candidate) => candidate.name === design.generator);
    if (generator === undefined) throw new Error(`no generator is called ${design.generator}`);
    switch (generator.kind) {
      case "core":
        return evaluateCore(generator, design.parameters);
      case "update-unit":
        return units.evaluate(generator, design.parameters);
    }
  };

  const whyAbsent = (generator: Generator, values: ParameterValues): string | undefined => {
    switch (generator.kind) {
      case "core":
        return undefined;
      case "update-unit":
        return units.whyAbsent(generator, values);
    }
  };

  const ofEach: Evaluator["metricsOfEach"] = (generator, values) => {
    if (options.workload?.combination === undefined || generator.kind !== "core") return undefined;
    coreMetrics(generator, values, new Float64Array(METRIC_COUNT));
    return metricsOfEach(filler.terms);
  };
  const termsOf: Evaluator["termsOf"] = (generator, values) => {
    if (choose(generator.components(values)) === undefined) return undefined;
    coreMetrics(generator, values, new Float64Array(METRIC_COUNT));
    return Object.assign(new DesignTerms(filler.terms), filler.terms);
  };
  return { evaluate, evaluateMetrics, whyAbsent, metricsOfEach: ofEach, termsOf, provenance };
}

function unknownCost(unfit: string): Evaluation {
  return { metrics: {}, fidelity: "counts", errors: {}, breakdown: [], unfit };
}

function addTop(core: CoreCost, top: TopCost): void {
  const { load, hold } = top.energy;
  core.areaUm2 += top.areaUm2;
  core.leakageNw += top.leakageNw;
  core.loadFj += totalFj(load);
  core.holdFj += totalFj(hold);
  core.idleFj += hold.clock;
  core.criticalPathPs = top.criticalPathPs;
}
