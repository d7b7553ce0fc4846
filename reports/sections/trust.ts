import { quantity } from "../../src/core/quantity-text.js";
import type { MemorySummary, ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import { describeMetric } from "../results/designs.ts";
import { memoriesOf, technologiesOf } from "../results/settings.ts";
import { count, counted, plusMinus } from "../../src/core/number-text.js";
import { definitionList, html, noteList, type HtmlValue, type Markup } from "../page/html.ts";
import { columnHead, table } from "../page/table.ts";

/** How far to trust the numbers: measured errors of the model, what it leaves out, where its constants come from. */
export function trustSection(manifest: SweepManifest, pareto: ParetoFile): Markup {
  const memories = memoriesOf(manifest);
  return html`${fidelityNote(manifest)}
    <h3>Error of the model on designs that it was not fitted on</h3>
    ${accuracyTable(manifest, pareto)}
    <h3>What is not modelled</h3>
    ${noteList(leftOut(manifest, pareto))}
    ${
      memories.length > 0 &&
      html`<h3>Memory constants</h3>
        ${memories.map((memory) => html`${memoryFacts(memory)}${memoryNotes(memory)}`)}`
    }`;
}

function fidelityNote({ fidelity }: SweepManifest): HtmlValue {
  if (fidelity === undefined) return undefined;
  const { counts: priced, characterised } = fidelity.counts;
  const asked =
    fidelity.asked === "counts" || characterised === 0
      ? "Designs were priced from counts of their netlists"
      : "Designs were priced from synthesis of each of their modules";
  const but =
    fidelity.asked === "characterised" && priced > 0 && characterised > 0
      ? `; ${counted(priced, "design")} with a module that has not been characterised fell back to counts`
      : "";
  const used = characterised === 0 ? "counts" : fidelity.asked;
  return html`<p>
    ${asked} (fidelity <code>${used}</code>): of the ${counted(priced + characterised, "design")} on the front,
    ${count(characterised)} characterised, ${count(priced)} by counts${but}.
  </p>`;
}

/** What the table says about sweeps of units. */
const UNIT_ERRORS = html`<p>
  The designs of the table are cores. Update units are priced by the same model, from the same cells; how near it comes
  to them is measured on the picked designs above, where they were synthesised.
</p> `;

function accuracyTable(manifest: SweepManifest, pareto: ParetoFile): Markup {
  const { accuracy, fidelity } = manifest;
  const names = technologiesOf(manifest).map(({ name }) => name);
  if (accuracy === undefined || accuracy.rows.length === 0)
    return html`<p class="empty">
      No hold-out error is known for ${names.join(", ")}. <code>npm run validate</code> measures it.
    </p>`;
  const rows = accuracy.rows.map((row) => {
    const used = row.fidelity === fidelity?.asked && names.includes(row.technology);
    const cells = [
      html`<td>${describeMetric(row.metric, pareto).label}</td>`,
      html`<td>${row.fidelity}</td>`,
      html`<td>${row.technology}</td>`,
      html`<td>${row.group}</td>`,
      html`<td class="n">${plusMinus(row.mean)}</td>`,
      html`<td class="n">${plusMinus(row.bound)}</td>`,
      html`<td class="n">${count(row.designs)}</td>`,
    ];
    return html`<tr class="${used && "used"}">
      ${cells}
    </tr>`;
  });
  const heads = ["metric", "fidelity", "technology", "designs of", "mean error", "95 % within", "designs"];
  const ths = heads.map((name, i) => columnHead(name, i > 3 ? "number" : "text"));
  return html`${table({ class: "accuracy" }, [ths], rows)}
    <p class="note">
      ± on this page is the column “95 % within” of the narrowest group that a design belongs to. A group of too few
      designs, of which no such bound can be read off, has no row: its designs are given that of the wider one.
    </p>
    ${manifest.training !== undefined && UNIT_ERRORS}
    <p class="note">Measured by</p>
    <pre data-copy>${accuracy.command}</pre>`;
}

function leftOut(manifest: SweepManifest, pareto: ParetoFile): readonly Markup[] {
  const { activity, training } = manifest;
  const has = (metric: string) => pareto.front.some((record) => record.metrics[metric] !== undefined);
  const energy = has("energyPerStepPj") || has("energyPerUpdatePj");
  return [
    html`<b>Wires and placement.</b> All figures are before layout: cells drive the pins they are connected to, no wire;
      area has no placement overhead.`,
    html`<b>The clock tree.</b> Its buffers are in neither area nor
      energy${energy ? "; the clock pins of flip-flops are" : ""}.`,
    ...(energy
      ? [
          html`<b>Glitches.</b> A net toggles once a cycle at most, so the energy of long, unbalanced logic is
            underestimated.`,
        ]
      : [html`<b>Energy</b> is not modelled in this sweep.`]),
    ...(has("criticalPathPs")
      ? [
          html`<b>Other corners.</b> Delay and leakage hold for the one corner named above; no margin for variation is
            added.`,
        ]
      : [
          html`<b>Delay</b> is not modelled in this sweep: whether a design closes timing at the clock is not checked.`,
        ]),
    ...(memoriesOf(manifest).length === 0 && training === undefined
      ? [html`<b>Memory</b> outside the core is not modelled in this sweep.`]
      : []),
    ...(activity === undefined || !energy
      ? []
      : [html`<b>Other data.</b> Energy holds for the stated activity; another model or layer has another.`]),
    html`<b>Errors in common.</b> A comparison counts as uncertain as if the errors of the two designs were independent.
      Designs built from the same modules err alike, so their order is safer than ≈ says.`,
  ];
}

function memoryFacts(memory: MemorySummary): Markup {
  const dram = definitionList([
    ["DRAM", memory.dram],
    ["bandwidth", quantity(memory.bandwidthGBps, "GB/s")],
    ["read energy", `${memory.dramEnergyPjPerBit}\u00a0pJ/bit`],
    ["source", memory.dramSource],
  ]);
  const sram = definitionList([
    ["on-chip buffers", memory.sram],
    ["source", memory.sramSource],
  ]);
  return html`<div class="columns">
    <div>${dram}</div>
    <div>${sram}</div>
  </div>`;
}

function memoryNotes({ notes }: MemorySummary): HtmlValue {
  return notes.length > 0 && noteList(notes);
}
