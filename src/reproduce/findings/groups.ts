import type { Finding, NumberKind, ReproductionPoint } from "../../core/reproduction.ts";
import { TILES } from "../points.ts";
import { lutsOf, smallest } from "../results.ts";
import { clockOf, FP16, INT8, saving, type Evidence } from "./evidence.ts";

interface BestGroup {
  readonly tile: number;
  readonly best: ReproductionPoint;
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
    clock: clockOf(groups.map(({ best }) => best)),
  };
}

/** Whether groups of more than one floating-point number pay. */
export function findFloatGroups(evidence: Evidence): Omit<Finding, "technology"> | undefined {
  const groups = bestGroups(evidence, FP16);
  if (groups.length === 0) return undefined;
  const pays = groups.filter(({ best }) => best.groupSize > 1);
  const isClear = groups.every(({ tile, gain }) => tile < 32 || gain > 0.05);
  return {
    verdict:
      pays.length === groups.length && isClear ? "holds" : pays.length > 0 ? "holds in part" : "comes out differently",
    text: inWords(groups),
    clock: clockOf(groups.map(({ best }) => best)),
  };
}

function bestGroups({ technology, points }: Evidence, kind: NumberKind): BestGroup[] {
  return TILES.flatMap((tile) => {
    const luts = lutsOf(points, { ...kind, technology, tile });
    const best = smallest(luts);
    const single = luts.find(({ groupSize }) => groupSize === 1);
    return best === undefined || single === undefined ? [] : [{ tile, best, gain: saving(best, single) }];
  });
}

/** `best µ at 8, 32: 1, 2; against µ = 1 it saves 0, 5 %` */
function inWords(groups: readonly BestGroup[]): string {
  const list = (of: (group: BestGroup) => number): string => groups.map(of).join(", ");
  const sides = list(({ tile }) => tile);
  return `best µ at tiles of ${sides}: ${list(({ best }) => best.groupSize)}; against µ = 1 it saves ${list(({ gain }) => Math.round(100 * gain))} %`;
}
