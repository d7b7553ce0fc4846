import type { Finding, NumberKind } from "../../../core/reproduction.ts";
import { baselineOf, COMPARED_TILE, comparisonsOf, lutsOf, type Comparison } from "../results.ts";
import { clockOf, FP16, INT8, percent, saving, type Evidence } from "./evidence.ts";

/** What tables save against sign-flip, for FP16 and for INT8: synthesised if both were, else estimated. */
export function findTypeGap({ technology, points, cores }: Evidence): Omit<Finding, "technology"> | undefined {
  const [floats = [], integers = []] = [FP16, INT8].map((kind) =>
    comparisonsOf(points, cores, { ...kind, technology }).flatMap(gainOf),
  );
  const gaps = floats.flatMap((float) => {
    const integer = integers.find(({ source }) => source === float.source);
    return integer === undefined ? [] : [{ float, integer }];
  });
  const [judged] = gaps;
  if (judged === undefined) return undefined;
  const { float, integer } = judged;
  const isMuch = float.gain >= 0.2 && integer.gain <= float.gain / 2;
  const texts = gaps.map(
    (gap) =>
      `${percent(gap.float.gain)} for FP16 (µ = ${gap.float.groupSize}) and ${percent(gap.integer.gain)} for INT8 (µ = ${gap.integer.groupSize}) ${gap.float.source === "model" ? "by the model" : "synthesised"}`,
  );
  return {
    verdict: isMuch ? "holds" : float.gain > integer.gain ? "holds in part" : "comes out differently",
    text: `at ${COMPARED_TILE}×${COMPARED_TILE} tables save against sign-flip ${texts.join("; ")}`,
    clock: clockOf([FP16, INT8].flatMap((kind) => comparedPoints({ technology, points, cores }, kind))),
  };
}

function gainOf({ source, lut, signFlip }: Comparison) {
  return signFlip === undefined ? [] : [{ source, groupSize: lut.groupSize, gain: saving(lut, signFlip) }];
}

function comparedPoints({ technology, points }: Evidence, kind: NumberKind) {
  const square = { ...kind, technology, tile: COMPARED_TILE };
  const baseline = baselineOf(points, square, "sign-flip");
  return [...lutsOf(points, square), ...(baseline === undefined ? [] : [baseline])];
}
