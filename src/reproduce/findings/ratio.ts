import type { Finding, Verdict } from "../../core/reproduction.ts";
import { baselineOf, isKind, lutsOf, smallest } from "../results.ts";
import { clockOf, FP16, type Evidence } from "./evidence.ts";

const TILE = 32;

/** Area of a baseline by that of the best table core, FP16 at 32×32: synthesised if it was, else estimated. */
export function findRatio(
  { technology, points, cores }: Evidence,
  baseline: "sign-flip" | "multiplier",
  published: number,
): Omit<Finding, "technology"> | undefined {
  const square = { ...FP16, technology, tile: TILE };
  const lut = smallest(lutsOf(points, square));
  const other = baselineOf(points, square, baseline);
  if (lut === undefined || other === undefined) return undefined;
  const estimated = other.areaPerWeightUm2 / lut.areaPerWeightUm2;
  const [lutCore, otherCore] = (["lut", baseline] as const).map((architecture) =>
    cores.find((core) => core.architecture === architecture && core.tile === TILE && isKind(core, FP16)),
  );
  const synthesised =
    lutCore === undefined || otherCore === undefined
      ? undefined
      : otherCore.areaPerWeightUm2 / lutCore.areaPerWeightUm2;
  const estimate = `${estimated.toFixed(2)}× by the model (µ = ${lut.groupSize})`;
  return {
    verdict: verdictOn(synthesised ?? estimated, published),
    text: synthesised === undefined ? estimate : `${synthesised.toFixed(2)}× synthesised, ${estimate}`,
    clock: clockOf([lut, other]),
  };
}

/** 15 %: twice the model's error on a ratio of areas, and less than the step from one of the paper's ratios to the next. */
function verdictOn(ratio: number, published: number): Verdict {
  if (Math.abs(ratio / published - 1) <= 0.15) return "holds";
  return ratio > 1.1 ? "holds in part" : "comes out differently";
}
