import { METHOD_FACTS } from "../../../core/update-methods.ts";
import type { LearningFinding } from "../../../core/learning-reproduction.ts";
import { LINEAR } from "../conditions.ts";
import { isAbove, isBelow } from "../../../core/confidence.ts";
import { COMPARABLE, inPoints, OTHERS, UNIDIRECTIONAL, verdictOf, type Evidence } from "./evidence.ts";

const QUARTER = "range-25";
const METHODS = [...OTHERS, UNIDIRECTIONAL];

/** C3: comparable to floating point if linear and symmetric (v1), linear with a high dynamic range (v2). */
export function findLinear({ has, point, loss }: Evidence): readonly LearningFinding[] {
  const found: LearningFinding[] = [];
  if (has(LINEAR)) {
    const losses = METHODS.map((method) => ({ method, value: point(LINEAR, method).lossToFloat }));
    found.push({
      name: "v1, symmetric",
      verdict: verdictOf(losses.map(({ value }) => isBelow(value, COMPARABLE))),
      text: `linear and symmetric, 64 levels: behind floating point by ${losses.map(({ method, value }) => `${inPoints(value)} (${METHOD_FACTS[method].noun})`).join(", ")}`,
    });
  }
  if (has(LINEAR, QUARTER)) {
    const losses = METHODS.map((method) => ({ method, value: loss(LINEAR, QUARTER, method) }));
    found.push({
      name: "v2, range",
      verdict: verdictOf(losses.map(({ value }) => isAbove(value, 0))),
      text: `with a quarter of the range (on/off ratio 1.33, steps as before) accuracy falls by ${losses.map(({ method, value }) => `${inPoints(value)} (${METHOD_FACTS[method].noun})`).join(", ")}`,
    });
  }
  return found;
}
