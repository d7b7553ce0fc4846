import { parseSpace, type Space } from "../../src/config/space.ts";
import type { SweepModules } from "../../src/explore/context.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import type { Technology } from "../../models/technology/technology.ts";
import { loadWorkload } from "../../models/workload/workload.ts";
import { FAKE_MODULES, GENERATORS } from "../explore/fake-generators.ts";

const POWERS = { from: 1, to: 64, factor: 2 };
export function fakeSpace(): Space {
  const json = {
    name: "bench",
    technology: "asap7",
    workload: "bitnet-b1.58-2b-4t",
    clockMhz: 500,
    blocks: [
      {
        generator: "lut",
        parameters: {
          activation: "int8",
          groupSize: [1, 2, 3, 4, 5],
          tables: { from: 1, to: 64 },
          fetchers: { from: 4, to: 128, step: 4 },
          inputs: 6912,
          outputs: { times: "fetchers", factors: [1, 2, 4, 8, 16, 32] },
          loopOrder: ["table-stationary", "output-stationary"],
          tableStorage: ["register", "combinational"],
          reduction: ["compressor", "adder-tree"],
          pipelineFetch: [0, 1],
          pipelineReduce: [0],
        },
      },
    ],
    constraints: [{ metric: "areaUm2", maximum: 50000 }],
    objectives: [{ metric: "areaUm2" }, { metric: "latencyUs" }, { metric: "weightBitsPerToken" }],
    equalThroughput: { baselines: ["lut"] },
  };
  void POWERS;
  return parseSpace(json, "bench", GENERATORS);
}

const FAKE_TECH = { name: "fake", nand2AreaUm2: 1 } as unknown as Technology;

async function measure(space: Space, modules: SweepModules, workers: number): Promise<string> {
  const begin = performance.now();
  const { manifest } = await runSweep(space, { technology: FAKE_TECH, workload: loadWorkload(space.workload), model: "bench", workers, modules });
  const seconds = (performance.now() - begin) / 1000;
  return `${workers} worker: ${manifest.counts.total} designs in ${seconds.toFixed(2)} s = ${Math.round(manifest.counts.total / seconds)} /s ${JSON.stringify(manifest.counts)}`;
}

export async function benchExplore(): Promise<string> {
  const space = fakeSpace();
  return [await measure(space, FAKE_MODULES, 1), await measure(space, FAKE_MODULES, 2)].join("\n");
}

