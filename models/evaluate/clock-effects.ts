/** What a faster clock does to a metric of a core without memories. */
export type ClockEffect = "none" | "better" | "surely better" | "worse";

/**
 * By metric: `better` may be by less than a number shows (energy: a step leaks for a shorter time), `surely better` is not.
 * Metrics of memories are left out: they wait for the same DRAM.
 */
export const CLOCK_EFFECTS: Readonly<Record<string, ClockEffect>> = {
  areaUm2: "none",
  ge: "none",
  macsPerCycle: "none",
  areaPerMacUm2: "none",
  keyBitsPerStep: "none",
  criticalPathPs: "none",
  fMaxMhz: "none",
  weightBitsPerToken: "none",
  stepsPerToken: "none",
  cyclesPerToken: "none",
  utilisation: "none",
  leakageUw: "none",
  tops: "surely better",
  topsPerMm2: "surely better",
  latencyUs: "surely better",
  tokensPerSecond: "surely better",
  energyPerStepPj: "better",
  energyPerMacFj: "better",
  energyPerTokenUj: "better",
  powerMw: "worse",
};
