import type { DesignTerms } from "../../models/evaluate/design-terms.ts";
import { KNOWN_BEFORE_ENERGY, METRIC_OF } from "../../models/evaluate/design-terms.ts";
import { EXACT_ERRORS } from "../../models/precision/error-terms.ts";
import type { RowBound } from "../../models/compiled/row-sink.ts";
import { MEMORY_METRICS } from "../core/memory-metrics.ts";
import { workloads } from "../config/settings.ts";
import type { Constraint } from "../config/space.ts";
import type { Objective } from "../core/result.ts";
import { brokenBound, cheapestFirst, unknownObjective } from "./bounds.ts";
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
  readonly #series: string;
  readonly #collector: Collector;
  readonly #tally: Tally;
  readonly #constraints: readonly Constraint[];
  /** Costs of objectives from terms, the less the better; undefined: some do not follow from terms. */
  readonly #objectives: readonly ((terms: DesignTerms) => number)[] | undefined;
  readonly #costs: Float64Array;
  /** Reason → designs since they were last told. */
  readonly #infeasible = new Map<string, number>();
  #first = 0;
  #stride = 1;
  #points = 0;
  #feasible = 0;

  constructor(context: SweepContext, series: string, collector: Collector, tally: Tally) {
    const { constraints, objectives } = context.space;
    this.#context = context;
    this.#series = series;
    this.#collector = collector;
    this.#tally = tally;
    this.#constraints = cheapestFirst(constraints);
    this.bounds = this.#constraints.map(boundOf);
    const servesSeveral = workloads(context.space).some((workload) => typeof workload === "object");
    this.isOfSystem =
      servesSeveral || [...constraints, ...objectives].some(({ metric }) => Object.hasOwn(MEMORY_METRICS, metric));
    const known = [...constraints, ...objectives].every(({ metric }) => metricOf(metric) !== undefined);
    this.#objectives = known ? objectives.map(costOf) : undefined;
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
    const index = this.#first + place * this.#stride;
    if (this.#collector.wants(this.#series, index, costs, terms.macs, terms.areaUm2)) return true;
    this.#points++;
    this.#feasible++;
    return false;
  }

  take(place: number, row: Float64Array, overflow: string | undefined): void {
    const reason =
      overflow ??
      brokenBound(
        this.#constraints.filter(({ metric }) => metricOf(metric) === undefined),
        row,
      ) ??
      unknownObjective(this.#context.space.objectives, row, () => undefined) ??
      brokenBound(this.#constraints, row);
    if (reason !== undefined) return this.infeasible(reason, 1);
    this.#collector.add(this.#series, this.#first + place * this.#stride, row);
    this.#points++;
    this.#feasible++;
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

function boundOf({ metric, minimum = -Infinity, maximum = Infinity }: Constraint): RowBound {
  return {
    metric,
    isBeforeEnergy: KNOWN_BEFORE_ENERGY.has(metric),
    of: metricOf(metric),
    minimum,
    maximum,
    below: 0,
    above: 0,
  };
}

function costOf({ metric, direction }: Objective): (terms: DesignTerms) => number {
  const of = metricOf(metric) ?? (() => Number.NaN);
  return direction === "minimize" ? of : (terms) => -of(terms);
}

/** A metric from the terms of a design; integers have no errors. */
function metricOf(metric: string): ((terms: DesignTerms) => number) | undefined {
  const error = EXACT_ERRORS.get(metric);
  return error === undefined ? METRIC_OF.get(metric) : () => error;
}
