import { CLOCK_EFFECTS } from "../../models/evaluate/clock-effects.ts";
import { EXACT_ERRORS } from "../../models/precision/error-terms.ts";
import type { Part, Points } from "../config/points.ts";
import type { Constraint, Space } from "../config/space.ts";
import { findMetric } from "../core/metrics.ts";
import { groupedBy, nameOfObjects, type PartGroup } from "./part-groups.ts";

/**
 * Parts that differ in nothing but their clock, slowest first, where each design is best with the fastest clock that it is fast
 * enough for: at a slower one it is dominated. A part of its own otherwise.
 */
export function clockGroups({ parts, settings }: Points, space: Space): readonly PartGroup[] {
  // What several workloads come to together is rounded in ways that need not keep order.
  const servesSeveral = settings.some(({ workload }) => typeof workload === "object");
  if (servesSeveral || !isBestWithFastest(space)) return parts.map((part) => [part]);
  const nameOf = nameOfObjects();
  const clockOf = (part: Part): number => settings[part.setting]!.clockMhz;
  const keyOf = (part: Part): string => {
    const { clockMhz: _, ...others } = settings[part.setting]!;
    return `${nameOf(part.digits)} ${JSON.stringify(others)}`;
  };
  return groupedBy(parts, keyOf, (a, b) => clockOf(a) - clockOf(b));
}

/** Whether no design of the front could run at a faster clock of the space. */
function isBestWithFastest({ objectives, constraints }: Space): boolean {
  const effects = objectives.map(({ metric, direction }) =>
    direction === findMetric(metric)?.better ? CLOCK_EFFECTS[metric] : undefined,
  );
  const isMet = effects.every((effect) => effect !== undefined && effect !== "worse");
  return isMet && effects.includes("surely better") && constraints.every(staysKept);
}

/** Whether a design that keeps a bound keeps it at a faster clock, too. */
function staysKept({ metric, minimum, maximum }: Constraint): boolean {
  if (EXACT_ERRORS.has(metric)) return true;
  switch (CLOCK_EFFECTS[metric]) {
    case "none":
      return true;
    case "better":
    case "surely better":
      return findMetric(metric)?.better === "minimize" ? minimum === undefined : maximum === undefined;
    default:
      return false;
  }
}
