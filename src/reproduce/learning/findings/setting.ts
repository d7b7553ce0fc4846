import { METHOD_FACTS } from "../../../core/update-methods.ts";
import type { LearningFinding } from "../../../core/learning-reproduction.ts";
import { LINEAR, NONLINEAR } from "../conditions.ts";
import { isAbove } from "../../../core/confidence.ts";
import { inPoints, OTHERS, UNIDIRECTIONAL, verdictOf, type Evidence } from "./evidence.ts";

/** C2: both axes of the evaluation matter: the response to every method, the method to a nonlinear response. */
export function findSetting({ has, loss, lead }: Evidence): readonly LearningFinding[] {
  if (!has(LINEAR, NONLINEAR)) return [];
  const drops = [...OTHERS, UNIDIRECTIONAL].map((method) => ({ method, drop: loss(LINEAR, NONLINEAR, method) }));
  const leads = OTHERS.map((other) => ({ other, gap: lead(NONLINEAR, UNIDIRECTIONAL, other) }));
  const isApart = leads.map(({ gap }) => isAbove(gap, 0) || isAbove({ ...gap, mean: -gap.mean }, 0));
  return [
    {
      name: "response",
      verdict: verdictOf(drops.map(({ drop }) => isAbove(drop, 0))),
      text: `from linear to 2.4/\u22122.4 accuracy falls by ${drops.map(({ method, drop }) => `${inPoints(drop)} (${METHOD_FACTS[method].noun})`).join(", ")}`,
    },
    {
      name: "method",
      verdict: verdictOf(isApart),
      text: `at 2.4/\u22122.4 the unidirectional pair is apart by ${leads.map(({ other, gap }) => `${inPoints(gap)} from the ${METHOD_FACTS[other].noun}`).join(", ")}`,
    },
  ];
}
