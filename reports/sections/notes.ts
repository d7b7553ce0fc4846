import type { ParetoFile, SweepManifest } from "../../src/core/sweep-result.ts";
import type { TrainingSummary } from "../../src/core/training-summary.ts";
import { significant } from "../../src/core/number-text.js";
import { quantity } from "../../src/core/quantity-text.js";
import { clocksOf } from "../results/settings.ts";
import { html, noteList, type HtmlValue, type Markup } from "../page/html.ts";

/** What the numbers mean and what they leave out. */
export function notesSection(manifest: SweepManifest, pareto: ParetoFile): Markup {
  const tools = [...new Set(pareto.picks.flatMap(({ synthesis }) => synthesis?.tool ?? []))];
  const measured =
    tools.length === 0
      ? "Nothing was synthesised: all numbers are estimates of the model"
      : `Numbers named “synthesis” were measured on netlists mapped by ${tools.join("; ")}; all others are estimates of the model`;
  const has = (metric: string) => pareto.front.some((record) => record.metrics[metric] !== undefined);
  const notes = [
    html`<b>Area</b> is standard-cell area before layout, without memory macros. One GE is the area of the smallest
      NAND2 of the library.`,
    html`<b>Who measured.</b> ${measured} (${manifest.model}).`,
    ...(manifest.training === undefined ? coreNotes(manifest) : unitNotes(manifest, manifest.training)),
    ...(has("criticalPathPs")
      ? [
          html`<b>Delay</b> is the longest path between registers or ports. A design whose highest clock lies below the
            stated one does not run at it.`,
        ]
      : []),
    ...(has("energyPerTokenUj")
      ? [
          html`<b>Energy</b> is that of the core at the stated clock and activity; where it says “with memory”, buffers
            and DRAM are added.`,
        ]
      : []),
    html`<b>±</b> is what 95&nbsp;% of further designs of the same kind keep, by designs that the model was not fitted
      on; a number without it is counted, not
      estimated.${pareto.metrics !== undefined && " That of a formula follows from those of its metrics."}`,
    html`<b>The front</b> is exact over the points of the space: it says nothing about designs between or outside them.`,
  ];
  return noteList(notes);
}

/** `500 MHz`, or `the clock of its setting` where there are several. */
function clockInWords(manifest: SweepManifest): string {
  const clocks = clocksOf(manifest);
  return clocks.length === 1 ? quantity(clocks[0], "MHz") : "the clock of its setting";
}

function coreNotes(manifest: SweepManifest): readonly HtmlValue[] {
  const hasCores = manifest.cores !== undefined || manifest.settings?.list.some(({ cores }) => cores !== undefined);
  return [
    ...(hasCores === true
      ? [
          html`<b>Several cores</b> share each token. Area, throughput, power, energy per step and delay are those of
            one core; what is per token, and what is “with memory”, is of all of them.`,
        ]
      : []),
    html`<b>MACs and TOPS</b> count every weight of a tile, zero weights included; 1 MAC is 2 operations.`,
    html`<b>Latency</b> counts the clock cycles of all linear layers of one token at ${clockInWords(manifest)}, padding
      included. Attention and normalisation are not part of it, nor is waiting for memory.`,
  ];
}

function unitNotes(manifest: SweepManifest, { notes, seeds, testExamples }: TrainingSummary): readonly HtmlValue[] {
  const sigma = Math.sqrt(0.25 / testExamples / seeds);
  return [
    html`<b>Accuracy</b> is that of the network after the stated training, pulse by pulse as the unit would send them;
      chance alone moves it by up to ±${significant(sigma * 100, 2)} points (one standard deviation of ${seeds} ×
      ${testExamples} test examples), seeds and devices by more.`,
    html`<b>Latency</b> counts the clock cycles at ${clockInWords(manifest)} to update all weights by one example, and
      the pulses of the devices.`,
    ...notes,
  ];
}
