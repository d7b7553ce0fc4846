import { join } from "node:path";
import { count, percent } from "../core/number-text.js";
import { quantity } from "../core/quantity-text.js";
import { describeMetric } from "../core/describe-metric.ts";
import type { Design, DesignRecord } from "../core/result.ts";
import type { PickedDesign, PickVerification, SweepManifest } from "../core/sweep-result.ts";
import { missInWords } from "../../reports/index.ts";
import { constantObjectives } from "../explore/constant-objectives.ts";
import type { SweepResult } from "../explore/sweep.ts";
import { type Head, table } from "./output.ts";

/** What `tritforge sweep` prints at its end: the picks, some designs of the front, and where the report is. */
export function sweepSummary(result: SweepResult, out: string): string {
  const { manifest, pareto } = result;
  const { counts, objectives } = manifest;
  const shown = objectives.map((objective) => objective.metric);
  const isSynthesised = pareto.picks.some(({ synthesis }) => synthesis !== undefined);
  const heads: readonly Head[] = [
    "design",
    ...shown.map((metric) => describeMetric(metric, pareto.metrics) ?? metric),
    ...(isSynthesised ? [{ label: "synthesised area", unit: "µm²" }] : []),
  ];
  const rows = shortList(pareto.picks, pareto.front).map(({ name, metrics, synthesisUm2 }) => [
    name,
    ...shown.map((metric) => metrics[metric] ?? Number.NaN),
    ...(isSynthesised ? [synthesisUm2] : []),
  ]);
  return [
    countsLine(counts),
    ...whyNone(result),
    "",
    ...(rows.length === 0 ? [] : [table(heads, rows), ""]),
    ...pareto.picks.flatMap(({ label, verification, rtl }) =>
      verification === undefined
        ? []
        : [
            `${label}: ${verification.passed ? "verified" : "MISMATCH"}, ${workOf(verification)}; Verilog in ${join(out, rtl?.directory ?? "")}`,
          ],
    ),
    ...ownBestLines(result),
    `report: ${join(out, "report.html")}`,
  ].join("\n");
}

function countsLine({ total, feasible, pareto, skipped }: SweepManifest["counts"]): string {
  const front = `${count(pareto)} on the Pareto front`;
  if (skipped === undefined) return `${count(total)} designs: ${count(feasible)} feasible, ${front}`;
  return `${count(total)} designs searched: ${count(total - skipped)} judged, ${count(feasible)} of them feasible, ${front} of all`;
}

/** What the user should hear besides, a line each: objectives that decide nothing. */
export function sweepNotices(result: SweepResult): readonly string[] {
  const constant = constantObjectives(result).map(
    ({ metric, value }) =>
      `${metric} is ${inUnit(value, metric, result)} for every design of the front and of the sample: as an objective it decides nothing`,
  );
  return [...constant, ...trainingNotices(result.manifest)];
}

/** Most reasons that are printed; the manifest has more. */
const MOST_REASONS = 12;

/** Why no design is feasible: reasons by their number, and what is nearest to each bound. */
function whyNone({ manifest: { counts, misses = [] }, pareto }: SweepResult): readonly string[] {
  if (counts.feasible > 0) return [];
  const reasons = Object.entries({ ...counts.infeasible, ...counts.failed }).toSorted(([, a], [, b]) => b - a);
  const rows = reasons.slice(0, MOST_REASONS).map(([reason, designs]) => [designs, reason]);
  const rest = reasons.slice(MOST_REASONS).reduce((sum, [, designs]) => sum + designs, 0);
  return [
    ...(rows.length === 0
      ? []
      : ["", table(["designs", "why not"], [...rows, ...(rest === 0 ? [] : [[rest, "other reasons"]])])]),
    ...misses.flatMap((miss) => {
      const { finding, advice } = missInWords(miss, pareto.metrics);
      const { nearest } = miss;
      const where = nearest === undefined ? [] : [`  ${describe({ ...nearest.design, ...nearest })}`];
      return ["", finding, ...where, ...advice.map((each, i) => `  ${i === 0 ? "try:" : " or:"} ${each}`)];
    }),
  ];
}

/** What each workload loses on the design that is best for all of them, the largest loss first. */
function ownBestLines({ pareto: { ownBests, front, metrics } }: SweepResult): readonly string[] {
  const shared = front.find(({ index }) => index === ownBests?.index);
  if (ownBests === undefined || shared === undefined) return [];
  const head = describeMetric(ownBests.metric, metrics);
  const { label, unit } = head ?? { label: ownBests.metric, unit: "" };
  const rows = ownBests.rows
    .toSorted((a, b) => (b.loss ?? Infinity) - (a.loss ?? Infinity))
    .map(({ workload, shared: on, own = "", loss, design, setting = {} }) => [
      workload,
      on,
      own,
      loss === undefined ? "" : percent(loss),
      design === undefined ? "none is feasible for it alone" : describe({ ...design, setting }),
    ]);
  return [
    `best in ${label} for all: ${describe(shared)}`,
    "",
    table(["workload", { label: "on it", unit }, { label: "on its own best", unit }, "loss", "its own best"], rows),
    "",
  ];
}

function inUnit(value: number | undefined, metric: string, { pareto }: SweepResult): string {
  return quantity(value, describeMetric(metric, pareto.metrics)?.unit ?? "");
}

function workOf(verification: PickVerification): string {
  return "products" in verification
    ? `${count(verification.products)} products`
    : `${count(verification.operations)} update operations`;
}

/** The picks, and a few designs spread over the front, by the first objective. */
function shortList(picks: readonly PickedDesign[], front: SweepResult["pareto"]["front"]) {
  const spread = [0.1, 0.3, 0.5, 0.7, 0.9].map((part) => front[Math.floor(part * front.length)]);
  const named = picks.map((pick) => ({
    name: `${pick.label}: ${describe(pick.record)}`,
    metrics: pick.record.metrics,
    synthesisUm2: pick.synthesis?.areaUm2 ?? "",
  }));
  const others = [...new Set(spread)]
    .filter((record) => record !== undefined)
    .filter((record) => !picks.some((pick) => pick.record.index === record.index))
    .map((record) => ({ name: describe(record), metrics: record.metrics, synthesisUm2: "" }));
  return [...named, ...others];
}

/** A design in a few words, with what tells its setting from others. */
function describe({
  generator,
  parameters,
  setting = {},
}: Pick<DesignRecord, "generator" | "parameters" | "setting">): string {
  const gated = (parameters["clockGating"] ?? "none") === "none" ? [] : ["gated clocks"];
  return [shapeOf({ generator, parameters }), ...gated, ...Object.values(setting)].join(" ");
}

function shapeOf({ generator, parameters: p }: Design): string {
  if (p["device"] !== undefined)
    return `${p["device"]} ${p["scheme"]} ${p["encoding"]} ${p["product"]} ${p["rows"]}x${p["columns"]}/${p["lanes"]}`;
  const tile =
    p["groupSize"] === undefined
      ? `${p["tileInputs"]}x${p["tileOutputs"]}`
      : `µ=${p["groupSize"]} L=${p["tables"]} K=${p["fetchers"]}`;
  return `${generator} ${tile} ${p["loopOrder"]}`;
}

/** That some accuracies are statements on settings: how many, and the first. */
function trainingNotices({ training }: SweepManifest): readonly string[] {
  const [first] = training?.warnings ?? [];
  if (training === undefined || first === undefined) return [];
  const units = new Set(training.warnings.map(({ unit }) => unit)).size;
  return [
    `${units} of ${training.trainedKeys} trained units have a warning (all stand in the report); the first: ${first.unit}: ${first.warning}`,
  ];
}
