import { loadAccuracy } from "../../models/cost/accuracy.ts";
import type { EstimateContext } from "../../models/evaluate/estimate-context.ts";
import { loadMemorySystem } from "../../models/memory/memory-system.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { loadWorkload } from "../../models/workload/workload.ts";
import { GENERATORS } from "../../generators/registry.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { settingsOf } from "../../src/config/settings.ts";
import type { Space } from "../../src/config/space.ts";
import { anyName } from "../support/any-name.ts";

const TECHNOLOGY = "asap7";
const WORKLOAD = "bitnet-b1.58-2b-4t";

/** What a benchmark asks of a space. */
export interface Asked {
  readonly objectives: readonly string[];
  readonly constraints: readonly { readonly metric: string; readonly maximum: number }[];
  readonly clockMhz: number;
}

/** Area, energy and latency under a clock and an area. */
export const USUAL: Asked = {
  objectives: ["areaUm2", "energyPerTokenUj", "latencyUs"],
  constraints: [{ metric: "areaUm2", maximum: 50_000 }],
  clockMhz: 500,
};

/** The same of every design: clocks that all reach, no bound. */
export const UNBOUND: Asked = { ...USUAL, constraints: [], clockMhz: 100 };

/** The same with a metric of memory and one of precision. */
export const WITH_SYSTEM: Asked = {
  ...USUAL,
  objectives: ["systemAreaUm2", "systemEnergyPerTokenUj", "latencyUs"],
  constraints: [...USUAL.constraints, { metric: "errorRms", maximum: 0.1 }],
};

/** Numbers of lanes: each up to 128 that four divides, and each up to 256. */
export const SOME_LANES = { from: 4, to: 128, step: 4 };
export const ALL_LANES = { from: 1, to: 256 };

/**
 * Int8 designs of a LUT core: 983 040 with tables from 1 to 64 and some lanes, or with tables from 1 to 8 and all lanes.
 * @param changes other lists of parameters
 */
export function lutSpace(
  { objectives, constraints, clockMhz }: Asked,
  mostTables = 64,
  lanes: object = SOME_LANES,
  changes: object = {},
): Space {
  const parameters = {
    activation: "int8",
    groupSize: [1, 2, 3, 4, 5],
    tables: { from: 1, to: mostTables },
    fetchers: lanes,
    inputs: 6912,
    outputs: { times: "fetchers", factors: [1, 2, 4, 8, 16, 32] },
    shape: "runtime",
    loopOrder: ["table-stationary", "output-stationary"],
    tableStorage: ["register", "combinational"],
    reduction: ["compressor", "adder-tree"],
    pipelineFetch: [0, 1],
    ...changes,
  };
  const json = {
    name: "explore",
    technology: TECHNOLOGY,
    workload: WORKLOAD,
    clockMhz,
    blocks: [{ generator: "ternary-lut", parameters }],
    constraints,
    objectives: objectives.map((metric) => ({ metric })),
  };
  return parseSpace(json, "explore", GENERATORS, anyName);
}

/** The same for each setting of a space. */
export function lutContexts(space: Space): readonly EstimateContext[] {
  const context = lutContext();
  return settingsOf(space).map(() => context);
}

/** What their estimates rest on: counts. */
export function lutContext(): EstimateContext {
  const technology = loadTechnology(TECHNOLOGY);
  return {
    technology,
    workload: loadWorkload(WORKLOAD),
    memory: loadMemorySystem({}, { technology, directory: ".", where: "memory" }),
    statistics: STANDARD_STATISTICS,
    accuracy: loadAccuracy(technology),
  };
}
