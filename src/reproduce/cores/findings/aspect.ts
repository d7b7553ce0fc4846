import type { Finding, NumberKind, ReproductionPoint } from "../../../core/reproduction.ts";
import { isKind, smallest } from "../results.ts";
import { clockOf, FP16, INT8, type Evidence } from "./evidence.ts";

const TILES = [32, 64];

/** Which tiles are best at the same number of weights: wide (many outputs) or tall (many inputs). */
export function findAspect({ points }: Evidence): Omit<Finding, "technology"> | undefined {
  const [floats, integers] = [FP16, INT8].map((kind) =>
    TILES.flatMap((tile) => smallest(stretched(points, kind, tile)) ?? []),
  );
  if (floats === undefined || integers === undefined || floats.length * integers.length === 0) return undefined;
  const asClaimed = [
    ...floats.map((best) => best.outputsPerStep > best.inputsPerStep),
    ...integers.map((best) => best.inputsPerStep > best.outputsPerStep),
  ];
  const right = asClaimed.filter(Boolean).length;
  return {
    verdict: right === asClaimed.length ? "holds" : right > 0 ? "holds in part" : "comes out differently",
    text: `best L·µ × K: FP16 ${inWords(floats)}; INT8 ${inWords(integers)}, by the model`,
    clock: clockOf([...floats, ...integers]),
  };
}

function stretched(points: readonly ReproductionPoint[], kind: NumberKind, tile: number): ReproductionPoint[] {
  return points.filter((point) => point.sweep === "aspect" && point.tile === tile && isKind(point, kind));
}

function inWords(best: readonly ReproductionPoint[]): string {
  return best.map((point) => `${point.inputsPerStep}×${point.outputsPerStep} (µ = ${point.groupSize})`).join(", ");
}
