import type { DesignRecord } from "../../src/core/result.ts";
import type { ParetoFile, PickedDesign, SweepManifest } from "../../src/core/sweep-result.ts";
import { SMALL_MANIFEST, SMALL_PARETO } from "./small-sweep.ts";

/**
 * A small sweep with delay, energy, memory and errors, to check by hand. A token is 10⁹ MACs, 1.6·10⁹ weight bits (10
 * operations per byte); memory gives 100 GB/s, so 500 tokens a second, 1 TOPS.
 */

const record = (
  index: number,
  [areaUm2, energyPerTokenUj, latencyUs]: readonly [number, number, number],
): DesignRecord => ({
  index,
  generator: "ternary-lut",
  parameters: { tables: index },
  status: "feasible",
  fidelity: "characterised",
  errors: { areaUm2: 0.03, energyPerTokenUj: 0.08, criticalPathPs: 0.05, energyPerStepPj: 0.08 },
  metrics: {
    areaUm2,
    ge: 2 * areaUm2,
    weightBitsPerToken: 1.6e9,
    latencyUs,
    tokensPerSecond: 1e6 / latencyUs,
    criticalPathPs: 800,
    energyPerStepPj: 10,
    energyPerTokenUj,
    dramEnergyPerTokenUj: 8000,
    systemEnergyPerTokenUj: energyPerTokenUj + 8000,
    bandwidthTokensPerSecond: 500,
    systemTokensPerSecond: Math.min(1e6 / latencyUs, 500),
  },
});

/** 250 tokens/s by itself: 0.5 TOPS, computes all the time. */
export const SLOW = record(1, [1000, 100, 4000]);
/** 1000 tokens/s by itself: 2 TOPS, waits for memory. Its area cannot be told from that of `SLOW`: 4 % < √2 · 3 %. */
export const FAST = record(2, [1040, 200, 1000]);
/** Far from both in area, from `FAST` in energy only 5 %. */
export const LARGE = record(3, [2000, 210, 900]);

/** Estimated 1040 µm², 800 ps, 10 pJ; measured 1000 µm², 1000 ps, 12.5 pJ. */
export const FAST_PICK: PickedDesign = {
  label: "knee",
  record: FAST,
  breakdown: [
    {
      module: "core",
      role: "control",
      instances: 1,
      areaUm2Each: 240,
      areaUm2: 240,
      areaError: 0.05,
      energyPj: { switching: 1, internal: 0.5, clock: 0.25, leakage: 0.25 },
      energyError: 0.2,
    },
    {
      module: "fetch",
      role: "fetch",
      instances: 8,
      areaUm2Each: 100,
      areaUm2: 800,
      areaError: 0.02,
      energyPj: { switching: 5, internal: 3, clock: 0, leakage: 0 },
      energyError: 0.1,
    },
  ],
  synthesis: {
    areaUm2: 1000,
    hierarchy: "keep",
    modules: { core: 200, fetch: 100 },
    tool: "Yosys 0.55",
    library: "asap7",
    criticalPathPs: 1000,
    energyPerStepPj: 12.5,
    reference: "static timing analysis of the mapped netlist",
  },
};

export const PHYSICAL_PARETO: ParetoFile = {
  ...SMALL_PARETO,
  objectives: [
    { metric: "areaUm2", direction: "minimize" },
    { metric: "energyPerTokenUj", direction: "minimize" },
    { metric: "latencyUs", direction: "minimize" },
  ],
  front: [SLOW, FAST, LARGE],
  picks: [FAST_PICK, { label: "smallest areaUm2", record: SLOW, breakdown: [] }],
  equalThroughput: [],
  cloud: { total: 0, shown: 0, records: [] },
};

export const PHYSICAL_MANIFEST: SweepManifest = {
  ...SMALL_MANIFEST,
  workload: {
    ...(SMALL_MANIFEST.workload ?? { name: "", title: "", source: "", layers: 1 }),
    macsPerToken: 1e9,
  },
  memory: {
    dram: "DRAM",
    bandwidthGBps: 100,
    dramEnergyPjPerBit: 5,
    dramSource: "data sheet",
    sram: "table",
    sramSource: "paper",
    notes: ["Weights are read once."],
  },
};
