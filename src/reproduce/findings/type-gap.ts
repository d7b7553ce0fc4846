import type { Finding } from "../../core/reproduction.ts";
import { baselineOf, lutsOf, smallest } from "../results.ts";
import { clockOf, FP16, INT8, percent, saving, type Evidence } from "./evidence.ts";

const TILE = 32;

/** What tables save against sign-flip, for FP16 and for INT8. */
export function findTypeGap({ technology, points }: Evidence): Omit<Finding, "technology"> | undefined {
  const [float, integer] = [FP16, INT8].map((kind) => {
    const square = { ...kind, technology, tile: TILE };
    return { lut: smallest(lutsOf(points, square)), baseline: baselineOf(points, square, "sign-flip") };
  });
  if (float?.lut === undefined || float.baseline === undefined) return undefined;
  if (integer?.lut === undefined || integer.baseline === undefined) return undefined;
  const [gain, integerGain] = [saving(float.lut, float.baseline), saving(integer.lut, integer.baseline)];
  const isMuch = gain >= 0.2 && integerGain <= gain / 2;
  return {
    verdict: isMuch ? "holds" : gain > integerGain ? "holds in part" : "comes out differently",
    text: `at ${TILE}×${TILE} tables save ${percent(gain)} against sign-flip for FP16 (µ = ${float.lut.groupSize}), ${percent(integerGain)} for INT8 (µ = ${integer.lut.groupSize})`,
    clock: clockOf([float.lut, float.baseline, integer.lut, integer.baseline]),
  };
}
