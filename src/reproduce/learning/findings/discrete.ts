import type { LearningFinding } from "../../../core/learning-reproduction.ts";
import { LINEAR } from "../conditions.ts";
import { isBelow } from "../../../core/confidence.ts";
import { inPoints, UNIDIRECTIONAL, type Evidence } from "./evidence.ts";

/** Most that the rule may lose to floating point on discrete devices. */
const LOSS = 0.1;
const LEVELS = [
  ["linear-16", 16],
  [LINEAR, 64],
  ["linear-256", 256],
] as const;

/** C1: back-propagation by single pulses on devices of few levels. At best in part: only the update is hardware here. */
export function findDiscrete({ has, point }: Evidence): readonly LearningFinding[] {
  return LEVELS.filter(([id]) => has(id)).map(([id, levels]) => {
    const { lossToFloat } = point(id, UNIDIRECTIONAL);
    return {
      name: `${levels} levels`,
      verdict: isBelow(lossToFloat, LOSS) ? "holds in part" : "comes out differently",
      text: `one pulse at most per update, linear: the unidirectional pair loses ${inPoints(lossToFloat)} points to floating point at the same learning rate`,
    };
  });
}
