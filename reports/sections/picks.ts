import type { ParetoFile, PickedDesign, SweepManifest } from "../../src/core/sweep-result.ts";
import { commandLines, designJson } from "../commands.ts";
import { describeMetric, mergedPicks, metricNames } from "../designs.ts";
import { columnScale, count, counted, formatScaled, quantity, signedPercent } from "../format.ts";
import { definitionList, escapeHtml } from "../html.ts";
import { pickError, pickedModules } from "../pick-modules.ts";

/** The picked designs in full, readable without script. */
export function picksSection(manifest: SweepManifest, pareto: ParetoFile): string {
  const picks = mergedPicks(pareto);
  if (picks.length === 0) return `<p class="empty">No design was picked in this sweep.</p>`;
  return picks.map(({ index, title, pick }) => pickArticle(manifest, pareto, pick, `${title}`, index)).join("\n");
}

function pickArticle(
  manifest: SweepManifest,
  pareto: ParetoFile,
  pick: PickedDesign,
  title: string,
  index: number,
): string {
  const { record } = pick;
  const parameters = Object.entries(record.parameters).map(
    ([name, value]) => [name, escapeHtml(String(value))] as const,
  );
  const metrics = metricNames([record]).flatMap((name) => {
    const value = record.metrics[name];
    const { label, unit } = describeMetric(name, pareto);
    return value === undefined ? [] : [[label, quantity(value, unit)] as const];
  });
  return `<article class="pick">
<h3>${escapeHtml(title)} <span class="note">${escapeHtml(record.generator)} #${index}</span></h3>
<div class="columns"><div><h4>Parameters</h4>${definitionList(parameters)}</div>
<div><h4>Metrics</h4>${definitionList(metrics)}</div>
<div><h4>Checks</h4>${definitionList(checks(pick))}</div></div>
${moduleTable(pick)}
<details><summary>DESIGN.json and commands</summary>
<pre data-copy>${escapeHtml(designJson(record))}</pre>
<pre data-copy>${escapeHtml(commandLines(manifest).join("\n"))}</pre></details>
</article>`;
}

function checks(pick: PickedDesign): readonly (readonly [string, string])[] {
  const { verification, synthesis, rtl } = pick;
  const error = pickError(pick);
  return [
    [
      "verification",
      verification === undefined
        ? `<span class="none">not run</span>`
        : `${verification.passed ? `<span class="good">passed</span>` : `<strong class="bad">failed</strong>`}, ${counted(verification.products, "product")},
          ${counted(verification.beats, "beat")}, ${escapeHtml(verification.simulator)}`,
    ],
    [
      "synthesis",
      synthesis === undefined
        ? `<span class="none">not run</span>`
        : `${quantity(synthesis.areaUm2, "µm²")}, hierarchy ${synthesis.hierarchy === "keep" ? "kept" : "flattened"}`,
    ],
    ...(error === undefined ? [] : [["error of the model", signedPercent(error)] as const]),
    ...(synthesis === undefined ? [] : [["tool", escapeHtml(`${synthesis.tool}, ${synthesis.library}`)] as const]),
    [
      "Verilog",
      rtl === undefined
        ? `<span class="none">not written</span>`
        : `<code>${escapeHtml(rtl.directory)}</code>, top <code>${escapeHtml(rtl.top)}</code>, ${counted(rtl.files.length, "file")}`,
    ],
  ];
}

function moduleTable(pick: PickedDesign): string {
  const modules = pickedModules(pick);
  if (modules.length === 0) return "";
  const areas = modules.flatMap((module) => [module.modelUm2, module.synthesisUm2 ?? 0]);
  const area = columnScale("µm²", areas);
  const total = pick.record.metrics["areaUm2"] ?? 0;
  const synthesised = modules.some((module) => module.synthesisUm2 !== undefined);
  const head = ["module", "role", "instances", `model [${area.unit}]`, "part"];
  const rows = modules.map((module) => {
    const cells = [
      `<td><code>${escapeHtml(module.module)}</code>`,
      `<td>${escapeHtml(module.role)}`,
      `<td class="n">${count(module.instances)}`,
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
