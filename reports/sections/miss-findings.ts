import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import { html, joined, type Markup } from "../page/html.ts";
import { designJson } from "../results/commands.ts";
import { missInWords } from "../results/misses.ts";

/** Where no design is feasible: one finding for each bound in the way, with the nearest design and what it would take. */
export function missPoints({ misses = [] }: SweepManifest, { metrics }: ParetoFile): readonly Markup[] {
  return misses.map((miss) => {
    const { finding, advice } = missInWords(miss, metrics);
    const design = miss.nearest && html`: <code>${designJson(miss.nearest.design)}</code>`;
    const ways =
      advice.length > 0 &&
      html` What it would take, each tried on this design:
        <ul>
          ${joined(
            advice.map((each) => html`<li>${each}</li>`),
            "\n",
          )}
        </ul>`;
    return html`<strong>${finding}</strong>${design}.${ways}`;
  });
}
