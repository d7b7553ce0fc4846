import type { LearningFinding } from "../../../core/learning-reproduction.ts";
import { METHOD_FACTS, type UpdateMethod } from "../../../core/update-methods.ts";
import { MILD, NONLINEAR } from "../conditions.ts";
import { isAbove, isBelow } from "../../../core/confidence.ts";
import { COMPARABLE, inPoints, UNIDIRECTIONAL, type Evidence } from "./evidence.ts";

/** Devices alike and the widest spread that is trained. */
const SPREADS = [
  { name: "label, 1/\u22121", from: MILD, to: "mild-label-1", words: "σ of the label 1 at 1/\u22121" },
  { name: "label, 2.4", from: NONLINEAR, to: "nonlinear-label-1", words: "σ of the label 1 at 2.4/\u22122.4" },
  { name: "step, 1/\u22121", from: MILD, to: "mild-step-0.5", words: "σ of all steps of a device 50 % at 1/\u22121" },
  {
    name: "step, 2.4",
    from: NONLINEAR,
    to: "nonlinear-step-0.5",
    words: "σ of all steps of a device 50 % at 2.4/\u22122.4",
  },
  { name: "up/down, 1/\u22121", from: MILD, to: "mild-updown-0.5", words: "σ of up against down 50 % at 1/\u22121" },
  {
    name: "up/down, 2.4",
    from: NONLINEAR,
    to: "nonlinear-updown-0.5",
    words: "σ of up against down 50 % at 2.4/\u22122.4",
  },
  { name: "range", from: MILD, to: "mild-range-0.2", words: "σ of Gmax 20 % of the range at 1/\u22121" },
] as const;

/** The paper's method, by how its pairs are rewritten; the abstracts do not say how. */
const REFRESHES = [
  { method: UNIDIRECTIONAL, short: "open loop", words: "in open loop" },
  { method: "pair-unidirectional-verified", short: "verified", words: "with verification" },
] as const satisfies readonly { readonly method: UpdateMethod; readonly short: string; readonly words: string }[];

const OTHERS = ["single", "pair-bidirectional", "pair-fixed"] as const satisfies UpdateMethod[];

/** C6: spread between devices costs it little, and less than or as little as the others, and it stays ahead of them. */
export function findVariation(evidence: Evidence): readonly LearningFinding[] {
  return SPREADS.filter(({ from, to }) => evidence.has(from, to)).flatMap((spread) =>
    REFRESHES.filter(({ method }) => isTrained(evidence, spread, method)).map((refresh) =>
      judge(evidence, spread, refresh),
    ),
  );
}

type Spread = (typeof SPREADS)[number];

function isTrained({ hasMethod }: Evidence, { from, to }: Spread, method: UpdateMethod): boolean {
  return hasMethod(from, method) && hasMethod(to, method);
}

function judge(
  evidence: Evidence,
  spread: Spread,
  { method, short, words: how }: (typeof REFRESHES)[number],
): LearningFinding {
  const { loss, lead, relief } = evidence;
  const { name, from, to, words } = spread;
  const own = loss(from, to, method);
  const others = OTHERS.filter((other) => isTrained(evidence, spread, other)).map((other) => ({
    noun: METHOD_FACTS[other].noun,
    relief: relief(from, to, method, other),
    lead: lead(to, method, other),
  }));
  const bearsIt = isBelow(own, COMPARABLE) || others.every((other) => isAbove(other.relief, 0));
  const isAhead = others.every((other) => isAbove(other.lead, 0));
  const listed = (key: "relief" | "lead"): string =>
    others.map((other) => `${inPoints(other[key])} (${other.noun})`).join(", ");
  const beside =
    method === UNIDIRECTIONAL ? "" : `; less that in open loop ${inPoints(lead(to, method, UNIDIRECTIONAL))}`;
  return {
    name: `${name}, ${short}`,
    verdict: bearsIt && isAhead ? "holds" : bearsIt || isAhead ? "holds in part" : "comes out differently",
    text: `${words} costs the unidirectional pair, refreshed ${how}, ${inPoints(own)} points; what it costs others less that: ${listed("relief")}; accuracy less theirs: ${listed("lead")}${beside}`,
  };
}
