import type {
  EqualThroughputRow,
  ParetoFile,
  PickedDesign,
  PickVerification,
  SweepManifest,
} from "../../src/core/sweep-result.ts";
import {
  areaRatio,
  choiceOf,
  describeMetric,
  focusGenerator,
  generators,
  inWords,
  kneeOf,
  mergedPicks,
  seriesOf,
  seriesWord,
  varyingChoices,
} from "../results/designs.ts";
import { comparedRows } from "../results/settings.ts";
import { count, counted, percent, plusMinus, times } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";
import { nameUnit } from "../draw/axis.ts";
import { html, joined, type Markup } from "../page/html.ts";
import { isOrderUncertain } from "../client/order.js";
import { errorOf } from "../results/uncertainty.ts";
import { trainingPoints } from "./training-findings.ts";
import { missPoints } from "./miss-findings.ts";
import { errorPoint, memoryPoint, synthesisPoint } from "./error-findings.ts";

/** What the sweep found, in words; a sentence appears only if its numbers are in the files. */
export interface Findings {
  /** The first sentence of the page. */
  readonly headline: Markup;
  /** Metrics of the knee, large. */
  readonly figures: readonly {
    readonly label: string;
    readonly value: string;
    /** Expected error, e.g. `±2.1 %`; empty if none is stated. */
    readonly error: string;
  }[];
  /** One finding each. */
  readonly points: readonly Markup[];
}

/** Reads the findings off the sweep. */
export function findings(manifest: SweepManifest, pareto: ParetoFile): Findings {
  const knee = kneeOf(pareto);
  const headline =
    pareto.front.length === 0
      ? emptyHeadline(manifest, pareto)
      : knee === undefined
        ? frontHeadline(pareto)
        : kneeHeadline(knee, pareto);
  const points = [
    knee === undefined ? undefined : kneeParameters(knee, pareto),
    ...missPoints(manifest, pareto),
    ...throughputPoints(pareto),
    ...trainingPoints(manifest, pareto),
    frontPoint(manifest, pareto),
    memoryPoint(manifest, pareto),
    errorPoint(pareto),
    synthesisPoint(pareto),
    verificationPoint(pareto),
  ];
  return {
    headline,
    figures: knee === undefined ? [] : figures(knee, pareto),
    points: points.filter((point) => point !== undefined),
  };
}

function emptyHeadline(manifest: SweepManifest, pareto: ParetoFile): Markup {
  const reasons = { ...manifest.counts.infeasible, ...manifest.counts.failed };
  const [first] = Object.entries(reasons).sort(([, a], [, b]) => b - a);
  const why =
    first === undefined
      ? ""
      : ` The most frequent reason: ${inWords(first[0], pareto)} (${counted(first[1], "design")}).`;
  return html`None of the ${counted(manifest.counts.total, "design")} is feasible.${why}`;
}

function frontHeadline(pareto: ParetoFile): Markup {
  const n = pareto.front.length;
  return html`${counted(n, "design")} ${n === 1 ? "is" : "are"} not beaten by any other; no knee was picked among them.`;
}

function kneeHeadline(knee: PickedDesign, pareto: ParetoFile): Markup {
  const name = html`<em>${seriesOf(knee.record)}</em>`;
  const savings = kneeSavings(knee, pareto);
  if (savings.length > 0) {
    const macs = count(knee.record.metrics["macsPerCycle"] ?? 0);
    return html`The knee of the front, a ${name} design, takes ${savings.join(" and ")}, at the same ${macs} MACs per
    cycle.`;
  }
  const values = pareto.objectives.flatMap(({ metric }) => {
    const value = knee.record.metrics[metric];
    const { label, unit } = describeMetric(metric, pareto);
    return value === undefined ? [] : [`${label} ${quantity(value, unit)}`];
  });
  const kind = seriesWord([knee.record]) === "device" ? html`drives ${name} devices` : html`is a ${name} design`;
  return html`The knee of the front ${kind}: ${values.join(", ")}.`;
}

/** `28 % less area than the smallest add-sub design`, one for each other generator at the knee's throughput. */
function kneeSavings(knee: PickedDesign, pareto: ParetoFile): readonly string[] {
  const { macsPerCycle, areaUm2 } = knee.record.metrics;
  const row = comparedRows(pareto).find((each) => each.macsPerCycle === macsPerCycle);
  if (row === undefined || areaUm2 === undefined) return [];
  const others = generators(pareto).filter((name) => name !== seriesOf(knee.record));
  return others.flatMap((other) => {
    const best = row.best[other];
    const theirs = best?.metrics["areaUm2"];
    if (best === undefined || theirs === undefined || theirs <= 0) return [];
    const error = errorOf(knee.record, "areaUm2");
    const isTied = isOrderUncertain(
      areaUm2,
      theirs,
      error,
      best.errors === undefined ? error : errorOf(best, "areaUm2"),
    );
    const compared = isTied ? "as much area, within the expected error, as" : saving(areaUm2 / theirs);
    return [`${compared} the smallest ${other} design`];
  });
}

