import type { LearningFinding } from "../../../core/learning-reproduction.ts";
import { convertedId, LINEAR_LEVELS, PASSES } from "../conditions.ts";
import { isBelow } from "../../../core/confidence.ts";
import { inPoints, UNIDIRECTIONAL, verdictOf, type Evidence } from "./evidence.ts";

/** Most that the rule may lose to floating point on discrete devices. */
const LOSS = 0.1;

/**
 * C1: back-propagation by single pulses on devices of few levels, both passes in hardware: through converters. Where no
 * converters were trained it holds in part at best, as only the update is hardware then.
 */
export function findDiscrete({ has, hasMethod, point, loss }: Evidence): readonly LearningFinding[] {
  return LINEAR_LEVELS.filter(([, id]) => has(id)).map(([levels, exact]) => {
    const converted = PASSES.map((passes) => ({ words: passes.words, id: convertedId(exact, passes) })).filter(
      ({ id }) => hasMethod(id, UNIDIRECTIONAL),
    );
    const toFloat = (id: string) => point(id, UNIDIRECTIONAL).lossToFloat;
    const isNear = [exact, ...converted.map(({ id }) => id)].map((id) => isBelow(toFloat(id), LOSS));
    const verdict = verdictOf(isNear);
    const costs = converted.map(
      ({ words, id }) =>
        `of ${words}: ${inPoints(toFloat(id))} (they cost ${inPoints(loss(exact, id, UNIDIRECTIONAL))})`,
    );
    const passes =
      costs.length === 0
        ? "; only the update is hardware here"
        : `; with both passes through converters ${costs.join(", ")}`;
    return {
      name: `${levels} levels`,
      verdict: costs.length === 0 && verdict === "holds" ? "holds in part" : verdict,
      text: `one pulse at most per update, linear: the unidirectional pair loses ${inPoints(toFloat(exact))} points to floating point at the same learning rate with exact passes${passes}`,
    };
  });
}
