import type { BreakdownRow } from "../../src/core/result.ts";
import type { ParetoFile, PickedDesign, PickVerification, SweepManifest } from "../../src/core/sweep-result.ts";
import { nameUnit } from "../axis.ts";
import { commandLines, designJson } from "../commands.ts";
import { describeMetric, mergedPicks, metricNames } from "../designs.ts";
import { columnScale, count, counted, formatScaled, plusMinus, quantity, signedPercent } from "../format.ts";
import { definitionList, escapeHtml } from "../html.ts";
import { measuredMetrics } from "../measured.ts";
import { pickedModules } from "../pick-modules.ts";
import { errorOf, pickTies } from "../uncertainty.ts";
import type { PickTie } from "../uncertainty.ts";
import { tieText } from "./error-findings.ts";

/** The picked designs in full, readable without script. */
export function picksSection(manifest: SweepManifest, pareto: ParetoFile): string {
  const picks = mergedPicks(pareto);
  if (picks.length === 0) return `<p class="empty">No design was picked in this sweep.</p>`;
  const ties = pickTies(pareto);
  return picks
    .map(({ index, title, pick }) => pickArticle(manifest, pareto, pick, title, ties.get(index) ?? []))
    .join("\n");
}

function pickArticle(
  manifest: SweepManifest,
  pareto: ParetoFile,
  pick: PickedDesign,
  title: string,
  ties: readonly PickTie[],
): string {
  const { record } = pick;
  const parameters = Object.entries(record.parameters).map(
    ([name, value]) => [name, escapeHtml(String(value))] as const,
  );
  const metrics = metricNames([record]).flatMap((name) => {
    const value = record.metrics[name];
    const { label, unit } = describeMetric(name, pareto);
    if (value === undefined) return [];
    const error = errorOf(record, name);
    const expected = error > 0 ? ` <span class="pm">${plusMinus(error)}</span>` : "";
    return [[label, quantity(value, nameUnit(label, unit)) + expected] as const];
  });
  return `<article class="pick">
<h3>${escapeHtml(title)} <span class="note">${escapeHtml(record.generator)} #${record.index}</span></h3>
${tieLine(ties, pareto)}<div class="columns"><div><h4>Parameters</h4>${definitionList(parameters)}</div>
<div><h4>Metrics</h4>${definitionList(metrics)}</div>
<div><h4>Checks</h4>${definitionList(checks(pick, pareto))}</div></div>
${moduleTable(pick)}
<details><summary>DESIGN.json and commands</summary>
<pre data-copy>${escapeHtml(designJson(record))}</pre>
<pre data-copy>${escapeHtml(commandLines(manifest).join("\n"))}</pre></details>
</article>`;
}

/** Designs that this pick cannot be told apart from, by objective. */
function tieLine(ties: readonly PickTie[], pareto: ParetoFile): string {
  if (ties.length === 0) return "";
  return `<p class="ties"><b>≈</b> within the error: ${ties.map((tie) => escapeHtml(tieText(tie, pareto))).join("; ")}</p>\n`;
}

function verifiedWork(verification: PickVerification): string {
  return "products" in verification
    ? `${counted(verification.products, "product")}, ${counted(verification.beats, "beat")}`
    : `${counted(verification.operations, "update operation")}, ${counted(verification.slots, "slot")}`;
}

function checks(pick: PickedDesign, pareto: ParetoFile): readonly (readonly [string, string])[] {
  const { verification, synthesis, rtl } = pick;
  return [
    [
      "verification",
      verification === undefined
        ? `<span class="none">not run</span>`
        : `${verification.passed ? `<span class="good">passed</span>` : `<strong class="bad">failed</strong>`}, ${verifiedWork(verification)}, ${escapeHtml(verification.simulator)}`,
    ],
    [
      "synthesis",
      synthesis === undefined
        ? `<span class="none">not run</span>`
        : `hierarchy ${synthesis.hierarchy === "keep" ? "kept" : "flattened"}, ${escapeHtml(`${synthesis.tool}, ${synthesis.library}`)}`,
    ],
    ...measuredRows(pick, pareto),
    [
      "Verilog",
      rtl === undefined
        ? `<span class="none">not written</span>`
        : `<code>${escapeHtml(rtl.directory)}</code>, top <code>${escapeHtml(rtl.top)}</code>, ${counted(rtl.files.length, "file")}`,
    ],
  ];
}

/** What synthesis measured, with the error of the estimate. */
function measuredRows(pick: PickedDesign, pareto: ParetoFile): readonly (readonly [string, string])[] {
  const rows = measuredMetrics(pick).map(({ metric, measured, error }) => {
    const { label, unit } = describeMetric(metric, pareto);
    return [label, `${quantity(measured, unit)} <span class="pm">estimate ${signedPercent(error)}</span>`] as const;
  });
  const reference = pick.synthesis?.reference;
  return reference === undefined ? rows : [...rows, ["delay and energy by", escapeHtml(reference)]];
}

function moduleTable(pick: PickedDesign): string {
  const modules = pickedModules(pick);
  if (modules.length === 0) return "";
  const areas = modules.flatMap((module) => [module.modelUm2, module.synthesisUm2 ?? 0]);
  const area = columnScale("µm²", areas);
  const total = pick.record.metrics["areaUm2"] ?? 0;
  const synthesised = modules.some((module) => module.synthesisUm2 !== undefined);
  const energies = new Map(pick.breakdown.map((row) => [row.module, energyPj(row, pick)]));
  const energy = columnScale("pJ", [...energies.values()].map((value) => value ?? 0)); // prettier-ignore
  const hasEnergy = [...energies.values()].some((value) => value !== undefined);
  const head = [
    "module",
    "role",
    "instances",
    ...(hasEnergy ? [`energy per step [${energy.unit}]`] : []),
    `model [${area.unit}]`,
    "part",
  ];
  const rows = modules.map((module) => {
    const cells = [
      `<td><code>${escapeHtml(module.module)}</code>`,
      `<td>${escapeHtml(module.role)}`,
      `<td class="n">${count(module.instances)}`,
      ...(hasEnergy ? [`<td class="n">${formatScaled(energies.get(module.module), energy)}`] : []),
      `<td class="n">${formatScaled(module.modelUm2, area)}`,
      `<td class="n">${total > 0 ? ((module.modelUm2 / total) * 100).toFixed(1) : "–"}\u00a0%`,
    ];
    if (synthesised) {
      cells.push(`<td class="n">${formatScaled(module.synthesisUm2, area)}`);
      cells.push(`<td class="n">${module.error === undefined ? "–" : signedPercent(module.error)}`);
    }
    return `<tr>${cells.join("")}`;
  });
  const heads = synthesised ? [...head, `synthesis [${area.unit}]`, "error"] : head;
  const ths = heads.map((name, i) => `<th scope="col"${i > 1 ? ` class="n"` : ""}>${name}`).join("");
  return `<details><summary>${counted(modules.length, "module")}</summary><div class="scroll"><table class="modules"><thead><tr>${ths}</thead>
<tbody>${rows.join("\n")}</tbody></table></div></details>`;
}

/** Energy of all instances in one step [pJ]; undefined if the design's energy is not modelled. */
function energyPj({ energyPj: kinds }: BreakdownRow, { record }: PickedDesign): number | undefined {
  if (record.metrics["energyPerStepPj"] === undefined) return undefined;
  return kinds.switching + kinds.internal + kinds.clock + kinds.leakage;
}
