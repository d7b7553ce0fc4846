import type { Constraint } from "../config/space.ts";
import type { Fault } from "../core/errors.ts";

/** Most different reasons that a manifest lists; the rest is joined, so that no sweep writes a manifest of megabytes. */
export const MOST_REASONS = 100;

/** The reason of a point that breaks a bound, the same for all that break it: `areaUm2 > 50000`. */
export function boundReason(constraint: Constraint, value: number | undefined): string | undefined {
  const { metric, minimum, maximum } = constraint;
  if (value === undefined || Number.isNaN(value)) return `${metric} is not known`;
  if (maximum !== undefined && value > maximum) return `${metric} > ${maximum}`;
  if (minimum !== undefined && value < minimum) return `${metric} < ${minimum}`;
  return undefined;
}

/** The reason of a point whose parameters do not go together. */
export function conflictReason(faults: readonly Fault[]): string {
  return faults.map((fault) => `${fault.path}: ${fault.message}`).join("; ");
}

/** What points are counted under: the reason without the offending value (`got 512, `), which differs from point to point. */
export function groupOf(reason: string): string {
  return reason.replaceAll(/\bgot [^,;]*, /g, "");
}

/** Points by reason. */
export class ReasonCounts {
  readonly #counts = new Map<string, number>();

  add(group: string, points = 1): void {
    this.#counts.set(group, (this.#counts.get(group) ?? 0) + points);
  }

  addAll(counts: ReadonlyMap<string, number>): void {
    for (const [group, points] of counts) this.add(group, points);
  }

  get counts(): ReadonlyMap<string, number> {
    return this.#counts;
  }

  /** Most frequent first, then by name; beyond MOST_REASONS the rest is one `other reasons`. */
  ranked(): Readonly<Record<string, number>> {
    const ranked = [...this.#counts].toSorted(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
    const rest = ranked.slice(MOST_REASONS).reduce((sum, [, points]) => sum + points, 0);
    const shown = ranked.slice(0, MOST_REASONS);
    return Object.fromEntries(rest === 0 ? shown : [...shown, ["other reasons", rest]]);
  }
}
