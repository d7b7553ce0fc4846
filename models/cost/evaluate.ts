import type { Component, Generator } from "../../generators/generator.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import type { BreakdownRow, Design, Metrics } from "../../src/core/result.ts";
import type { Module } from "../../src/hdl/module.ts";
import { prepareWorkload } from "../workload/mapping.ts";
import type { Workload } from "../workload/workload.ts";
import { METRIC_COUNT, metricsOfRow, rowFiller } from "./metric-row.ts";

/** What the estimate of a design rests on. `T` is the technology; only the area of its NAND2 is looked at here. */
export interface EvaluatorOptions<T extends { readonly nand2AreaUm2: number }> {
  readonly generators: readonly Generator[];
  readonly technology: T;
  /** Area of a module's own logic, its children not counted [µm²]. */
  readonly priceModule: (module: Module, technology: T) => number;
  /** Without it, the metrics per token are absent. */
  readonly workload?: Workload;
  readonly clockMhz: number;
}

/** The estimate of one design. */
export interface Evaluation {
  readonly metrics: Metrics;
  /** Rows sum to `metrics.areaUm2`; largest first. */
  readonly breakdown: readonly BreakdownRow[];
  /** Why the design cannot serve the workload; the metrics per token are then absent. */
  readonly unfit?: string;
}

export interface Evaluator {
  /** The full estimate of a design whose parameters are legal and complete. Throws when a number comes out impossible. */
  evaluate(design: Design): Evaluation;
  /**
   * The same numbers for a sweep: fills `row` (METRIC_COUNT numbers, order of METRICS, NaN = absent) and answers why the
   * design does not fit the workload, or undefined. Same errors as `evaluate`.
   */
  evaluateMetrics(generator: Generator, values: ParameterValues, row: Float64Array): string | undefined;
}

/**
 * An evaluator that prices each distinct module once (memo on the component's key): a design costs a few lookups,
 * multiply-adds and the mapping of the workload.
 */
export function createEvaluator<T extends { readonly nand2AreaUm2: number }>(options: EvaluatorOptions<T>): Evaluator {
  const priceOf = memoisedPrices((module) => options.priceModule(module, options.technology));
  const workload = options.workload === undefined ? undefined : prepareWorkload(options.workload);
  const fill = rowFiller(options.technology.nand2AreaUm2, options.clockMhz, workload);
  const evaluateMetrics = (generator: Generator, values: ParameterValues, row: Float64Array): string | undefined => {
    let areaUm2 = 0;
    for (const component of generator.components(values)) areaUm2 += priceOf(component) * component.count;
    return fill(row, generator.tile(values), areaUm2);
  };
  const evaluate = (design: Design): Evaluation => {
    const generator = options.generators.find((candidate) => candidate.name === design.generator);
    if (generator === undefined) throw new Error(`no generator is called ${design.generator}`);
    const row = new Float64Array(METRIC_COUNT);
    const unfit = evaluateMetrics(generator, design.parameters, row);
    const breakdown = breakdownOf(generator.components(design.parameters), priceOf);
    return { metrics: metricsOfRow(row), breakdown, ...(unfit === undefined ? {} : { unfit }) };
  };
  return { evaluate, evaluateMetrics };
}

function memoisedPrices(price: (module: Module) => number): (component: Component) => number {
  const memo = new Map<string, number | Error>();
  return (component) => {
    let known = memo.get(component.key);
    if (known === undefined) memo.set(component.key, (known = priceOrError(component, price)));
    if (known instanceof Error) throw known;
    return known;
  };
}

/** An error is kept like a price: in a sweep, thousands of designs may share the module that cannot be built. */
function priceOrError(component: Component, price: (module: Module) => number): number | Error {
  try {
    const module = component.build();
    const areaUm2 = price(module);
    if (areaUm2 >= 0 && areaUm2 < Infinity) return areaUm2;
    return new Error(`module ${module.name} has an area of ${areaUm2} µm²`);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function breakdownOf(
  components: readonly Component[],
  priceOf: (component: Component) => number,
): readonly BreakdownRow[] {
  const rows = components.map((component) => {
    const areaUm2 = priceOf(component);
    return {
      module: component.moduleName(),
      role: component.role,
      instances: component.count,
      areaUm2Each: areaUm2,
      areaUm2: areaUm2 * component.count,
    };
  });
  return rows.toSorted((a, b) => b.areaUm2 - a.areaUm2);
}
