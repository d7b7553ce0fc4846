import type { Finding, ReproductionPoint } from "../../../core/reproduction.ts";
import { TILES } from "../points.ts";
import { lutsOf, smallest } from "../results.ts";
import { clockOf, FP16, INT8, percent, saving, type Evidence } from "./evidence.ts";

/** How area per weight goes with the tile, each with its best µ. */
export function findLargerCores({ technology, points }: Evidence): Omit<Finding, "technology"> | undefined {
  const series = [INT8, FP16].map((kind) =>
    TILES.flatMap((tile) => smallest(lutsOf(points, { ...kind, technology, tile })) ?? []),
  );
  if (series.some((best) => best.length < 2)) return undefined;
  const falls = series.every(isFalling);
  const ends = series.every((best) => gainOf(best) > 0);
  const [integer, float] = series.map(gainOf);
  return {
    verdict: falls ? "holds" : ends ? "holds in part" : "comes out differently",
    text: `from the smallest to the largest tile area per weight falls by ${percent(integer ?? 0)} for INT8 and ${percent(float ?? 0)} for FP16${falls ? ", at every step" : ", not at every step"}, by the model`,
    clock: clockOf(series.flat()),
  };
}

function isFalling(best: readonly ReproductionPoint[]): boolean {
  return best.every(
    ({ areaPerWeightUm2 }, i) => areaPerWeightUm2 < (best[i - 1]?.areaPerWeightUm2 ?? Number.POSITIVE_INFINITY),
  );
}

function gainOf(best: readonly ReproductionPoint[]): number {
  const [first, last] = [best[0], best.at(-1)];
  return first === undefined || last === undefined ? 0 : saving(last, first);
}
