import { join } from "node:path";
import { count } from "../core/number-text.js";
import { quantity } from "../core/quantity-text.js";
import { describeMetric } from "../core/describe-metric.ts";
import type { Design, DesignRecord } from "../core/result.ts";
import type { PickedDesign, PickVerification, SweepManifest } from "../core/sweep-result.ts";
import { boundInWords, constantObjectives, type Miss } from "../explore/notices.ts";
import type { SweepResult } from "../explore/sweep.ts";
import { type Head, table } from "./output.ts";

/** What `tritforge sweep` prints at its end: the picks, some designs of the front, and where the report is. */
export function sweepSummary({ manifest, pareto }: SweepResult, out: string): string {
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
    "",
    ...(rows.length === 0 ? [] : [table(heads, rows), ""]),
    ...pareto.picks.flatMap(({ label, verification, rtl }) =>
      verification === undefined
        ? []
        : [
            `${label}: ${verification.passed ? "verified" : "MISMATCH"}, ${workOf(verification)}; Verilog in ${join(out, rtl?.directory ?? "")}`,
          ],
    ),
    `report: ${join(out, "report.html")}`,
  ].join("\n");
}

function countsLine({ total, feasible, pareto, skipped }: SweepManifest["counts"]): string {
  const front = `${count(pareto)} on the Pareto front`;
  if (skipped === undefined) return `${count(total)} designs: ${count(feasible)} feasible, ${front}`;
  return `${count(total)} designs searched: ${count(total - skipped)} judged, ${count(feasible)} of them feasible, ${front} of all`;
}

/** What the user should hear besides, a line each: objectives that decide nothing, and why no design is feasible. */
export function sweepNotices(result: SweepResult, misses: readonly Miss[]): readonly string[] {
  const constant = constantObjectives(result).map(
    ({ metric, value }) =>
      `${metric} is ${inUnit(value, metric, result)} for every design of the front and of the sample: as an objective it decides nothing`,
  );
  const nearest = misses.map(({ constraint, nearest: design, keepsOthers }) => {
    const left = `${boundInWords(constraint, result.pareto.metrics)}: leaves no design`;
    if (design === undefined) return `${left}; without any bound none is feasible either`;
    const value = inUnit(design.metrics[constraint.metric], constraint.metric, result);
    return `${left}; the nearest has ${value}${keepsOthers ? "" : " and breaks other bounds"}: ${describe(design)}`;
  });
  return [...constant, ...nearest];
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
  const spread = [0.1, 0.3, 0.5, 0.7, 0.9].flatMap((part) => front[Math.floor(part * front.length)] ?? []);
  const named = picks.map((pick) => ({
    name: `${pick.label}: ${describe(pick.record)}`,
    metrics: pick.record.metrics,
    synthesisUm2: pick.synthesis?.areaUm2 ?? "",
  }));
  const others = spread
    .filter((record) => !picks.some((pick) => pick.record.index === record.index))
    .map((record) => ({ name: describe(record), metrics: record.metrics, synthesisUm2: "" }));
  return [...named, ...others];
}

/** A design in a few words, with what tells its setting from others. */
function describe({ generator, parameters, setting = {} }: DesignRecord): string {
  return [shapeOf({ generator, parameters }), ...Object.values(setting)].join(" ");
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
