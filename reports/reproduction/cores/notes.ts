import { quantity } from "../../../src/core/quantity-text.js";
import type { Reproduction, ReproductionPoint, SynthesisedCore } from "../../../src/core/reproduction.ts";
import { counted, percent, signedPercent } from "../../../src/core/number-text.js";
import { html, noteList, type Markup } from "../../page/html.ts";
import { columnHead, table } from "../../page/table.ts";
import { ARCHITECTURE_LABELS, isKind, kindLabel } from "./labels.ts";

/** How the experiment was repeated, where it differs from the paper, and what was left out. */
export function notesSection({ clockMhz, points, synthesis }: Reproduction): Markup {
  const missed = points.filter(({ clock }) => clock === "missed");
  const late = new Map<string, number>();
  for (const { technology } of missed) late.set(technology, (late.get(technology) ?? 0) + 1);
  const notes = [
    html`<b>The paper.</b> Geens, Heldens, Dumoulin, Verhelst, ISPASS 2026, arXiv 2604.25183. We had its abstract, its
      public generator, and the notes of a reader who cites sections and tables; the full text could not be obtained.
      The source column of the claims says which is which.`,
    html`<b>Tile.</b> A step multiplies L·µ inputs by K outputs. L = ⌈side ÷ µ⌉, so with µ = 3 or 5 (and stretched
      tiles) a core has up to µ − 1 more inputs than its neighbours; every figure is per weight that is really computed.
      One multiply-accumulate counts as two operations.`,
    html`<b>Core only.</b> The product has 8 steps and one output tile: K accumulators, one per lane, and no store of
      partial sums. The paper’s own generator keeps an accumulator for every output of the workload; memories, clock
      tree and placement are outside in both.`,
    html`<b>Clock.</b> ${quantity(clockMhz, "MHz")}, as in the paper. For every core the smallest of its legal variants
      that meets it is taken: ripple or prefix carries, 0–3 registers in the reduction or in each floating-point adder,
      entries or activations stored, tables staged or not.
      ${
        missed.length === 0
          ? "Every core meets it."
          : html`No variant meets it for
              ${[...late].map(([name, number]) => `${counted(number, "core")} in ${name}`).join(", ")}: there the
              fastest variant stands, marked * or hollow, at its own clock. 130 nm libraries are some seven times slower
              than a 7 nm one; <code>--clock 70</code> asks the same depth of them.`
      }`,
    html`<b>Floating point.</b> Native sums keep the format of the activations, as the paper’s generator does. Aligned
      cores keep the precision of the format and a sign (12 bits for fp16), so activations much smaller than the largest
      of a step lose bits; sums are then exact. Subnormal numbers are kept.`,
    html`<b>Baselines.</b> Sign-flip masks and negates each activation; the multiplier receives weights dequantised to
      the type of the activations, and synthesis keeps its module closed, so that it cannot see that weights are −1, 0,
      1.`,
    synthesis === undefined
      ? html`<b>Synthesis.</b> None was asked for; all areas are the model’s.`
      : html`<b>Synthesis.</b> ${counted(synthesis.cores.length, "core")} at 32×32 by ${synthesis.tool}, hierarchy kept:
          each distinct module is mapped once and counted as often as it stands, which is exact but for the buffers of
          large nets between modules; those are the model’s. ${modelErrors(points, synthesis.cores)}`,
    html`<b>Not repeated.</b> “Up to 1.2× by correcting published designs” and the comparison with TENET (which designs
      and which corrections we do not know), energy, and the error of the paper’s cost model.`,
  ];
  return noteList(notes);
}

/** How far the model is off on the synthesised cores: all of them, and the worst one. */
function modelErrors(points: readonly ReproductionPoint[], cores: readonly SynthesisedCore[]): string {
  const errors = cores.flatMap((core) => {
    const point = points.find(
      (each) =>
        each.sweep === "tile" &&
        each.technology === core.technology &&
        each.tile === core.tile &&
        each.architecture === core.architecture &&
        each.groupSize === core.groupSize &&
        isKind(each, core),
    );
    if (point === undefined) return [];
    const name = `${kindLabel(core)} ${ARCHITECTURE_LABELS[core.architecture]}, µ = ${core.groupSize}, ${core.technology}`;
    return [{ name, error: point.areaUm2 / core.areaUm2 - 1 }];
  });
  const [worst] = errors.toSorted((a, b) => Math.abs(b.error) - Math.abs(a.error));
  if (worst === undefined) return "";
  const mean = errors.reduce((sum, { error }) => sum + Math.abs(error), 0) / errors.length;
  return `On these the model’s areas are off by ${percent(mean, 2)} in the mean, ${signedPercent(worst.error)} at worst (${worst.name}).`;
}

/** Libraries behind the numbers. */
export function technologiesTable({ technologies, tool }: Reproduction): Markup {
  const rows = technologies.map(
    ({ name, process, corner, voltageV, librarySha256 }) =>
      html`<tr>
        <td>${name}</td>
        <td>${process}</td>
        <td>${corner}, ${voltageV} V</td>
        <td><code>${librarySha256.slice(0, 12)}…</code></td>
      </tr>`,
  );
  const heads = ["Technology", "Process", "Corner", "Library SHA-256"].map((name) => columnHead(name));
  return html`${table({}, [heads], rows)}
    <p class="note">
      tritforge ${tool.version}; every core is a row of <code>points.csv</code>, and everything shown here is in
      <code>reproduction.json</code>.
    </p>`;
}
