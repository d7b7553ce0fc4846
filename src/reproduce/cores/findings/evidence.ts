import type { Finding, NumberKind, ReproductionPoint, SynthesisedCore } from "../../../core/reproduction.ts";

/** What all findings share: the types they speak of, and how numbers are written. */

/** What a claim is judged by: everything that one technology says. */
export interface Evidence {
  readonly technology: string;
  readonly points: readonly ReproductionPoint[];
  readonly cores: readonly SynthesisedCore[];
}

/** Integer activations of 8 bits. */
export const INT8: NumberKind = { activation: "int8", arithmetic: "integer" };
/** Half-precision activations, added natively. */
export const FP16: NumberKind = { activation: "fp16", arithmetic: "native" };

/** `0.182` → `18 %`, with a true minus sign. */
export function percent(fraction: number): string {
  const text = `${Math.abs(Math.round(100 * fraction))} %`;
  return fraction < 0 && !text.startsWith("0 ") ? `−${text}` : text;
}

type AreaPerWeight = Pick<ReproductionPoint, "areaPerWeightUm2">;

/** Part of `before` that `after` saves; negative if it costs. */
export function saving(after: AreaPerWeight, before: AreaPerWeight): number {
  return 1 - after.areaPerWeightUm2 / before.areaPerWeightUm2;
}

/** `met` if all points keep the clock, else `missed`. */
export function clockOf(points: readonly Pick<ReproductionPoint, "clock">[]): Finding["clock"] {
  return points.every(({ clock }) => clock === "met") ? "met" : "missed";
}
