import type { MemoryMetric } from "../../src/core/memory-metrics.ts";
import { findMetric } from "../../src/core/metrics.ts";
import type { Metrics } from "../../src/core/result.ts";
import type { MemoryShare } from "../memory/system.ts";
import { combined, setTokens } from "./combine.ts";
import {
  fjOfNw,
  mhzOfPeriodPs,
  mwOfFj,
  perMm2OfPerUm2,
  perSecondOfUs,
  pjOfFj,
  topsOfCycle,
  ujOfFj,
  ujOfPj,
  usOfCycles,
  uwOfNw,
} from "../../src/core/units.ts";

/** Of a core without memories. */
export const NO_MEMORY: MemoryShare = {
  sramAreaUm2: Number.NaN,
  sramEnergyPerTokenUj: Number.NaN,
  dramEnergyPerTokenUj: Number.NaN,
  bandwidthTokensPerSecond: Number.NaN,
  systemTokensPerSecond: Number.NaN,
  waitUs: Number.NaN,
};

/** The numbers of a core from which its metrics follow, errors apart; a sweep fills one of these again and again. */
export class DesignTerms {
  readonly nand2AreaUm2: number;
  clockMhz: number;
  /** Equal cores that share each token: what is per token, or with memory, is of all of them, the rest of one. */
  readonly cores: number;
  /** Multiply-accumulates of a token; NaN without a workload. */
  macsPerToken: number;
  /** MACs of a step, zeros included. */
  macs = Number.NaN;
  keyBits = Number.NaN;
  /** Part of the steps that bring a new tile. */
  loadsPerStep = Number.NaN;
  areaUm2 = Number.NaN;
  leakageNw = Number.NaN;
  criticalPathPs = Number.NaN;
  /** Steps of a token on all cores, and cycles until the slowest is done; NaN if the workload does not fit. */
  steps = Number.NaN;
  cycles = Number.NaN;
  /** Energy of a step that loads a tile, of one that does not, and of an idle cycle, without leakage [fJ]. */
  loadFj = Number.NaN;
  holdFj = Number.NaN;
  idleFj = Number.NaN;
  /** NaN without memories, or if the workload does not fit. */
  memory: MemoryShare = NO_MEMORY;

  constructor(given: {
    readonly nand2AreaUm2: number;
    readonly clockMhz: number;
    readonly macsPerToken: number;
    readonly cores?: number;
  }) {
    this.nand2AreaUm2 = given.nand2AreaUm2;
    this.clockMhz = given.clockMhz;
    this.macsPerToken = given.macsPerToken;
    this.cores = given.cores ?? 1;
  }
}

/** Energy of a step, leakage apart [fJ]. */
export function ownStepFj({ loadFj, holdFj, loadsPerStep }: DesignTerms): number {
  return meanStepFj(loadFj, holdFj, loadsPerStep);
}

function meanStepFj(loadFj: number, holdFj: number, loadsPerStep: number): number {
  return loadFj * loadsPerStep + holdFj * (1 - loadsPerStep);
}

function stepFj(terms: DesignTerms): number {
  return ownStepFj(terms) + fjOfNw(terms.leakageNw, terms.clockMhz);
}

function latencyUs({ cycles, clockMhz }: DesignTerms): number {
  return usOfCycles(cycles, clockMhz);
}

/** The numbers of a design that the energy of a token takes. */
type EnergyTerms = Pick<
  DesignTerms,
  "loadFj" | "holdFj" | "idleFj" | "loadsPerStep" | "leakageNw" | "steps" | "cycles" | "clockMhz" | "cores"
>;

/** Energy of a token of all cores [µJ]. */
export function energyPerTokenUj(terms: EnergyTerms): number {
  const { loadFj, holdFj, idleFj, loadsPerStep, leakageNw, steps, cycles, clockMhz, cores } = terms;
  const leakFj = fjOfNw(leakageNw, clockMhz);
  const ofStepFj = meanStepFj(loadFj, holdFj, loadsPerStep) + leakFj;
  return ujOfFj(steps * ofStepFj + (cores * cycles - steps) * (idleFj + leakFj));
}

/** Energy of a token of all cores with their memories [µJ]. @param coreUj of the cores alone @param leakageNw of one */
export function systemEnergyUj(
  coreUj: number,
  { leakageNw, cores }: Pick<DesignTerms, "leakageNw" | "cores">,
  memory: Pick<MemoryShare, "waitUs" | "sramEnergyPerTokenUj" | "dramEnergyPerTokenUj">,
): number {
  const waitPj = cores * uwOfNw(leakageNw) * memory.waitUs; // µW · µs = pJ
  return coreUj + ujOfPj(waitPj) + memory.sramEnergyPerTokenUj + memory.dramEnergyPerTokenUj;
}

function tops({ macs, clockMhz }: DesignTerms): number {
  return topsOfCycle(2 * macs, clockMhz);
}

