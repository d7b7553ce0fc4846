import { MEMORY_METRICS } from "../../src/core/memory-metrics.ts";
import { metricColumn } from "../../src/core/metric-row.ts";
import { namesOf } from "../../src/core/metrics.ts";
import type { PreparedWorkload } from "../workload/mapping.ts";
import type { MemorySystem } from "./memory-system.ts";
import { SystemModel, type MemoryTerms, type SystemTerms } from "./system.ts";

/** Fills the columns of memory in a metric row whose columns of the core (area, leakage, energy per token) are filled. */
export function createMemoryTerms(memory: MemorySystem, workload: PreparedWorkload, clockMhz: number): MemoryTerms {
  const model = new SystemModel(memory, workload, clockMhz);
  const columns = namesOf(MEMORY_METRICS).map((name) => [name, metricColumn(name)] as const);
  const [area, energy, leakage] = ["areaUm2", "energyPerTokenUj", "leakageUw"].map(metricColumn);
  const terms: SystemTerms = {
    sramAreaUm2: 0,
    systemAreaUm2: 0,
    sramEnergyPerTokenUj: 0,
    dramEnergyPerTokenUj: 0,
    systemEnergyPerTokenUj: 0,
    bandwidthTokensPerSecond: 0,
    systemTokensPerSecond: 0,
  };
  const core = { areaUm2: 0, energyPerTokenUj: 0, leakageUw: 0 };
  return {
    fill(row, tile, cost) {
      core.areaUm2 = row[area ?? -1] ?? Number.NaN;
      core.energyPerTokenUj = row[energy ?? -1] ?? Number.NaN;
      core.leakageUw = row[leakage ?? -1] ?? Number.NaN;
      model.fill(terms, tile, cost, core);
      for (const [name, column] of columns) row[column] = terms[name];
    },
  };
}
