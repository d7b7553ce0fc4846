import type { NumberKind, Reproduction, SynthesisedCore, Verdict } from "../../../src/core/reproduction.ts";
import { counted, times } from "../../../src/core/number-text.js";
import { definitionList, html, type HtmlValue, type Markup } from "../../page/html.ts";
import { isKind, smallest, squareTiles, trioOf } from "./labels.ts";

const TILE = 32;
const FP16: NumberKind = { activation: "fp16", arithmetic: "native" };
const FP16_ALIGNED: NumberKind = { activation: "fp16", arithmetic: "aligned" };
const INT8: NumberKind = { activation: "int8", arithmetic: "integer" };

/** What a reader should take away, and the figures behind it, of the first technology. */
export function findingsSection(reproduction: Reproduction): Markup {
  const technology = reproduction.technologies[0]?.name ?? "";
  return html`<section id="findings">
    <p class="headline">${headline(reproduction, technology)}</p>
    ${figures(reproduction, technology)}
    <p class="note">
      This is a reconstruction with our generators, our cell libraries
      (${reproduction.technologies.map(({ name }) => name).join(", ")}; the paper uses TSMC 16nm) and our model.
      Directions and ratios can be compared, areas cannot. Cores with a shared exponent round elsewhere than native
      ones, and some of them miss the clock (figure 3).
    </p>
  </section>`;
}

function headline(reproduction: Reproduction, technology: string): HtmlValue {
  const { claims } = reproduction;
  const number = (verdict: Verdict): number => claims.filter((claim) => claim.verdict === verdict).length;
  const counts = `Of ${counted(claims.length, "claim")}, ${number("holds")} hold${number("holds") === 1 ? "s" : ""}, ${number("holds in part")} in part, and ${number("comes out differently")} come${number("comes out differently") === 1 ? "s" : ""} out differently.`;
  const multiplier = ratioOf(reproduction, technology, FP16, "multiplier");
  const signFlip = ratioOf(reproduction, technology, FP16, "sign-flip");
  if (multiplier === undefined || signFlip === undefined) return counts;
  return html`FP16 at ${TILE}×${TILE} in ${technology}: tables are <em>${times(signFlip.value)}</em> smaller than
    sign-flip (${signFlip.source}; the paper: 1.64×) and <em>${times(multiplier.value)}</em> smaller than multipliers
    (${multiplier.source}; the paper: 2.23×). ${alignedInWords(reproduction, technology)} ${counts}`;
}

/** What a shared exponent does to the core, and to the gain of tables. */
function alignedInWords(reproduction: Reproduction, technology: string): HtmlValue {
  const shrink = alignedShrink(reproduction, technology);
  const gain = ratioOf(reproduction, technology, FP16_ALIGNED, "sign-flip");
  if (shrink === undefined || gain === undefined) return undefined;
  return html`A shared exponent makes the same core <em>${times(shrink.value)}</em> smaller (${shrink.source}), and
    leaves tables ${times(gain.value)} over sign-flip (${gain.source}).`;
}

/** Best native by best aligned table core: synthesised if both were, else estimated. */
function alignedShrink(reproduction: Reproduction, technology: string): Ratio | undefined {
  const cores = coresOf(reproduction, technology).filter(({ architecture }) => architecture === "lut");
  const [native, aligned] = [FP16, FP16_ALIGNED].map((kind) => smallest(cores.filter((core) => isKind(core, kind))));
  if (native !== undefined && aligned !== undefined)
    return { value: native.areaPerWeightUm2 / aligned.areaPerWeightUm2, source: "synthesised" };
  const points = squareTiles(reproduction, technology);
  const [before, after] = [FP16, FP16_ALIGNED].map((kind) => trioOf(points, kind, TILE).lut);
  if (before === undefined || after === undefined) return undefined;
  return { value: before.areaPerWeightUm2 / after.areaPerWeightUm2, source: "model" };
}

function figures(reproduction: Reproduction, technology: string): Markup {
  const entries: (readonly [string, string])[] = [];
  const add = (label: string, kind: NumberKind, other: "sign-flip" | "multiplier"): void => {
    const ratio = ratioOf(reproduction, technology, kind, other);
    if (ratio !== undefined) entries.push([`${label} ÷ tables, ${ratio.source}`, times(ratio.value)]);
  };
  add("fp16 multiplier", FP16, "multiplier");
  add("fp16 sign-flip", FP16, "sign-flip");
  add("int8 sign-flip", INT8, "sign-flip");
  add("fp16 aligned sign-flip", FP16_ALIGNED, "sign-flip");
  const shrink = alignedShrink(reproduction, technology);
  if (shrink !== undefined) entries.push([`fp16 tables, native ÷ aligned, ${shrink.source}`, times(shrink.value)]);
  return definitionList(entries, "figures");
}

interface Ratio {
  readonly value: number;
  readonly source: "synthesised" | "model";
}

function coresOf({ synthesis }: Reproduction, technology: string): readonly SynthesisedCore[] {
  return (synthesis?.cores ?? []).filter((core) => core.technology === technology && core.tile === TILE);
}

/** Area of a baseline by that of the best table core at 32×32: synthesised if both were, else estimated. */
function ratioOf(
  reproduction: Reproduction,
  technology: string,
  kind: NumberKind,
  other: "sign-flip" | "multiplier",
): Ratio | undefined {
  const cores = coresOf(reproduction, technology).filter((core) => isKind(core, kind));
  const [lut, baseline] = (["lut", other] as const).map((name) =>
    smallest(cores.filter((core) => core.architecture === name)),
  );
  if (lut !== undefined && baseline !== undefined)
    return { value: baseline.areaPerWeightUm2 / lut.areaPerWeightUm2, source: "synthesised" };
  const trio = trioOf(squareTiles(reproduction, technology), kind, TILE);
  const estimate = other === "multiplier" ? trio.multiplier : trio.signFlip;
  if (trio.lut === undefined || estimate === undefined) return undefined;
  return { value: estimate.areaPerWeightUm2 / trio.lut.areaPerWeightUm2, source: "model" };
}
