import { plusMinus } from "../../../src/core/number-text.js";
import type { Architecture, NumberKind, Reproduction, ReproductionPoint } from "../../../src/core/reproduction.ts";

/** `int8`, `fp16`, `fp16 aligned`. */
export function kindLabel({ activation, arithmetic }: NumberKind): string {
  return arithmetic === "aligned" ? `${activation} aligned` : activation;
}

/** Architecture → how charts and tables name it. */
export const ARCHITECTURE_LABELS: Readonly<Record<Architecture, string>> = {
  lut: "tables",
  "sign-flip": "sign-flip",
  multiplier: "multiplier",
};

/** Types of the paper; all others are ours. */
export function isOfPaper({ activation, arithmetic }: NumberKind): boolean {
  return arithmetic !== "aligned" && (activation === "int8" || activation === "fp16");
}

/** The distinct types of the points, in their order. */
export function kindsOf(points: readonly NumberKind[]): readonly NumberKind[] {
  const kinds = new Map(points.map(({ activation, arithmetic }) => [kindLabel({ activation, arithmetic }), { activation, arithmetic }])); // prettier-ignore
  return [...kinds.values()];
}

/** Whether a point has the activations and the arithmetic of a kind. */
export function isKind(point: NumberKind, kind: NumberKind): boolean {
  return point.activation === kind.activation && point.arithmetic === kind.arithmetic;
}

/** Points of one technology: the square tiles. */
export function squareTiles({ points }: Reproduction, technology: string): readonly ReproductionPoint[] {
  return points.filter((point) => point.sweep === "tile" && point.technology === technology);
}

/** The point with least area per weight; undefined for none. */
export function smallest<T extends { readonly areaPerWeightUm2: number }>(points: readonly T[]): T | undefined {
  return points.toSorted((a, b) => a.areaPerWeightUm2 - b.areaPerWeightUm2)[0];
}

/** The best table core and the baselines of one type and tile. */
export function trioOf(points: readonly ReproductionPoint[], kind: NumberKind, tile: number) {
  const here = points.filter((point) => point.tile === tile && isKind(point, kind));
  return {
    lut: smallest(here.filter(({ architecture }) => architecture === "lut")),
    signFlip: here.find(({ architecture }) => architecture === "sign-flip"),
    multiplier: here.find(({ architecture }) => architecture === "multiplier"),
  };
}

/** Mean of the errors that 95 % of areas like those shown keep, `±4 %`, and who says so. */
export function modelProvenance(points: readonly ReproductionPoint[]): string {
  const mean = points.reduce((sum, { areaError }) => sum + areaError, 0) / Math.max(1, points.length);
  return `Analytical model, 95 % of areas within ${plusMinus(mean)}`;
}
