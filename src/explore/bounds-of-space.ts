import { missesClock } from "../../models/evaluate/row-filler.ts";
import { settingsOf } from "../config/settings.ts";
import type { Constraint, Space } from "../config/space.ts";
import { describeMetric } from "../core/describe-metric.ts";
import type { FormulaMetrics } from "../core/formula-metric.ts";
import type { Metrics } from "../core/result.ts";
import type { SweepManifest } from "../core/sweep-result.ts";
import { quantity } from "../core/quantity-text.js";
import { periodPsOfMhz } from "../core/units.ts";
import { boundReason } from "./reasons.ts";

/** The lowest clock that a space asks for, which is the one that most designs can keep [MHz]. */
export function lowestClockMhz(space: Space): number {
  return Math.min(...settingsOf(space).map(({ clockMhz }) => clockMhz));
}

/** Timing as a bound: a design must reach its clock. */
export function clockBound(clockMhz: number): Constraint {
  return { metric: "fMaxMhz", minimum: clockMhz };
}

/** Those bounds of a space that designs were counted under. */
export function statedBroken(
  { constraints }: Space,
  { infeasible, skipped = 0 }: SweepManifest["counts"],
): readonly Constraint[] {
  // Of designs in boxes that were left out nothing is known but that some bound, or the clock, was in the way.
  if (skipped > 0) return constraints;
  const isCounted = (reason: string | undefined): boolean => (infeasible[reason ?? ""] ?? 0) > 0;
  return constraints.filter((each) => [-Infinity, Infinity].some((value) => isCounted(boundReason(each, value))));
}

/** Whether designs were counted as too slow for their clock. */
export function missesTiming(space: Space, { infeasible, skipped = 0 }: SweepManifest["counts"]): boolean {
  const slow = settingsOf(space).map(({ clockMhz }) => missesClock(periodPsOfMhz(clockMhz)));
  return skipped > 0 || Object.keys(infeasible).some((reason) => slow.some((each) => reason.startsWith(each)));
}

/** Whether metrics keep a bound. */
export function keeps(metrics: Metrics, bound: Constraint): boolean {
  return boundReason(bound, metrics[bound.metric]) === undefined;
}

/** How far a value lies outside of a bound, as a factor above 1; 1 inside, Infinity if it is not known. */
export function excess({ minimum, maximum }: Constraint, value: number | undefined): number {
  if (value === undefined) return Infinity;
  if (maximum !== undefined && value > maximum) return maximum > 0 ? value / maximum : 1 + value - maximum;
  if (minimum !== undefined && value < minimum) return value > 0 ? minimum / value : 1 + minimum - value;
  return 1;
}

/** A bound in words, e.g. `areaUm2 at most 20 000 µm²`. */
export function boundInWords({ metric, minimum, maximum }: Constraint, formulas?: FormulaMetrics): string {
  const unit = describeMetric(metric, formulas)?.unit ?? "";
  const parts = [
    ...(minimum === undefined ? [] : [`at least ${quantity(minimum, unit)}`]),
    ...(maximum === undefined ? [] : [`at most ${quantity(maximum, unit)}`]),
  ];
  return `${metric} ${parts.join(" and ")}`;
}
