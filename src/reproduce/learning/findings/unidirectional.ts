import { METHOD_FACTS } from "../../../core/update-methods.ts";
import type { LearningFinding } from "../../../core/learning-reproduction.ts";
import { MILD, NONLINEAR } from "../conditions.ts";
import { isAbove } from "../../../core/confidence.ts";
import { inPoints, OTHERS, UNIDIRECTIONAL, verdictOf, type Evidence } from "./evidence.ts";

/** Reading of the claim → conditions with the words for each. */
const READINGS = [
  {
    name: "v1, asymmetric",
    conditions: [
      [MILD, "1/\u22121"],
      [NONLINEAR, "2.4/\u22122.4"],
      ["asymmetric", "2.4/\u22124.88"],
      ["strong", "4/\u22124"],
    ],
  },
  {
    name: "v2, finite",
    conditions: [
      ["nonlinear-16", "16 levels"],
      [NONLINEAR, "64 levels"],
      ["nonlinear-256", "256 levels"],
    ],
  },
  { name: "v2, symmetric", conditions: [["retracing", "2.4/+2.4, LTD retraces LTP"]] },
] as const;

/**
 * C4: the unidirectional pair is better than the others on nonlinear devices, asymmetric (v1) or of few levels (v2). The
 * wording of v2 takes in nonlinear devices that are symmetric.
 */
export function findUnidirectional({ has, lead }: Evidence): readonly LearningFinding[] {
  return READINGS.filter(({ conditions }) => has(...conditions.map(([id]) => id))).map(({ name, conditions }) => {
    const leads = conditions.flatMap(([id]) => OTHERS.map((other) => lead(id, UNIDIRECTIONAL, other)));
    const texts = OTHERS.map(
      (other) =>
        `less that of the ${METHOD_FACTS[other].noun} ${conditions.map(([id, words]) => `${inPoints(lead(id, UNIDIRECTIONAL, other))} (${words})`).join(", ")}`,
    );
    return {
      name,
      verdict: verdictOf(leads.map((each) => isAbove(each, 0))),
      text: `accuracy of the unidirectional pair ${texts.join("; ")}`,
    };
  });
}