/** Own area ÷ the other's → `33 % less area than`. */
function saving(ratio: number): string {
  if (ratio === 1) return "as much area as";
  return `${percent(Math.abs(1 - ratio), 2)} ${ratio < 1 ? "less" : "more"} area than`;
}

function figures(knee: PickedDesign, pareto: ParetoFile): Findings["figures"] {
  const wanted = [...pareto.objectives.map((objective) => objective.metric), "macsPerCycle", "tokensPerSecond"];
  return [...new Set(wanted)].flatMap((metric) => {
    const value = knee.record.metrics[metric];
    const { label, unit } = describeMetric(metric, pareto);
    const error = errorOf(knee.record, metric);
    const figure = { label, error: error > 0 ? plusMinus(error) : "" };
    return value === undefined ? [] : [{ ...figure, value: quantity(value, nameUnit(label, unit)) }];
  });
}

/** The knee's parameters that tell it from other front designs. */
function kneeParameters(knee: PickedDesign, pareto: ParetoFile): Markup | undefined {
  const telling = varyingChoices(pareto.front).flatMap((name) => {
    const value = choiceOf(knee.record, name);
    return value === undefined ? [] : [html`<code>${`${name} ${value}`}</code>`];
  });
  return telling.length === 0 ? undefined : html`The knee among the front designs: ${joined(telling, " ")}.`;
}

function throughputPoints(pareto: ParetoFile): readonly Markup[] {
  const focus = focusGenerator(pareto);
  if (focus === undefined) return [];
  return generators(pareto)
    .filter((name) => name !== focus)
    .flatMap((other) => {
      const compared = comparedRows(pareto).flatMap((row: EqualThroughputRow) => areaRatio(row, focus, other) ?? []);
      if (compared.length < 2) return [];
      const mean = Math.exp(compared.reduce((sum, ratio) => sum + Math.log(ratio), 0) / compared.length);
      const range = `${times(Math.min(...compared))} to ${times(Math.max(...compared))}`;
      return [
        html`Over ${counted(compared.length, "equal throughput")}, the smallest ${other} design takes ${times(mean)} the
        area of the smallest ${focus} design (geometric mean; ${range}).`,
      ];
    });
}

function frontPoint(manifest: SweepManifest, pareto: ParetoFile): Markup | undefined {
  if (pareto.front.length === 0) return undefined;
  const held = generators(pareto).flatMap((name) => {
    const designs = pareto.front.filter((record) => seriesOf(record) === name).length;
    return designs === 0 ? [] : [`${count(designs)} ${name}`];
  });
  const { total, feasible, pareto: front, skipped } = manifest.counts;
  const twins = pareto.front.reduce((sum, record) => sum + (record.twins?.count ?? 0), 0);
  const equal =
    twins > 0 &&
    `; ${counted(twins, "other")} equal to one of these in all metrics ${twins === 1 ? "stands" : "stand"} with it`;
  const ofFront = html`${count(front)} on the exact front (${held.join(", ")}${equal})`;
  return skipped === undefined
    ? html`${counted(total, "design")} evaluated, ${count(feasible)} feasible, ${ofFront}.`
    : html`${counted(total, "design")} searched, ${ofFront}: ${count(total - skipped)} were judged one by one, the
      others lie in boxes none of whose designs can be feasible and on the front.`;
}

function verificationPoint(pareto: ParetoFile): Markup {
  const verified = mergedPicks(pareto).flatMap(({ pick }) => pick.verification ?? []);
  if (verified.length === 0) return html`No design here has been verified by simulation.`;
  const failed = verified.filter((each) => !each.passed).length;
  const sum = (of: (each: PickVerification) => number): number => verified.reduce((total, each) => total + of(each), 0);
  const products = sum((each) => ("products" in each ? each.products : 0));
  const operations = sum((each) => ("operations" in each ? each.operations : 0));
  const work = [
    ...(products > 0 ? [counted(products, "product")] : []),
    ...(operations > 0 ? [counted(operations, "update operation")] : []),
  ].join(" and ");
  return failed === 0
    ? html`${counted(verified.length, "picked design")} verified bit for bit against the golden model, ${work} in all.`
    : html`<strong class="bad"
        >${count(failed)} of ${counted(verified.length, "picked design")} failed verification.</strong
      >`;
}

/** The section at the top of the page. */
export function findingsSection(manifest: SweepManifest, pareto: ParetoFile): Markup {
  const found = findings(manifest, pareto);
  const tiles = found.figures.map(({ label, value, error }) => {
    const expected = error !== "" && html` <span class="pm">${error}</span>`;
    return html`<div>
      <dt>${label}</dt>
      <dd>${value}${expected}</dd>
    </div>`;
  });
  return html`<section id="findings" aria-label="Findings">
    <p class="headline">${found.headline}</p>
    ${tiles.length > 0 && html`<dl class="figures">${tiles}</dl>`}
    <ul>
      ${joined(
        found.points.map((point) => html`<li>${point}</li>`),
        "\n",
      )}
    </ul>
  </section>`;
}
