import { bestOf, type BoxTerms } from "../../models/evaluate/box-terms.ts";
import { PER_TOKEN } from "../../models/evaluate/design-terms.ts";
import { EXACT_ERRORS } from "../../models/precision/error-terms.ts";
import type { Part } from "../config/points.ts";
import { MEMORY_METRICS } from "../core/memory-metrics.ts";
import { findMetric } from "../core/metrics.ts";
import type { Interval } from "../formula/interval.ts";
import type { Collector } from "./collector.ts";
import type { ExploreContext } from "./context.ts";

const ANYTHING: Interval = { lower: -Infinity, upper: Infinity };

/** Part by which bounds are wider than they came out: they are rounded, in another order than the metrics themselves. */
const SLACK = 1e-12;

/** Tells, from the best that any design of a box could have, whether one could be feasible and on the front. */
export class BoxJudge {
  readonly #collector: Collector;
  readonly #constraints: readonly {
    readonly of: (box: BoxTerms) => Interval;
    readonly minimum: number;
    readonly maximum: number;
  }[];
  readonly #costs: readonly ((box: BoxTerms) => number)[];
  /** The least of each objective. */
  readonly #corner: Float64Array;

  constructor({ space, metrics, points }: ExploreContext, part: Part, collector: Collector) {
    const servesSeveral = typeof points.settings[part.setting]?.workload === "object";
    const isBounded = (metric: string): boolean =>
      !servesSeveral || !((PER_TOKEN as readonly string[]).includes(metric) || Object.hasOwn(MEMORY_METRICS, metric));
    const rangeOf = (metric: string): ((box: BoxTerms) => Interval) => {
      if (!metrics.isFormula(metric)) return rangeOfBuiltIn(metric, isBounded(metric));
      const ranges = new Map(metrics.restsOn(metric).map((name) => [name, rangeOfBuiltIn(name, isBounded(name))]));
      return (box) => metrics.boundsOf(metric, (name) => ranges.get(name)?.(box) ?? ANYTHING);
    };
    this.#collector = collector;
    this.#constraints = space.constraints.map(({ metric, minimum = -Infinity, maximum = Infinity }) => ({
      of: rangeOf(metric),
      minimum,
      maximum,
    }));
    this.#costs = space.objectives.map(({ metric, direction }) => {
      const of = rangeOf(metric);
      return direction === "minimize" ? (box) => of(box).lower : (box) => -of(box).upper;
    });
    this.#corner = new Float64Array(space.objectives.length);
  }

  readonly mayMatter = (box: BoxTerms): boolean => {
    for (let i = 0; i < this.#constraints.length; i++) {
      const { of, minimum, maximum } = this.#constraints[i]!;
      const { lower, upper } = of(box);
      if (lower > maximum || upper < minimum) return false;
    }
    for (let k = 0; k < this.#costs.length; k++) this.#corner[k] = this.#costs[k]!(box);
    return !this.#collector.isDominated(this.#corner, 0);
  };
}

/** Bounds of a built-in metric over a box. @param isBounded whether any are known here */
function rangeOfBuiltIn(metric: string, isBounded: boolean): (box: BoxTerms) => Interval {
  const error = EXACT_ERRORS.get(metric);
  if (error !== undefined) return () => ({ lower: error, upper: error });
  const best = isBounded ? bestOf(metric) : undefined;
  if (best === undefined) return () => ANYTHING;
  return findMetric(metric)?.better === "maximize"
    ? (box) => ({ lower: 0, upper: wider(best(box), 1, Infinity) })
    : (box) => ({ lower: wider(best(box), -1, -Infinity), upper: Infinity });
}

/** A bound with its slack; one that is not known excludes nothing. */
function wider(bound: number, sign: 1 | -1, unknown: number): number {
  return Number.isNaN(bound) ? unknown : bound + sign * SLACK * Math.abs(bound);
}
