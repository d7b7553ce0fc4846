import type { LearningPoint, LearningReproduction } from "../../../src/core/learning-reproduction.ts";
import { METHOD_FACTS, type UpdateMethod } from "../../../src/core/update-methods.ts";
import type { Verdict } from "../../../src/core/reproduction.ts";
import { counted, percent, significant } from "../../../src/core/number-text.js";
import { definitionList, html, type HtmlValue, type Markup } from "../../page/html.ts";

/** What a reader should take away, and the figures behind it. */
export function findingsSection(reproduction: LearningReproduction): Markup {
  return html`<section id="findings">
    <p class="headline">${headline(reproduction)}</p>
    ${figures(reproduction)}
    <p class="note">
      <b>This is our reconstruction, not the paper.</b> Of Lim et al. we had the two abstracts only: equations, update
      methods, device model, layer sizes and accuracies are unknown to us. Every number here is ours; the claims are the
      abstracts’ sentences. Directions can be compared, accuracies cannot.
    </p>
  </section>`;
}

function headline(reproduction: LearningReproduction): HtmlValue {
  const { claims } = reproduction;
  const number = (verdict: Verdict): number => claims.filter((claim) => claim.verdict === verdict).length;
  const counts = `Of ${counted(claims.length, "claim")}, ${number("holds")} hold${number("holds") === 1 ? "s" : ""}, ${number("holds in part")} in part, and ${number("comes out differently")} come${number("comes out differently") === 1 ? "s" : ""} out differently.`;
  const [single, bidirectional, unidirectional] = (
    ["single", "pair-bidirectional", "pair-unidirectional"] as const
  ).map((method) => find(reproduction, "asymmetric", method));
  if (single === undefined || bidirectional === undefined || unidirectional === undefined) return counts;
  return html`On a nonlinear, asymmetric device (2.4/−4.88) potentiating only reaches
    <em>${reached(unidirectional)}</em>, a bidirectional pair ${reached(bidirectional)}, one device
    ${reached(single)}.${limits(reproduction)} ${counts}`;
}

/** Where the unidirectional pair is not the best, in words; empty if it is. */
function limits(reproduction: LearningReproduction): string {
  const worse = LIMITS.flatMap(([condition, words]) => {
    const own = find(reproduction, condition, "pair-unidirectional");
    const other = find(reproduction, condition, "pair-bidirectional");
    if (own === undefined || other === undefined || own.accuracy.mean >= other.accuracy.mean) return [];
    const verified = find(reproduction, condition, "pair-unidirectional-verified");
    const beside = verified === undefined ? "" : `, with verified refresh ${reached(verified)},`;
    return [`${words} (${reached(own)}${beside} against ${reached(other)} of the bidirectional pair)`];
  });
  return worse.length === 0 ? "" : ` It falls behind on ${worse.join(" and on ")}.`;
}

const LIMITS = [
  ["retracing", "nonlinear but symmetric devices"],
  ["mild-step-0.5", "devices whose steps differ from each other"],
] as const;

function figures(reproduction: LearningReproduction): Markup {
  const { points } = reproduction;
  const linear = points.filter(({ condition }) => condition === "linear");
  const entries = linear.map(
    (point) => [`linear, to float: ${METHOD_FACTS[point.method].short}`, inPoints(point.lossToFloat.mean)] as const,
  );
  const unidirectional = find(reproduction, "asymmetric", "pair-unidirectional");
  const cost =
    unidirectional === undefined
      ? []
      : ([
          ["2.4/−4.88: refreshes / 1000 pulses", significant(unidirectional.refreshesPerThousandPulses)],
          ["2.4/−4.88: pulses / device", significant(unidirectional.meanPulsesPerDevice)],
        ] as const);
  return definitionList([...entries, ...cost], "figures");
}

function find({ points }: LearningReproduction, condition: string, method: UpdateMethod): LearningPoint | undefined {
  return points.find((point) => point.condition === condition && point.method === method);
}

function reached({ accuracy }: LearningPoint): string {
  return percent(accuracy.mean);
}

function inPoints(part: number): string {
  return `${part > 0 ? "−" : "+"}${significant(100 * Math.abs(part), 2)} points`;
}