/** Metrics that take no energy of any module. */
export const BEFORE_ENERGY = {
  areaUm2: ({ areaUm2 }: DesignTerms) => areaUm2,
  ge: ({ areaUm2, nand2AreaUm2 }: DesignTerms) => areaUm2 / nand2AreaUm2,
  macsPerCycle: ({ macs }: DesignTerms) => macs,
  areaPerMacUm2: ({ areaUm2, macs }: DesignTerms) => areaUm2 / macs,
  tops,
  topsPerMm2: (terms: DesignTerms) => perMm2OfPerUm2(tops(terms) / terms.areaUm2),
  keyBitsPerStep: ({ keyBits }: DesignTerms) => keyBits,
  criticalPathPs: ({ criticalPathPs }: DesignTerms) => criticalPathPs,
  fMaxMhz: ({ criticalPathPs }: DesignTerms) => mhzOfPeriodPs(criticalPathPs),
  weightBitsPerToken: ({ steps, keyBits }: DesignTerms) => steps * keyBits,
  stepsPerToken: ({ steps }: DesignTerms) => steps,
  cyclesPerToken: ({ cycles }: DesignTerms) => cycles,
  latencyUs,
  tokensPerSecond: (terms: DesignTerms) => perSecondOfUs(latencyUs(terms)),
  utilisation: ({ macsPerToken, cycles, macs, cores }: DesignTerms) => macsPerToken / (cores * cycles * macs),
} as const;

/** Metrics of energy and leakage. */
export const WITH_ENERGY = {
  leakageUw: ({ leakageNw }: DesignTerms) => uwOfNw(leakageNw),
  powerMw: (terms: DesignTerms) => mwOfFj(stepFj(terms), terms.clockMhz),
  energyPerStepPj: (terms: DesignTerms) => pjOfFj(stepFj(terms)),
  energyPerMacFj: (terms: DesignTerms) => stepFj(terms) / terms.macs,
  energyPerTokenUj,
} as const;

/** Metrics of a core with its memories. */
export const WITH_MEMORY = {
  sramAreaUm2: ({ memory }) => memory.sramAreaUm2,
  systemAreaUm2: ({ areaUm2, memory, cores }) => cores * areaUm2 + memory.sramAreaUm2,
  sramEnergyPerTokenUj: ({ memory }) => memory.sramEnergyPerTokenUj,
  dramEnergyPerTokenUj: ({ memory }) => memory.dramEnergyPerTokenUj,
  systemEnergyPerTokenUj: (terms) => systemEnergyUj(energyPerTokenUj(terms), terms, terms.memory),
  bandwidthTokensPerSecond: ({ memory }) => memory.bandwidthTokensPerSecond,
  systemTokensPerSecond: ({ memory }) => memory.systemTokensPerSecond,
} as const satisfies Record<MemoryMetric, (terms: DesignTerms) => number>;

/** Metrics that follow from terms, by name, of one workload. */
const OF_ONE: Readonly<Record<string, (terms: DesignTerms) => number>> = {
  ...BEFORE_ENERGY,
  ...WITH_ENERGY,
  ...WITH_MEMORY,
};

/** Metrics that follow from terms, by name; of several workloads, what they come to together. */
export const METRIC_OF: ReadonlyMap<string, (terms: DesignTerms) => number> = new Map(
  Object.entries(OF_ONE).map(([name, of]) => {
    const better = findMetric(name)?.better ?? "minimize";
    return [name, (terms: DesignTerms) => (terms.memory.each === undefined ? of(terms) : combined(terms, better, of))];
  }),
);

/** Metrics that the workload decides on. */
export const PER_TOKEN = [
  "weightBitsPerToken",
  "stepsPerToken",
  "cyclesPerToken",
  "latencyUs",
  "tokensPerSecond",
  "utilisation",
  "energyPerTokenUj",
  "sramEnergyPerTokenUj",
  "dramEnergyPerTokenUj",
  "systemEnergyPerTokenUj",
  "bandwidthTokensPerSecond",
  "systemTokensPerSecond",
] as const;

/** The metrics per token of each of several workloads, by their names; undefined if there is but one. */
export function metricsOfEach(terms: DesignTerms): Readonly<Record<string, Metrics>> | undefined {
  const { macsPerToken, steps, cycles, memory } = terms;
  if (memory.each === undefined) return undefined;
  const found = memory.each.tokens.map((tokens) => {
    setTokens(terms, tokens);
    const metrics = PER_TOKEN.map((name): [string, number] => [name, OF_ONE[name]!(terms)]);
    return [tokens.name, Object.fromEntries(metrics.filter(([, value]) => !Number.isNaN(value)))];
  });
  setTokens(terms, { macsPerToken, steps, cycles, memory });
  return Object.fromEntries(found) as Readonly<Record<string, Metrics>>;
}

/** Names of metrics that take no energy of any module. */
export const KNOWN_BEFORE_ENERGY: ReadonlySet<string> = new Set(Object.keys(BEFORE_ENERGY));
