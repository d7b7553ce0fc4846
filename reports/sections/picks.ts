import type { BreakdownRow } from "../../src/core/result.ts";
import type { ParetoFile, PickedDesign, PickVerification, SweepManifest } from "../../src/core/sweep-result.ts";
import { nameUnit, withUnit } from "../draw/axis.ts";
import { designJson, pickCommands } from "../results/commands.ts";
import { describeMetric, mergedPicks, metricNames, twinsOf } from "../results/designs.ts";
import { count, counted, percent, plusMinus, signedPercent } from "../../src/core/number-text.js";
import { cell, columnScale, quantity } from "../../src/core/quantity-text.js";
import { definitionList, html, joined, type HtmlValue, type Markup } from "../page/html.ts";
import { columnHead, table } from "../page/table.ts";
import { measuredMetrics } from "../results/measured.ts";
import { pickedModules } from "../results/pick-modules.ts";
import { errorOf, pickTies, type PickTie } from "../results/uncertainty.ts";
import { tieText } from "./error-findings.ts";

/** The picked designs in full, readable without script. */
export function picksSection(manifest: SweepManifest, pareto: ParetoFile): Markup {
  const picks = mergedPicks(pareto);
  if (picks.length === 0) return html`<p class="empty">No design was picked in this sweep.</p>`;
  const ties = pickTies(pareto);
  return joined(
    picks.map(({ index, title, pick }) => pickArticle(manifest, pareto, pick, title, ties.get(index) ?? [])),
    "\n",
  );
}

function pickArticle(
  manifest: SweepManifest,
  pareto: ParetoFile,
  pick: PickedDesign,
  title: string,
  ties: readonly PickTie[],
): Markup {
  const { record } = pick;
  const choices = Object.entries({ ...record.setting, ...record.parameters });
  const metrics = metricNames([record]).flatMap((name) => {
    const value = record.metrics[name];
    const { label, unit } = describeMetric(name, pareto);
    if (value === undefined) return [];
    const error = errorOf(record, name);
    const expected = error > 0 && html` <span class="pm">${plusMinus(error)}</span>`;
    return [[label, [quantity(value, nameUnit(label, unit)), expected]] as const];
  });
  return html`<article class="pick">
    <h3>${title} <span class="note">${record.generator} #${record.index}</span></h3>
    ${tieLine(ties, pareto)}
    <div class="columns">
      <div>
        <h4>Parameters</h4>
        ${definitionList(choices)}
      </div>
      <div>
        <h4>Metrics</h4>
        ${definitionList(metrics)}
      </div>
      <div>
        <h4>Checks</h4>
        ${definitionList(checks(pick, pareto))}
      </div>
    </div>
    ${moduleTable(pick)}
    <details>
      <summary>DESIGN.json and commands</summary>
      <pre data-copy>${designJson(record)}</pre>
      <p class="note">${RUN_WHERE}</p>
      <pre data-copy>${pickCommands(manifest, pick).join("\n")}</pre>
    </details>
  </article>`;
}

const RUN_WHERE =
  "Run in the folder of this page, somewhere inside the project, so that npx finds tritforge; the design is saved there.";

/** Designs that this pick cannot be told apart from, by objective. */
function tieLine(ties: readonly PickTie[], pareto: ParetoFile): HtmlValue {
  if (ties.length === 0) return undefined;
  return html`<p class="ties"><b>≈</b> within the error: ${ties.map((tie) => tieText(tie, pareto)).join("; ")}</p> `;
}

function verifiedWork(verification: PickVerification): string {
  return "products" in verification
    ? `${counted(verification.products, "product")}, ${counted(verification.beats, "beat")}`
    : `${counted(verification.operations, "update operation")}, ${counted(verification.slots, "slot")}`;
}

function checks(pick: PickedDesign, pareto: ParetoFile): readonly (readonly [string, HtmlValue])[] {
  const { verification, synthesis, rtl } = pick;
  return [
    ...equalRows(pick),
    [
      "verification",
      verification === undefined
        ? html`<span class="none">not run</span>`
        : html`${verification.passed ? html`<span class="good">passed</span>` : html`<strong class="bad">failed</strong>`},
          ${verifiedWork(verification)}, ${verification.simulator}`,
    ],
    [
      "synthesis",
      synthesis === undefined
        ? html`<span class="none">not run</span>`
        : `hierarchy ${synthesis.hierarchy === "keep" ? "kept" : "flattened"}, ${synthesis.tool}, ${synthesis.library}`,
    ],
    ...measuredRows(pick, pareto),
    [
      "Verilog",
      rtl === undefined
        ? html`<span class="none">not written</span>`
        : html`<code>${rtl.directory}</code>, top <code>${rtl.top}</code>, ${counted(rtl.files.length, "file")}`,
    ],
  ];
}

/** Designs that are equal to the pick in all metrics. */
function equalRows({ record }: PickedDesign): readonly (readonly [string, HtmlValue])[] {
  const words = twinsOf(record);
  return words === undefined ? [] : [["equal in all metrics", words]];
}

/** What synthesis measured, with the error of the estimate. */
function measuredRows(pick: PickedDesign, pareto: ParetoFile): readonly (readonly [string, HtmlValue])[] {
  const rows = measuredMetrics(pick).map(({ metric, measured, error }) => {
    const { label, unit } = describeMetric(metric, pareto);
    return [label, html`${quantity(measured, unit)} <span class="pm">estimate ${signedPercent(error)}</span>`] as const;
  });
  const reference = pick.synthesis?.reference;
  return reference === undefined ? rows : [...rows, ["delay and energy by", reference]];
}

function moduleTable(pick: PickedDesign): HtmlValue {
  const modules = pickedModules(pick);
  if (modules.length === 0) return undefined;
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
    ...(hasEnergy ? [withUnit("energy per step", energy.unit)] : []),
    withUnit("model", area.unit),
    "part",
  ];
  const rows = modules.map((module) => {
    const cells = [
      html`<td><code>${module.module}</code></td>`,
      html`<td>${module.role}</td>`,
      html`<td class="n">${count(module.instances)}</td>`,
      ...(hasEnergy ? [html`<td class="n">${cell(energies.get(module.module), energy)}</td>`] : []),
      html`<td class="n">${cell(module.modelUm2, area)}</td>`,
      html`<td class="n">${total > 0 ? percent(module.modelUm2 / total) : "–"}</td>`,
    ];
    if (synthesised) {
      cells.push(html`<td class="n">${cell(module.synthesisUm2, area)}</td>`);
      cells.push(html`<td class="n">${module.error === undefined ? "–" : signedPercent(module.error)}</td>`);
    }
    return html`<tr>
      ${cells}
    </tr>`;
  });
  const heads = synthesised ? [...head, withUnit("synthesis", area.unit), "error"] : head;
  const ths = heads.map((name, i) => columnHead(name, i > 1 ? "number" : "text"));
  return html`<details>
    <summary>${counted(modules.length, "module")}</summary>
    ${table({ class: "modules" }, [ths], rows)}
  </details>`;
}

/** Energy of all instances in one step [pJ]; undefined if the design's energy is not modelled. */
function energyPj({ energyPj: kinds }: BreakdownRow, { record }: PickedDesign): number | undefined {
  if (record.metrics["energyPerStepPj"] === undefined) return undefined;
  return kinds.switching + kinds.internal + kinds.clock + kinds.leakage;
}
