import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { loadWorkload } from "../../models/workload/workload.ts";
import { GENERATORS } from "../../generators/registry.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import type { Space } from "../../src/config/space.ts";
import { STANDARD_STATISTICS } from "../../src/characterise/statistics.ts";
import { STANDARD_MODULES, type SweepModules } from "../../src/explore/sweep-modules.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import { FAKE_MODULES, GENERATORS as FAKE_GENERATORS } from "../explore/fake-generators.ts";
import { anyName } from "../support/any-name.ts";

const TECHNOLOGY = "asap7";
const WORKLOAD = "bitnet-b1.58-2b-4t";

/** About a million int8 designs of one generator. */
export function millionDesigns(generator: string): object {
  const parameters = {
    activation: "int8",
    groupSize: [1, 2, 3, 4, 5],
    tables: { from: 1, to: 64 },
    fetchers: { from: 4, to: 128, step: 4 },
    inputs: 6912,
    outputs: { times: "fetchers", factors: [1, 2, 4, 8, 16, 32] },
    shape: "runtime",
    loopOrder: ["table-stationary", "output-stationary"],
    tableStorage: ["register", "combinational"],
    reduction: ["compressor", "adder-tree"],
    pipelineFetch: [0, 1],
  };
  return {
    name: generator,
    technology: TECHNOLOGY,
    workload: WORKLOAD,
    clockMhz: 500,
    blocks: [{ generator, parameters }],
    constraints: [{ metric: "areaUm2", maximum: 50_000 }],
    objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }, { metric: "weightBitsPerToken" }],
    equalThroughput: { baselines: [generator] },
  };
}

async function measure(space: Space, modules: SweepModules, workers: number): Promise<string> {
  const technology = loadTechnology(TECHNOLOGY);
  const options = {
    context: {
      technology,
      workload: loadWorkload(WORKLOAD),
      statistics: STANDARD_STATISTICS,
      accuracy: loadAccuracy(technology),
    },
    model: "benchmark",
    workers,
    modules,
  };
  const begin = performance.now();
  const { manifest } = await runSweep(space, options);
  const seconds = (performance.now() - begin) / 1000;
  const { total, feasible, pareto } = manifest.counts;
  const rate = Math.round(total / seconds).toLocaleString("en");
  return `explore ${space.name}, ${workers} workers: ${rate} designs/s (${total} designs, ${feasible} feasible, ${pareto} on the front, ${seconds.toFixed(1)} s with start-up)`;
}

/**
 * Designs per second of a whole sweep over a million int8 designs, start of the threads included: with a stand-in
 * generator of 8 modules, which shows the price of the sweep itself, and with the LUT core.
 */
export async function benchExplore(): Promise<string> {
  const fake = parseSpace(millionDesigns("lut"), "lut", FAKE_GENERATORS, anyName);
  const real = parseSpace(millionDesigns("ternary-lut"), "ternary-lut", GENERATORS, anyName);
  const lines: string[] = [];
  for (const workers of [1, 2]) lines.push(await measure(fake, FAKE_MODULES, workers));
  for (const workers of [1, 2]) lines.push(await measure(real, STANDARD_MODULES, workers));
  return lines.join("\n");
}
