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
  if (!has(...LEVELS.map(([id]) => id))) return [];
  const losses = LEVELS.map(([id, levels]) => ({ levels, loss: point(id, UNIDIRECTIONAL).lossToFloat }));
  const text = losses.map(({ levels, loss }) => `${inPoints(loss)} points at ${levels} levels`).join(", ");
  const learns = losses.every(({ loss }) => isBelow(loss, LOSS));
  return [
    {
      name: "update",
      verdict: learns ? "holds in part" : "comes out differently",
      text: `one pulse at most per update, the unidirectional pair loses to floating point ${text}; forward and backward pass are not hardware here`,
    },
  ];
}
