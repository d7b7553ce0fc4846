import { METHOD_FACTS } from "../../../core/update-methods.ts";
import type { LearningFinding } from "../../../core/learning-reproduction.ts";
import { LINEAR } from "../conditions.ts";
import { isAbove, isBelow } from "../../../core/confidence.ts";
import { COMPARABLE, inPoints, OTHERS, UNIDIRECTIONAL, verdictOf, type Evidence } from "./evidence.ts";

/** From a device to the same one with more asymmetry. */
const CHANGES = [
  { from: LINEAR, to: "linear-steps-4", words: "linear, but LTD steps four times as large" },
  { from: "retracing", to: "nonlinear", words: "LTD label from +2.4 (retraces LTP) to \u22122.4" },
  { from: LINEAR, to: "asymmetric", words: "from linear to 2.4/\u22124.88" },
] as const;

/** C5: it cancels (v1), or compensates for (v2), asymmetric updates. */
export function findAsymmetry({ has, loss, relief }: Evidence): readonly LearningFinding[] {
  if (!CHANGES.every(({ from, to }) => has(from, to))) return [];
  const whole = loss(LINEAR, "asymmetric", UNIDIRECTIONAL);
  const reliefs = CHANGES.map(({ from, to, words }) => ({
    words,
    values: OTHERS.map((other) => ({ other, value: relief(from, to, UNIDIRECTIONAL, other) })),
  }));
  return [
    {
      name: "v1, cancels",
      verdict: isBelow(whole, COMPARABLE) ? "holds" : "comes out differently",
      text: `LTD is never used, so only the nonlinearity of LTP can cost: from linear to 2.4/\u22124.88 the unidirectional pair loses ${inPoints(whole)} points`,
    },
    {
      name: "v2, compensates",
      verdict: verdictOf(reliefs.flatMap(({ values }) => values.map(({ value }) => isAbove(value, 0)))),
      text: `it loses less, by ${reliefs.map(({ words, values }) => `${values.map(({ other, value }) => `${inPoints(value)} than the ${METHOD_FACTS[other].noun}`).join(" and ")} (${words})`).join("; ")}`,
    },
  ];
}
