import type { DesignTerms } from "../../models/evaluate/design-terms.ts";
import { KNOWN_BEFORE_ENERGY, METRIC_OF } from "../../models/evaluate/design-terms.ts";
import { EXACT_ERRORS } from "../../models/precision/error-terms.ts";
import { fillOf, fillWith, type FillMetric } from "../../models/compiled/metric-rows.ts";
import type { RowBound } from "../../models/compiled/row-sink.ts";
import type { RowList } from "../../models/compiled/kernels/row-memory.ts";
import { GROUP, type RowTerms } from "../../models/compiled/row-terms.ts";
import { MEMORY_METRICS } from "../core/memory-metrics.ts";
import type { Constraint } from "../config/space.ts";
import type { Objective } from "../core/result.ts";
import { brokenBound, cheapestFirst, unknownObjective } from "./bounds.ts";
import type { Collector } from "./collector.ts";
import type { SweepContext } from "./context.ts";
import { boundReason, groupOf } from "./reasons.ts";
import type { RowsSink } from "./rows.ts";
import type { Tally } from "./tally.ts";

/** An objective as a cost, the less the better. */
interface Cost {
  readonly fill: FillMetric;
  readonly sign: 1 | -1;
}

/** Holds the designs of rows against the bounds of a space, and hands them to a collector. */
export class RowJudge implements RowsSink {
  readonly bounds: readonly RowBound[];
  readonly isOfSystem: boolean;
  readonly #context: SweepContext;
  readonly #generator: string;
  readonly #collector: Collector;
  readonly #tally: Tally;
  readonly #constraints: readonly Constraint[];
  /** Undefined: some objective or constraint does not follow from terms. */
  readonly #objectives: readonly Cost[] | undefined;
  /** The least of each cost of some designs. */
  readonly #corner: Float64Array;
  /** Reason → designs since they were last told. */
  readonly #infeasible = new Map<string, number>();
  #first = 0;
  #stride = 1;
  #points = 0;
  #feasible = 0;

  constructor(context: SweepContext, generator: string, collector: Collector, tally: Tally) {
    const { constraints, objectives } = context.space;
    this.#context = context;
    this.#generator = generator;
    this.#collector = collector;
    this.#tally = tally;
    this.#constraints = cheapestFirst(constraints);
    this.bounds = this.#constraints.filter((each) => !isAlwaysKept(each)).map(boundOf);
    this.isOfSystem = [...constraints, ...objectives].some(({ metric }) => Object.hasOwn(MEMORY_METRICS, metric));
    const known = [...constraints, ...objectives].every(({ metric }) => metricOf(metric) !== undefined);
    this.#objectives = known ? objectives.map((each) => costOf(each, this.isOfSystem)) : undefined;
    this.#corner = new Float64Array(objectives.length);
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
      rows.findLeast(lists[k]!, count);
    }
    let left = 0;
    for (let begin = 0; begin < count; begin += GROUP) {
      for (let k = 0; k < objectives.length; k++) this.#corner[k] = lists[k]!.least.numbers[begin / GROUP]!;
      const end = Math.min(count, begin + GROUP);
      left = this.#collector.isDominated(this.#corner, 0)
        ? this.#selectOut(rows, places, begin, end, left)
        : this.#selectQuarters(rows, places, lists, begin, end, left);
    }
    this.#points += count - left;
    this.#feasible += count - left;
    return left;
  }

  /** Keeps those of the designs `begin` … `end` − 1 of a list that are wanted although the front dominates them. */
  #selectOut(rows: RowTerms, places: Int32Array, begin: number, end: number, left: number): number {
    for (let i = begin; i < end; i++) if (this.#isWanted(rows, places[i]!, true)) places[left++] = places[i]!;
    return left;
  }

  /** Keeps those that are wanted of the designs `begin` … `end` − 1, not all of which are dominated: by fours, else one by one. */
  #selectQuarters(
    rows: RowTerms,
    places: Int32Array,
    costs: readonly RowList[],
    begin: number,
    end: number,
    left: number,
  ): number {
    for (let at = begin; at < end; at += 4) {
      const next = Math.min(end, at + 4);
      if (this.#areDominated(costs, at, next)) left = this.#selectOut(rows, places, at, next, left);
      else
        for (let i = at; i < next; i++) {
          const isOut = this.#areDominated(costs, i, i + 1);
          if (this.#isWanted(rows, places[i]!, isOut)) places[left++] = places[i]!;
        }
    }
    return left;
  }

  #isWanted(rows: RowTerms, place: number, isOut: boolean): boolean {
    const collector = this.#collector;
    const index = this.#first + place * this.#stride;
    if (collector.comparesThroughput) {
      const { inputs, outputs } = rows.tokens.rows;
      const macs = inputs[place]! * outputs[place]!;
      if (collector.wantsAtThroughput(this.#generator, index, macs, rows.costs.areaUm2[place]!)) return true;
    }
    return !isOut || collector.wantsDominated(index);
  }

  /** Whether the front dominates all of some designs: what is better than all of them, if it is dominated, says so at once. */
  #areDominated(costs: readonly RowList[], begin: number, end: number): boolean {
    const corner = this.#corner;
    for (let k = 0; k < corner.length; k++) {
      const { numbers } = costs[k]!;
      let least = numbers[begin]!;
      for (let i = begin + 1; i < end; i++) least = Math.min(least, numbers[i]!); // NaN if one is
      corner[k] = least;
    }
    return this.#collector.isDominated(corner, 0);
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
    this.#collector.add(this.#generator, this.#first + place * this.#stride, row);
    this.#points++;
    this.#feasible++;
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

function costOf({ metric, direction }: Objective, isOfSystem: boolean): Cost {
  const of = metricOf(metric) ?? (() => Number.NaN);
  return { fill: fillOf(metric) ?? fillWith(of, isOfSystem), sign: direction === "minimize" ? 1 : -1 };
}

/** Whether a bound is on an error that integers do not have. */
function isAlwaysKept({ metric, minimum = -Infinity, maximum = Infinity }: Constraint): boolean {
  const error = EXACT_ERRORS.get(metric);
  return error !== undefined && error >= minimum && error <= maximum;
}

/** A metric from the terms of a design; integers have no errors. */
function metricOf(metric: string): ((terms: DesignTerms) => number) | undefined {
  const error = EXACT_ERRORS.get(metric);
  return error === undefined ? METRIC_OF.get(metric) : () => error;
}
