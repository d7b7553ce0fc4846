import type { Finding, NumberKind } from "../../../core/reproduction.ts";
import { TILES } from "../points.ts";
import { COMPARED_TILE, comparisonsOf, lutsOf, smallest, type Comparison } from "../results.ts";
import { clockOf, FP16, INT8, percent, saving, type Evidence } from "./evidence.ts";

interface BestGroup {
  readonly tile: number;
  readonly source: Comparison["source"];
  readonly groupSize: number;
  readonly clock: Finding["clock"];
  /** What the best µ saves against µ = 1; 0 if that is the best. */
  readonly gain: number;
}

/** Whether groups of more than one integer pay. */
export function findIntegerGroups(evidence: Evidence): Omit<Finding, "technology"> | undefined {
  const groups = bestGroups(evidence, INT8);
  if (groups.length === 0) return undefined;
  const largest = Math.max(...groups.map(({ gain }) => gain));
  return {
    verdict: largest <= 0.05 ? "holds" : largest <= 0.2 ? "holds in part" : "comes out differently",
    text: inWords(groups),
    clock: clockOf(groups),
  };
}

/** Whether groups of more than one floating-point number pay. */
export function findFloatGroups(evidence: Evidence): Omit<Finding, "technology"> | undefined {
  const groups = bestGroups(evidence, FP16);
  if (groups.length === 0) return undefined;
  const pays = groups.filter(({ groupSize }) => groupSize > 1);
  const isClear = groups.every(({ tile, gain }) => tile < COMPARED_TILE || gain > 0.05);
  return {
    verdict:
      pays.length === groups.length && isClear ? "holds" : pays.length > 0 ? "holds in part" : "comes out differently",
    text: inWords(groups),
    clock: clockOf(groups),
  };
}

/** Tile by tile from the model, then the compared tile as synthesised, if it was. */
function bestGroups({ technology, points, cores }: Evidence, kind: NumberKind): BestGroup[] {
  const estimated = TILES.flatMap((tile): BestGroup[] => {
    const luts = lutsOf(points, { ...kind, technology, tile });
    const best = smallest(luts);
    const single = luts.find(({ groupSize }) => groupSize === 1);
    if (best === undefined || single === undefined) return [];
    const { groupSize, clock } = best;
    return [{ tile, source: "model", groupSize, clock, gain: saving(best, single) }];
  });
  const [compared] = comparisonsOf(points, cores, { ...kind, technology });
  if (compared?.source !== "synthesised" || compared.single === undefined) return estimated;
  const { lut, single, source } = compared;
  const clock = estimated.find(({ tile }) => tile === COMPARED_TILE)?.clock ?? "met";
  return [...estimated, { tile: COMPARED_TILE, source, groupSize: lut.groupSize, clock, gain: saving(lut, single) }];
}

/** `best µ at tiles of 8, 32: 1, 2; against µ = 1 it saves 0, 5 %; synthesised at 32: 2, 9 %` */
function inWords(groups: readonly BestGroup[]): string {
  const estimated = groups.filter(({ source }) => source === "model");
  const list = (of: (group: BestGroup) => number): string => estimated.map(of).join(", ");
  const sides = list(({ tile }) => tile);
  const text = `best µ at tiles of ${sides}: ${list(({ groupSize }) => groupSize)}; against µ = 1 it saves ${list(({ gain }) => Math.round(100 * gain))} %`;
  const synthesised = groups.find(({ source }) => source === "synthesised");
  if (synthesised === undefined) return `${text} by the model`;
  const { tile, groupSize, gain } = synthesised;
  return `${text} by the model; synthesised at ${tile}: µ = ${groupSize}, ${percent(gain)}`;
}
