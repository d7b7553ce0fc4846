import { quantity } from "../../src/core/quantity-text.js";
import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import { describeMetric, kneeOf, mergedPicks, shownFront } from "../results/designs.ts";
import { count, counted, plusMinus, signedPercent } from "../../src/core/number-text.js";
import { html, joined, type Markup } from "../page/html.ts";
import { measuredMetrics } from "../results/measured.ts";
import { errorRange, pickTies, type PickTie } from "../results/uncertainty.ts";

/** Findings about errors and bounds: sentences, undefined if the files hold no numbers for them. */

/** Expected errors of the objectives, and what they leave open about the knee. */
export function errorPoint(pareto: ParetoFile): Markup | undefined {
  const front = shownFront(pareto);
  const errors = pareto.objectives.flatMap(({ metric }) => {
    const range = errorRange(front, metric);
    return range === undefined ? [] : [`${describeMetric(metric, pareto).label} ${plusMinus(range[1])}`];
  });
  if (errors.length === 0) return undefined;
  return html`Expected error of the estimates: ${errors.join(", ")}. ${kneeTies(pareto)}`;
}

function kneeTies(pareto: ParetoFile): string {
  const knee = kneeOf(pareto);
  if (knee === undefined) return "";
  const ties = pickTies(pareto).get(knee.record.index) ?? [];
  if (ties.length === 0) return "The knee’s order against every other front design is certain in all objectives.";
  const others = shownFront(pareto).length - 1;
  const each = ties.map(
    ({ metric, frontDesigns }) => `${count(frontDesigns)} on ${describeMetric(metric, pareto).label}`,
  );
  return `Within it, of the ${counted(others, "other front design")}, the knee has no certain order against ${each.join(", ")}.`;
}

/** `area: smallest area, 37 other front designs`, for the picks section. */
export function tieText(tie: PickTie, pareto: ParetoFile): string {
  const rest = tie.frontDesigns - tie.picks.length;
  const others = rest <= 0 ? [] : [counted(rest, tie.picks.length > 0 ? "other front design" : "front design")];
  return `${describeMetric(tie.metric, pareto).label}: ${[...tie.picks, ...others].join(", ")}`;
}

/** How far estimate and measurement of the picks lie apart, by metric. */
export function synthesisPoint(pareto: ParetoFile): Markup {
  const measured = mergedPicks(pareto).map(({ pick }) => measuredMetrics(pick));
  const designs = measured.filter((metrics) => metrics.length > 0).length;
  if (designs === 0) return html`No design here has been synthesised: every number is the model's estimate.`;
  const metrics = [...new Set(measured.flat().map(({ metric }) => metric))];
  const each = metrics.map((metric) => {
    const errors = measured.flat().flatMap((row) => (row.metric === metric ? [row.error] : []));
    const ends = [...new Set([Math.min(...errors), Math.max(...errors)].map(signedPercent))];
    return html`${describeMetric(metric, pareto).label} <strong>${ends.join(" to ")}</strong>`;
  });
  return html`Estimate against synthesis, on ${designs === 1 ? "one picked design" : counted(designs, "picked design")}:
  ${joined(each, ", ")}.`;
}

/** What holds decoding back, and how many front designs. */
export function memoryPoint({ memory }: SweepManifest, pareto: ParetoFile): Markup | undefined {
  const bounds = pareto.front.flatMap(({ metrics }) => {
    const { tokensPerSecond, bandwidthTokensPerSecond } = metrics;
    return tokensPerSecond === undefined || bandwidthTokensPerSecond === undefined
      ? []
      : [tokensPerSecond > bandwidthTokensPerSecond];
  });
  if (memory === undefined || bounds.length === 0) return undefined;
  const starved = bounds.filter(Boolean).length;
  return html`At ${quantity(memory.bandwidthGBps, "GB/s")} (${memory.dram}),
  ${
    starved === 0
      ? "no front design waits"
      : `${count(starved)} of ${counted(bounds.length, "front design")} ${starved === 1 ? "waits" : "wait"}`
  }
  for weights instead of computing.`;
}
