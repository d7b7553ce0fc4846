import { CLOCK_EFFECTS } from "../../models/evaluate/clock-effects.ts";
import { EXACT_ERRORS } from "../../models/precision/error-terms.ts";
import type { Part, Points } from "../config/points.ts";
import type { Constraint, Space } from "../config/space.ts";
import { findMetric } from "../core/metrics.ts";

/**
 * Parts that differ in nothing but their clock, slowest first, where each design is best with the fastest clock that it is fast
 * enough for: at a slower one it is dominated. A part of its own otherwise.
 */
export type ClockGroup = readonly [Part, ...Part[]];

/** The parts of a space in groups, in the order of their first parts. */
export function clockGroups({ parts, settings }: Points, space: Space): readonly ClockGroup[] {
  // What several workloads come to together is rounded in ways that need not keep order.
  const servesSeveral = settings.some(({ workload }) => typeof workload === "object");
  if (servesSeveral || !isBestWithFastest(space)) return parts.map((part) => [part]);
  const groups = new Map<string, Part[]>();
  const designs = new Map<Part["digits"], number>();
  for (const part of parts) {
    if (!designs.has(part.digits)) designs.set(part.digits, designs.size);
    const { clockMhz: _, ...others } = settings[part.setting]!;
    const key = `${designs.get(part.digits)} ${JSON.stringify(others)}`;
    groups.set(key, [...(groups.get(key) ?? []), part]);
  }
  const clockOf = (part: Part): number => settings[part.setting]!.clockMhz;
  return [...groups.values()].map((group) => group.toSorted((a, b) => clockOf(a) - clockOf(b)) as [Part, ...Part[]]);
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
