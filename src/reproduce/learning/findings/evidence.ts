import { meanAndHalf } from "../../../core/number-text.js";
import type { Verdict } from "../../../core/reproduction.ts";
import type { LearningFinding, LearningPoint } from "../../../core/learning-reproduction.ts";
import type { UpdateMethod } from "../../../core/update-methods.ts";
import { pairedInterval, type Interval } from "../../../core/confidence.ts";

/** Differences up to this count as comparable [accuracy, a part]. */
export const COMPARABLE = 0.03;

/** The methods that every condition is trained with, in the order of tables. */
export const OTHERS = ["single", "pair-bidirectional"] as const satisfies UpdateMethod[];
/** The method that the paper proposes. */
export const UNIDIRECTIONAL = "pair-unidirectional" as const satisfies UpdateMethod;

/** What a claim may rest on: trained points by condition and method; `has` asks for the three methods of all conditions. */
export interface Evidence {
  readonly has: (...conditions: readonly string[]) => boolean;
  readonly hasMethod: (condition: string, method: UpdateMethod) => boolean;
  /** The point. @throws if it was not trained; ask `has` before. */
  readonly point: (condition: string, method: UpdateMethod) => LearningPoint;
  /** Accuracy of one method less that of another in one condition, seed by seed. */
  readonly lead: (condition: string, method: UpdateMethod, other: UpdateMethod) => Interval;
  /** What a method loses from one condition to another, seed by seed. */
  readonly loss: (from: string, to: string, method: UpdateMethod) => Interval;
  /** Loss of `other` from one condition to another, less that of `method`: how much better `method` bears it. */
  readonly relief: (from: string, to: string, method: UpdateMethod, other: UpdateMethod) => Interval;
}

/** The evidence of trained points. */
export function evidenceOf(points: readonly LearningPoint[]): Evidence {
  const all = new Map(points.map((point) => [`${point.condition} ${point.method}`, point]));
  const point = (condition: string, method: UpdateMethod): LearningPoint => {
    const found = all.get(`${condition} ${method}`);
    if (found === undefined) throw new Error(`internal: ${condition} was not trained with ${method}`);
    return found;
  };
  const accuracies = (condition: string, method: UpdateMethod): readonly number[] =>
    point(condition, method).runs.map(({ accuracy }) => accuracy);
  const losses = (from: string, to: string, method: UpdateMethod): readonly number[] => {
    const after = accuracies(to, method);
    return accuracies(from, method).map((before, i) => before - (after[i] ?? NaN));
  };
  return {
    has: (...conditions) =>
      conditions.every((condition) => [...OTHERS, UNIDIRECTIONAL].every((method) => all.has(`${condition} ${method}`))),
    hasMethod: (condition, method) => all.has(`${condition} ${method}`),
    point,
    lead: (condition, method, other) => pairedInterval(accuracies(condition, method), accuracies(condition, other)),
    loss: (from, to, method) => pairedInterval(accuracies(from, method), accuracies(to, method)),
    relief: (from, to, method, other) => pairedInterval(losses(from, to, other), losses(from, to, method)),
  };
}

/** `3.1 ± 0.4`, in points of accuracy (hundredths). */
export function inPoints({ mean, half }: Interval): string {
  return meanAndHalf(mean, half);
}

/** `holds` if all do, `holds in part` if some do. */
export function verdictOf(parts: readonly boolean[]): Verdict {
  if (parts.every(Boolean)) return "holds";
  return parts.some(Boolean) ? "holds in part" : "comes out differently";
}

/** The common verdict of findings, else `holds in part`. */
export function commonVerdict([first, ...others]: readonly LearningFinding[]): Verdict {
  if (first === undefined) throw new Error("internal: a verdict on nothing");
  return others.every(({ verdict }) => verdict === first.verdict) ? first.verdict : "holds in part";
}
