import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import { escapeHtml } from "../html.ts";

/** What the numbers mean and what they leave out. */
export function notesSection(manifest: SweepManifest, pareto: ParetoFile): string {
  const tools = [...new Set(pareto.picks.flatMap(({ synthesis }) => synthesis?.tool ?? []))];
  const measured =
    tools.length === 0
      ? "Nothing was synthesised: all areas are estimates of the model"
      : `Areas named “synthesis” were measured by ${tools.map(escapeHtml).join("; ")}; all others are estimates of the model`;
  const notes = [
    `<b>Area</b> is standard-cell area before layout: no placement overhead, clock tree, routing or memory macros.
      One GE is the area of the smallest NAND2 of the library.`,
    `<b>Who measured.</b> ${measured} (${escapeHtml(manifest.model)}).`,
    `<b>MACs and TOPS</b> count every weight of a tile, zero weights included; 1 MAC is 2 operations.`,
    `<b>Latency</b> counts the clock cycles of all linear layers of one token at ${manifest.clockMhz}\u00a0MHz, padding included. Whether a
      design closes timing at that clock is not checked. Attention, normalisation and memory traffic are not part of it.`,
    `<b>Energy and delay</b> are not modelled yet, so they are absent here.`,
    `<b>The front</b> is exact over the points of the space: it says nothing about designs between or outside them.`,
  ];
  return `<ul class="notes">${notes.map((note) => `<li>${note}</li>`).join("\n")}</ul>`;
}
