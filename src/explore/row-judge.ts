import type { DesignTerms } from "../../models/evaluate/design-terms.ts";
import { METRIC_OF } from "../../models/evaluate/design-terms.ts";
import { EXACT_ERRORS } from "../../models/precision/error-terms.ts";
import type { RowBound } from "../../models/compiled/row-sink.ts";
import { MEMORY_METRICS } from "../core/memory-metrics.ts";
import type { Constraint } from "../config/space.ts";
import type { Objective } from "../core/result.ts";
import type { SweepMetrics } from "../formula/sweep-metrics.ts";
import { brokenBound, cheapestFirst, isBeforeEnergy, unknownObjective } from "./bounds.ts";
import type { Collector } from "./collector.ts";
import type { SweepContext } from "./context.ts";
import { boundReason, groupOf } from "./reasons.ts";
import type { RowsSink } from "./rows.ts";
import type { Tally } from "./tally.ts";

/** Holds the designs of rows against the bounds of a space, and hands them to a collector. */
export class RowJudge implements RowsSink {
  readonly bounds: readonly RowBound[];
  readonly isOfSystem: boolean;
  readonly #context: SweepContext;
  readonly #generator: string;
  readonly #collector: Collector;
  readonly #tally: Tally;
  readonly #constraints: readonly Constraint[];
  /** Costs of objectives from terms, the less the better; undefined: some do not follow from terms. */
  readonly #objectives: readonly ((terms: DesignTerms) => number)[] | undefined;
  readonly #costs: Float64Array;
  /** Bounds whose metrics a design may lack. */
  readonly #mayLack: readonly RowBound[];
  /** Bounds that terms do not decide on. */
  readonly #left: readonly Constraint[];
  /** A row with its formulas; undefined: there are none. */
  readonly #row: Float64Array | undefined;
  /** Reason → designs since they were last told. */
  readonly #infeasible = new Map<string, number>();
  #first = 0;
  #stride = 1;
  #points = 0;
  #feasible = 0;

  constructor(context: SweepContext, generator: string, collector: Collector, tally: Tally) {
    const { metrics, space } = context;
    const { constraints, objectives } = space;
    this.#context = context;
    this.#generator = generator;
    this.#collector = collector;
    this.#tally = tally;
    this.#constraints = cheapestFirst(constraints, metrics);
    this.bounds = this.#constraints.map((constraint) => boundOf(constraint, metrics));
    this.#mayLack = this.bounds.filter(({ metric }) => metrics.isFormula(metric) || isOfMemory(metric));
    this.#left = this.#constraints.filter((_, i) => this.bounds[i]?.of === undefined);
    this.#row = metrics.hasFormulas ? new Float64Array(metrics.width) : undefined;
    const asked = [...constraints, ...objectives].map(({ metric }) => metric);
    this.isOfSystem = asked.flatMap((metric) => metrics.restsOn(metric)).some(isOfMemory);
    const known = asked.every((metric) => metricOf(metric, metrics) !== undefined);
    this.#objectives = known ? objectives.map((objective) => costOf(objective, metrics)) : undefined;
    this.#costs = new Float64Array(objectives.length);
  }

  begin(first: number, stride: number): void {
    this.#first = first;
    this.#stride = stride;
  }

  failed(reason: string, designs: number): void {
    this.#collector.failed.add(groupOf(reason), designs);
    this.#points += designs;
  }

  infeasible(reason: string, designs: number): void {
    this.#infeasible.set(reason, (this.#infeasible.get(reason) ?? 0) + designs);
    this.#points += designs;
  }

  wants(place: number, terms: DesignTerms): boolean {
    const objectives = this.#objectives;
    if (objectives === undefined) return true;
    const costs = this.#costs;
    for (let i = 0; i < costs.length; i++) {
      const cost = objectives[i]!(terms);
      if (Number.isNaN(cost)) return true;
      costs[i] = cost;
    }
    for (let i = 0; i < this.#mayLack.length; i++) if (Number.isNaN(this.#mayLack[i]!.of!(terms))) return true;
    const index = this.#first + place * this.#stride;
    if (this.#collector.wants(this.#generator, index, costs, terms.macs, terms.areaUm2)) return true;
    this.#points++;
    this.#feasible++;
    return false;
  }

  take(place: number, filled: Float64Array, overflow: string | undefined): void {
    const row = this.#withFormulas(filled);
    const { space, metrics } = this.#context;
    const reason =
      overflow ??
      brokenBound(this.#left, row, metrics) ??
      unknownObjective(space.objectives, row, metrics, () => undefined) ??
      brokenBound(this.#constraints, row, metrics);
    if (reason !== undefined) return this.infeasible(reason, 1);
    this.#collector.add(this.#generator, this.#first + place * this.#stride, row);
    this.#points++;
    this.#feasible++;
  }

  /** The row of a design with its formulas; valid until the next one. */
  #withFormulas(filled: Float64Array): Float64Array {
    const row = this.#row;
    if (row === undefined) return filled;
    row.set(filled);
    this.#context.metrics.fill(row);
    return row;
  }

  end(): void {
    for (const [i, bound] of this.bounds.entries()) {
      this.#tell(this.#constraints[i]!, -Infinity, bound.below);
      this.#tell(this.#constraints[i]!, Infinity, bound.above);
      bound.below = bound.above = 0;
    }
    for (const [reason, designs] of this.#infeasible) this.#collector.infeasible.add(groupOf(reason), designs);
    this.#infeasible.clear();
    this.#tally.add(this.#points, this.#feasible, this.#context.front.size);
    this.#points = this.#feasible = 0;
  }

  /** Counts designs whose metric is out of a bound. */
  #tell(constraint: Constraint, value: number, designs: number): void {
    if (designs > 0) this.infeasible(boundReason(constraint, value) ?? "", designs);
  }
}

function boundOf({ metric, minimum = -Infinity, maximum = Infinity }: Constraint, metrics: SweepMetrics): RowBound {
  return {
    metric,
    isBeforeEnergy: isBeforeEnergy(metric, metrics),
    of: metricOf(metric, metrics),
    minimum,
    maximum,
    below: 0,
    above: 0,
  };
}

function costOf({ metric, direction }: Objective, metrics: SweepMetrics): (terms: DesignTerms) => number {
  const of = metricOf(metric, metrics) ?? (() => Number.NaN);
  return direction === "minimize" ? of : (terms) => -of(terms);
}

/** A metric from the terms of a design; integers have no errors. */
function metricOf(metric: string, metrics: SweepMetrics): ((terms: DesignTerms) => number) | undefined {
  return metrics.numberOf<DesignTerms>(metric, (name) => {
    const error = EXACT_ERRORS.get(name);
    return error === undefined ? METRIC_OF.get(name) : () => error;
  });
}

function isOfMemory(metric: string): boolean {
  return Object.hasOwn(MEMORY_METRICS, metric);
}
