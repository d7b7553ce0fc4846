import { DesignTerms, METRIC_OF, NO_MEMORY } from "./design-terms.ts";
import type { MemoryShare } from "../memory/system.ts";

/** Numbers of a design that are known to lie between two ends. */
export interface Ends {
  low: number;
  high: number;
}

/** Fields of memories, written again and again. */
type Share = { -readonly [Field in keyof Omit<MemoryShare, "each">]: number };

/**
 * The terms of all designs of a box at once, as far as the best that any of them could have is concerned: areas, leakage,
 * energies and paths at their least, and what of a tile and the workload lies between two ends.
 */
export class BoxTerms {
  /** At their least; the part of loading steps, and the steps, where the energy of a token is least. */
  readonly least: DesignTerms;
  /** The same with as many multiply-accumulates in a step as any has. */
  readonly widest: DesignTerms;
  /** Memories: areas and energies at their least, tokens per second at their most. */
  readonly memory: Share = { ...NO_MEMORY };
  /** Steps of a token at their least. */
  steps = Number.NaN;

  constructor(given: Pick<DesignTerms, "nand2AreaUm2" | "clockMhz" | "macsPerToken" | "cores">) {
    this.least = new DesignTerms(given);
    this.widest = new DesignTerms(given);
    this.least.memory = this.memory;
    this.widest.memory = this.memory;
  }

  /**
   * Completes the terms from those that `least` states: clock, areas, leakage, energies, path, bits of keys and cycles.
   * @param macs of a step @param loads part of the steps that bring a new tile
   */
  set(macs: Ends, loads: Ends, steps: Ends): void {
    const { least, widest } = this;
    const { loadFj, holdFj, idleFj } = least;
    // The energy of a step is linear in the part of loading ones, that of a token in the steps: least at an end.
    const part = loadFj < holdFj ? loads.high : loads.low;
    const stepFj = loadFj * part + holdFj * (1 - part);
    this.steps = steps.low;
    least.macs = macs.low;
    least.loadsPerStep = part;
    least.steps = stepFj < idleFj ? steps.high : steps.low;
    widest.clockMhz = least.clockMhz;
    widest.macs = macs.high;
    widest.keyBits = least.keyBits;
    widest.loadsPerStep = part;
    widest.areaUm2 = least.areaUm2;
    widest.leakageNw = least.leakageNw;
    widest.criticalPathPs = least.criticalPathPs;
    widest.steps = least.steps;
    widest.cycles = least.cycles;
    widest.loadFj = loadFj;
    widest.holdFj = holdFj;
    widest.idleFj = idleFj;
  }
}

/** How each metric of a box is bounded on its better side: the terms that it is best with. */
const BEST_WITH: Readonly<Record<string, "least" | "widest" | "steps">> = {
  areaUm2: "least",
  ge: "least",
  macsPerCycle: "widest",
  areaPerMacUm2: "widest",
  tops: "widest",
  topsPerMm2: "widest",
  keyBitsPerStep: "least",
  criticalPathPs: "least",
  fMaxMhz: "least",
  weightBitsPerToken: "steps",
  stepsPerToken: "steps",
  cyclesPerToken: "least",
  latencyUs: "least",
  tokensPerSecond: "least",
  utilisation: "least",
  leakageUw: "least",
  powerMw: "least",
  energyPerStepPj: "least",
  energyPerMacFj: "widest",
  energyPerTokenUj: "least",
  sramAreaUm2: "least",
  systemAreaUm2: "least",
  sramEnergyPerTokenUj: "least",
  dramEnergyPerTokenUj: "least",
  systemEnergyPerTokenUj: "least",
  bandwidthTokensPerSecond: "least",
  systemTokensPerSecond: "least",
};

/**
 * A bound on a metric of all designs of a box: none is better (less, or more where more is better). Sums and products
 * are rounded, so that it may be off by some units in the last place. Undefined: none is known.
 */
export function bestOf(metric: string): ((box: BoxTerms) => number) | undefined {
  const of = METRIC_OF.get(metric);
  const how = BEST_WITH[metric];
  if (of === undefined || how === undefined) return undefined;
  switch (how) {
    case "least":
      return ({ least }) => of(least);
    case "widest":
      return ({ widest }) => of(widest);
    case "steps":
      return (box) => {
        const { least } = box;
        const { steps } = least;
        least.steps = box.steps;
        const value = of(least);
        least.steps = steps;
        return value;
      };
  }
}
