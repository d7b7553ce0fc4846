import type { SweepManifest } from "../../src/core/sweep-result.ts";
import { BANDWIDTH_GBPS, DRAM_PJ_PER_BIT } from "./sample-physics.ts";

/** What the sample sweep pretends to have been asked. */

export const MACS_PER_TOKEN = 2_084_044_800;
export const CLOCK_MHZ = 500;
export const AREA_LIMIT_UM2 = 150_000;

export const OBJECTIVES = [
  { metric: "areaUm2", direction: "minimize" },
  { metric: "energyPerTokenUj", direction: "minimize" },
  { metric: "latencyUs", direction: "minimize" },
] as const;

/** The manifest of the sample sweep with these counts. */
export function sampleManifest(total: number, feasible: number, pareto: number): SweepManifest {
  return {
    schemaVersion: 1,
    tool: { name: "tritforge", version: "0.1.0" },
    name: "BitNet b1.58-2B-4T on ternary look-up cores",
    space: { generators: { "ternary-lut": { groupSize: [1, 2, 3, 4, 5], tables: [2, 4, 8, 16, 32] } } },
    seed: 1,
    technology: {
      name: "asap7",
      process: "ASAP7 7 nm predictive FinFET, 7.5 track, RVT",
      corner: "TT",
      voltageV: 0.7,
      temperatureC: 25,
      provenance: "asap7sc7p5t_28, The-OpenROAD-Project/asap7",
      licence: "BSD-3-Clause",
      nand2AreaUm2: 0.08748,
    },
    workload: {
      name: "bitnet-b1.58-2b-4t",
      title: "BitNet b1.58-2B-4T, decode of one token",
      source: "microsoft/bitnet-b1.58-2B-4T config.json",
      layers: 210,
      macsPerToken: MACS_PER_TOKEN,
    },
    clockMhz: CLOCK_MHZ,
    objectives: OBJECTIVES,
    constraints: [{ metric: "areaUm2", maximum: AREA_LIMIT_UM2 }],
    counts: {
      total: total + 212,
      feasible,
      pareto,
      infeasible: { "areaUm2 above its maximum": total - feasible, "layer needs more inputs than the design has": 208 },
      failed: { "groupSize 6 with 1 table": 4 },
    },
    model: "gate counts × asap7 primitives (tech import, Yosys 0.55)",
    memory: {
      dram: "LPDDR5-6400, 64 bit",
      bandwidthGBps: BANDWIDTH_GBPS,
      dramEnergyPjPerBit: DRAM_PJ_PER_BIT,
      dramSource: "made up for the sample",
      sram: "7 nm SRAM table",
      sramSource: "made up for the sample",
      notes: ["Weights are read once a token; nothing of them stays on the chip."],
    },
    activity: { zeroWeights: 0.42, activationDeviation: 40, source: "made up for the sample" },
    fidelity: {
      asked: "characterised",
      counts: { counts: Math.round(feasible / 9), characterised: feasible - Math.round(feasible / 9) },
    },
    accuracy: {
      command: "npm run validate",
      rows: [
        {
          metric: "areaUm2",
          fidelity: "counts",
          technology: "asap7",
          group: "all cores",
          mean: 0.021,
          bound: 0.094,
          designs: 120,
        },
        {
          metric: "areaUm2",
          fidelity: "characterised",
          technology: "asap7",
          group: "all cores",
          mean: 0.004,
          bound: 0.018,
          designs: 120,
        },
        {
          metric: "criticalPathPs",
          fidelity: "characterised",
          technology: "asap7",
          group: "all cores",
          mean: 0.05,
          bound: 0.17,
          designs: 120,
        },
        {
          metric: "energyPerStepPj",
          fidelity: "characterised",
          technology: "asap7",
          group: "native",
          mean: 0.066,
          bound: 0.21,
          designs: 60,
        },
      ],
    },
  };
}
