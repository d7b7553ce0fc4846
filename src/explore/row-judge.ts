import type { DesignTerms } from "../../models/evaluate/design-terms.ts";
import { METRIC_OF } from "../../models/evaluate/design-terms.ts";
import { EXACT_ERRORS } from "../../models/precision/error-terms.ts";
import { fillOf, fillWith, type FillMetric } from "../../models/compiled/metric-rows.ts";
import { isOnArea, type RowBound } from "../../models/compiled/row-sink.ts";
import type { RowTerms } from "../../models/compiled/row-terms.ts";
import { MEMORY_METRICS } from "../core/memory-metrics.ts";
import type { Part } from "../config/points.ts";
import type { Constraint } from "../config/space.ts";
import type { Objective } from "../core/result.ts";
import type { SweepMetrics } from "../formula/sweep-metrics.ts";
import { brokenBound, cheapestFirst, isBeforeEnergy, unknownObjective } from "./bounds.ts";
import type { Collector } from "./collector.ts";
import type { ExploreContext } from "./context.ts";
import { seriesOf } from "./equal-throughput.ts";
import { boundReason, groupOf } from "./reasons.ts";
import type { SearchSink } from "./box-search.ts";
import type { Tally } from "./tally.ts";

/** An objective as a cost, the less the better. */
interface Cost {
  readonly fill: FillMetric;
  readonly sign: 1 | -1;
}

/** Holds the designs of rows against the bounds of a space, and hands them to a collector. */
export class RowJudge implements SearchSink {
  readonly bounds: readonly RowBound[];
  readonly mostUm2: number;
  readonly isOfSystem: boolean;
  readonly #context: ExploreContext;
  readonly #series: string;
  readonly #collector: Collector;
  readonly #tally: Tally;
  readonly #constraints: readonly Constraint[];
  /** Undefined: some objective or constraint does not follow from terms. */
  readonly #objectives: readonly Cost[] | undefined;
  /** Bounds whose metrics one design may lack and another have: formulas. */
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

  constructor(context: ExploreContext, part: Part, collector: Collector, tally: Tally) {
    const { metrics, space, points } = context;
    const { constraints, objectives } = space;
    this.#context = context;
    this.#series = seriesOf(part);
    this.#collector = collector;
    this.#tally = tally;
    this.#constraints = cheapestFirst(constraints, metrics);
    const bounds = this.#constraints.map((constraint) => boundOf(constraint, metrics));
    this.bounds = bounds.filter((bound) => !isAlwaysKept(bound));
    this.mostUm2 = Math.min(Infinity, ...bounds.filter(isOnArea).map(({ maximum }) => maximum));
    this.#mayLack = bounds.filter(({ metric }) => metrics.isFormula(metric));
    this.#left = this.#constraints.filter((_, i) => bounds[i]?.of === undefined);
    this.#row = metrics.hasFormulas ? new Float64Array(metrics.width) : undefined;
    const asked = [...constraints, ...objectives].map(({ metric }) => metric);
    const known = asked.every((metric) => metricOf(metric, metrics) !== undefined);
    // What a token of each of several workloads takes comes with the memories.
    const servesSeveral = typeof points.settings[part.setting]?.workload === "object";
    this.isOfSystem = servesSeveral || asked.flatMap((metric) => metrics.restsOn(metric)).some(isOfMemory);
    this.#objectives = known ? objectives.map((each) => this.#costOf(each, servesSeveral)) : undefined;
  }

  /** Loops of their own know one workload only. */
  #costOf({ metric, direction }: Objective, servesSeveral: boolean): Cost {
    const of = metricOf(metric, this.#context.metrics) ?? (() => Number.NaN);
    const loop = servesSeveral ? undefined : fillOf(metric);
    return { fill: loop ?? fillWith(of, this.isOfSystem), sign: direction === "minimize" ? 1 : -1 };
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

  select(rows: RowTerms, places: Int32Array, count: number): number {
    const objectives = this.#objectives;
    if (objectives === undefined) return count;
    const lists = rows.metricLists(objectives.length);
    for (let k = 0; k < objectives.length; k++) {
      const { numbers } = lists[k]!;
      const { fill, sign } = objectives[k]!;
      fill(rows, places, count, numbers);
      if (sign < 0) for (let i = 0; i < count; i++) numbers[i] = -numbers[i]!;
    }
    const undominated = rows.someOfList;
    const found = this.#collector.sift(lists, count, undominated);
    const left = this.#keepWanted(rows, places, count, undominated, found);
    this.#collector.countFeasible(count - left);
    this.#points += count - left;
    this.#feasible += count - left;
    return left;
  }

  /** Keeps, of the first `count` places, those of the listed designs and those that are wanted although the front dominates them. */
  #keepWanted(rows: RowTerms, places: Int32Array, count: number, listed: Int32Array, found: number): number {
    let [left, next] = [0, 0];
    for (let i = 0; i < count; i++) {
      const isOut = next === found || listed[next] !== i;
      if (!isOut) next++;
      const place = places[i]!;
      if (this.#isWanted(rows, place, isOut)) places[left++] = place;
    }
    return left;
  }

  #isWanted(rows: RowTerms, place: number, isOut: boolean): boolean {
    if (this.#mayLack.length > 0 && this.#lacksAny(rows, place)) return true;
    const collector = this.#collector;
    const index = this.#first + place * this.#stride;
    if (collector.comparesThroughput) {
      const { inputs, outputs } = rows.tokens.rows;
      const macs = inputs[place]! * outputs[place]!;
      if (collector.wantsAtThroughput(this.#series, index, macs, rows.costs.areaUm2[place]!)) return true;
    }
    return !isOut || collector.wantsDominated(index);
  }

  /** Whether a design lacks a metric that is bounded. */
  #lacksAny(rows: RowTerms, place: number): boolean {
    rows.set(place, this.isOfSystem);
    return this.#mayLack.some(({ of }) => Number.isNaN(of?.(rows.terms)));
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
    this.#collector.add(this.#series, this.#first + place * this.#stride, row);
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

  skip(designs: number): void {
    this.#collector.countSkipped(designs);
    this.#points += designs;
  }

  end(): void {
    for (const bound of this.bounds) {
      this.#tell(bound, -Infinity, bound.below);
      this.#tell(bound, Infinity, bound.above);
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

/** Whether a bound is on an error that integers do not have. */
function isAlwaysKept({ metric, minimum, maximum }: RowBound): boolean {
  const error = EXACT_ERRORS.get(metric);
  return error !== undefined && error >= minimum && error <= maximum;
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
