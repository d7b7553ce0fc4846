import type { LearningFinding } from "../../../core/learning-reproduction.ts";
import { SCHEME_FACTS, type Scheme } from "../../../core/schemes.ts";
import { MILD, NONLINEAR } from "../conditions.ts";
import { isAbove, isBelow } from "../../../core/confidence.ts";
import { COMPARABLE, inPoints, UNIDIRECTIONAL, type Evidence } from "./evidence.ts";

/** Devices alike and the widest spread that is trained. */
const SPREADS = [
  { name: "label, 1/\u22121", from: MILD, to: "mild-label-1", words: "σ of the label 1 at 1/\u22121" },
  { name: "label, 2.4", from: NONLINEAR, to: "nonlinear-label-1", words: "σ of the label 1 at 2.4/\u22122.4" },
  { name: "step", from: MILD, to: "mild-step-0.5", words: "σ of all steps of a device 50 % at 1/\u22121" },
  { name: "up/down", from: MILD, to: "mild-updown-0.5", words: "σ of up against down 50 % at 1/\u22121" },
  { name: "range", from: MILD, to: "mild-range-0.2", words: "σ of Gmax 20 % of the range at 1/\u22121" },
] as const;

const OTHERS = ["single", "pair-bidirectional", "pair-fixed"] as const satisfies Scheme[];

/** C6: spread between devices costs it little, and less than or as little as the others, and it stays ahead of them. */
export function findVariation({ has, hasMethod, loss, lead, relief }: Evidence): readonly LearningFinding[] {
  return SPREADS.filter(({ from, to }) => has(from, to)).map(({ name, from, to, words }) => {
    const others = OTHERS.filter((method) => hasMethod(from, method) && hasMethod(to, method));
    const own = loss(from, to, UNIDIRECTIONAL);
    const leads = others.map((other) => lead(to, UNIDIRECTIONAL, other));
    const bearsIt =
      isBelow(own, COMPARABLE) || others.every((other) => isAbove(relief(from, to, UNIDIRECTIONAL, other), 0));
    const isAhead = leads.every((each) => isAbove(each, 0));
    const losses = others.map((other) => `${inPoints(loss(from, to, other))} (${SCHEME_FACTS[other].noun})`);
    return {
      name,
      verdict: bearsIt && isAhead ? "holds" : bearsIt || isAhead ? "holds in part" : "comes out differently",
      text: `${words} costs the unidirectional pair ${inPoints(own)} points, the others ${losses.join(", ")}; its accuracy less theirs is ${leads.map(inPoints).join(", ")}`,
    };
  });
}
