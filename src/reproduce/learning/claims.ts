import type { LearningFinding, LearningPoint } from "../../core/learning-reproduction.ts";
import type { JudgedClaim } from "../../core/reproduction.ts";
import { findAsymmetry } from "./findings/asymmetry.ts";
import { findDiscrete } from "./findings/discrete.ts";
import { commonVerdict, evidenceOf, type Evidence } from "./findings/evidence.ts";
import { findLinear } from "./findings/linear.ts";
import { findSetting } from "./findings/setting.ts";
import { findUnidirectional } from "./findings/unidirectional.ts";
import { findVariation } from "./findings/variation.ts";

/** A claim with the way to judge it; `find` answers nothing if the trainings that it needs are missing. */
interface ClaimRule extends Pick<JudgedClaim<LearningFinding>, "id" | "statement" | "source" | "rule"> {
  readonly find: (evidence: Evidence) => readonly LearningFinding[];
}

const BOTH = "abstracts of arXiv 1707.06381 v1 and v2";

/** The claims as the abstracts make them; all numbers in the rules are ours, set before the experiment was run (the page's notes say what was added after it). */
const RULES: readonly ClaimRule[] = [
  {
    id: "C1",
    statement:
      "A rule based on back-propagation serves devices of discrete and limited conductance; forward pass, backward pass and update are all done in hardware",
    source: BOTH,
    rule: "holds at a number of levels if the unidirectional pair on linear devices loses less than 10 points to floating point with exact passes and with both passes through each kind of converters (bits and noise are ours, the paper's are unknown); in part if with some; in part at best where no converters were trained, as only the update is hardware then",
    find: findDiscrete,
  },
  {
    id: "C2",
    statement: "Evaluated on a three-layer perceptron, across conductance responses and weight-updating methods",
    source: `${BOTH}; a setting more than a result: asked is if both matter`,
    rule: "holds if every method loses from linear to 2.4/\u22122.4, and if the unidirectional pair differs from both others there",
    find: findSetting,
  },
  {
    id: "C3",
    statement:
      "Accuracy is comparable to software if the device is linear and symmetric (v1), linear with a high dynamic range (v2)",
    source: BOTH,
    rule: "v1 holds if every method loses less than 3 points to floating point on linear, symmetric devices; v2 if every method loses accuracy with a quarter of the range; in part if some do",
    find: findLinear,
  },
  {
    id: "C4",
    statement:
      "The unidirectional update suits devices that are nonlinear and asymmetric (v1), nonlinear and finite (v2)",
    source: BOTH,
    rule: "holds if the unidirectional pair is more accurate than each other method in every such condition; in part if in some",
    find: findUnidirectional,
  },
  {
    id: "C5",
    statement:
      "Because it cancels the effect of an asymmetric conductance response (v1), compensates for the demerit of asymmetric updates (v2)",
    source: BOTH,
    rule: "v1 holds if the unidirectional pair loses less than 3 points from linear to 2.4/\u22124.88; v2 if asymmetry costs it less than each other method, in all three comparisons; in part if in some",
    find: findAsymmetry,
  },
  {
    id: "C6",
    statement: "It compensates for the loss of accuracy by variation from device to device",
    source: "abstract of v2 only",
    rule: "holds if variation costs the unidirectional pair less than 3 points, or less than each other method, and it is more accurate than each of them; in part if one of both; judged for each way of rewriting pairs",
    find: findVariation,
  },
];

/** The claims of the paper with what the trainings say; claims that nothing is known about are left out. */
export function learningClaims(points: readonly LearningPoint[]): readonly JudgedClaim<LearningFinding>[] {
  const evidence = evidenceOf(points);
  return RULES.flatMap(({ find, ...claim }) => {
    const findings = find(evidence);
    return findings.length === 0 ? [] : [{ ...claim, findings, verdict: commonVerdict(findings) }];
  });
}
