import { times } from "../../../core/number-text.js";
import type { Finding, Verdict } from "../../../core/reproduction.ts";
import { baselineOf, COMPARED_TILE, comparisonsOf, lutsOf } from "../results.ts";
import { clockOf, FP16, type Evidence } from "./evidence.ts";

/** Area of a baseline by that of the best table core, FP16 at 32×32: synthesised if it was, else estimated. */
export function findRatio(
  { technology, points, cores }: Evidence,
  baseline: "sign-flip" | "multiplier",
  published: number,
): Omit<Finding, "technology"> | undefined {
  const ratios = comparisonsOf(points, cores, { ...FP16, technology }).flatMap(
    ({ source, lut, signFlip, multiplier }) => {
      const other = baseline === "sign-flip" ? signFlip : multiplier;
      if (other === undefined) return [];
      return [{ source, groupSize: lut.groupSize, ratio: other.areaPerWeightUm2 / lut.areaPerWeightUm2 }];
    },
  );
  const [judged] = ratios;
  if (judged === undefined) return undefined;
  const square = { ...FP16, technology, tile: COMPARED_TILE };
  const other = baselineOf(points, square, baseline);
  return {
    verdict: verdictOn(judged.ratio, published),
    text: ratios
      .map(
        ({ source, groupSize, ratio }) =>
          `${times(ratio)} ${source === "model" ? "by the model" : source} (µ = ${groupSize})`,
      )
      .join(", "),
    clock: clockOf([...lutsOf(points, square), ...(other === undefined ? [] : [other])]),
  };
}

/** 15 %: some twice the model's error on a ratio of areas, and less than half the way between the paper's two ratios. */
function verdictOn(ratio: number, published: number): Verdict {
  if (Math.abs(ratio / published - 1) <= 0.15) return "holds";
  return ratio > 1.1 ? "holds in part" : "comes out differently";
}
