import type { DesignRecord } from "../../src/core/result.ts";
import type { ParetoFile, PickedDesign, SweepManifest } from "../../src/core/sweep-result.ts";
import { sampleSweep } from "./sample.ts";

/** A sweep small enough to check by hand: three front designs, one dominated, one pick. */

const record = (
  index: number,
  generator: string,
  parameters: DesignRecord["parameters"],
  [areaUm2, latencyUs, macsPerCycle]: readonly [number, number, number],
): DesignRecord => ({
  index,
  generator,
  parameters,
  status: "feasible",
  metrics: { areaUm2, latencyUs, macsPerCycle },
});

/** What a row has when neither errors nor energy are modelled. */
const UNKNOWN = { areaError: 0, energyError: 0, energyPj: { switching: 0, internal: 0, clock: 0, leakage: 0 } };

/** LUT design: 1000 µm², 400 µs, 16 MACs per cycle. */
const SMALL_LUT = record(3, "ternary-lut", { groupSize: 2, tables: 2, fetchers: 4 }, [1000, 400, 16]);
/** LUT design: 2000 µm², 100 µs, 64 MACs per cycle; the knee. */
export const LARGE_LUT = record(5, "ternary-lut", { groupSize: 2, tables: 4, fetchers: 8 }, [2000, 100, 64]);
/** Add-sub design: 500 µm², 800 µs, 8 MACs per cycle. */
export const ADD_SUB = record(7, "add-sub", { tileInputs: 4, tileOutputs: 2 }, [500, 800, 8]);
/** Dominated: 3000 µm², 100 µs, 64 MACs per cycle. */
const DOMINATED = record(9, "add-sub", { tileInputs: 8, tileOutputs: 8 }, [3000, 100, 64]);

/** 2000 µm² by the model (fetch 1500, control 500); 1900 µm² by synthesis (fetch 1500, control 400). */
export const KNEE: PickedDesign = {
  label: "knee",
  record: LARGE_LUT,
  breakdown: [
    { module: "core", role: "control", instances: 1, areaUm2Each: 500, areaUm2: 500, ...UNKNOWN },
    { module: "fetch_m2", role: "fetch", instances: 32, areaUm2Each: 46.875, areaUm2: 1500, ...UNKNOWN },
  ],
  synthesis: {
    areaUm2: 1900,
    hierarchy: "keep",
    modules: { core: 400, fetch_m2: 46.875 },
    tool: "Yosys 0.55",
    library: "asap7",
  },
};

const entry = ({ index, generator, parameters, metrics }: DesignRecord) => ({
  index,
  design: { generator, parameters },
  metrics,
});

/** The front of the small sweep. */
export const SMALL_PARETO: ParetoFile = {
  schemaVersion: 1,
  objectives: [
    { metric: "areaUm2", direction: "minimize" },
    { metric: "latencyUs", direction: "minimize" },
  ],
  front: [SMALL_LUT, LARGE_LUT, ADD_SUB],
  picks: [KNEE],
  equalThroughput: [{ macsPerCycle: 64, best: { "ternary-lut": entry(LARGE_LUT), "add-sub": entry(DOMINATED) } }],
  cloud: { total: 1, shown: 1, records: [DOMINATED] },
};

/** The same with nothing feasible. */
export const EMPTY_PARETO: ParetoFile = {
  ...SMALL_PARETO,
  front: [],
  picks: [],
  equalThroughput: [],
  cloud: { total: 0, shown: 0, records: [] },
};

/** Its manifest: 10 points, 4 feasible, 3 on the front. */
export const SMALL_MANIFEST: SweepManifest = {
  ...sampleSweep().manifest,
  name: "small",
  counts: {
    total: 10,
    feasible: 4,
    pareto: 3,
    infeasible: { "areaUm2 above its maximum": 5 },
    failed: { "no tables": 1 },
  },
};
