import { join } from "node:path";
import { GENERATORS } from "../../../generators/registry.ts";
import { checkName } from "../../../src/cli/check-name.ts";
import { loadSpace } from "../../../src/config/load-space.ts";
import { pointsOf } from "../../../src/config/points.ts";
import { commandAnswer, functionAnswer, type Answer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { JSON_MUTATIONS, jsonBytes } from "./text-files.ts";

/** Spaces with more designs are counted and not swept. */
const MOST_POINTS = 60;

const CORES = {
  name: "cores",
  technology: "asap7",
  workload: "bitnet-b1.58-2b-4t",
  clockMhz: 300,
  seed: 3,
  blocks: [
    {
      generator: "ternary-lut",
      parameters: {
        groupSize: [2, 3],
        tables: { from: 8, to: 16, factor: 2 },
        fetchers: { from: 16, to: 24, step: 8 },
        inputs: 6912,
        shape: "runtime",
        outputs: {
          when: { loopOrder: "table-stationary" },
          values: { times: "fetchers", factors: [4] },
          otherwise: 6912,
        },
        loopOrder: ["table-stationary", "output-stationary"],
        pipelineReduce: 1,
      },
    },
    {
      generator: "add-sub",
      parameters: {
        tileInputs: 32,
        tileOutputs: 16,
        inputs: 6912,
        outputs: 6912,
        shape: "runtime",
        loopOrder: "output-stationary",
      },
    },
  ],
  memory: { dram: "lpddr5" },
  metrics: {
    edp: "energyPerTokenUj * latencyUs",
    worth: { formula: "max(tops, 1e-3) / sqrt(areaUm2 ^ -1 * edp)", unit: "x", label: "worth", direction: "maximize" },
  },
  constraints: [{ metric: "areaUm2", maximum: 50_000 }],
  objectives: [{ metric: "areaUm2" }, { metric: "energyPerTokenUj" }, { metric: "latencyUs", direction: "minimize" }],
  equalThroughput: { baselines: ["add-sub"] },
  pick: ["knee", "smallest areaUm2"],
};

/** A SPACE.json is counted, and if it is small it is swept into a folder, report and all. */
export const spaceKind: FuzzKind = {
  name: "space",
  seeds: () => ({ cores: { "space.json": jsonBytes(CORES) } }),
  ...JSON_MUTATIONS,
  run: async (input, output) => {
    const file = join(input, "space.json");
    const counted = functionAnswer(() => countOf(file));
    if (counted.code !== 0 || Number(counted.stdout) > MOST_POINTS) return counted;
    const answer = await commandAnswer("sweep", file, "--out", join(output, "sweep"), "--workers", "1");
    return withoutPlaces(answeredWithoutDesigns(answer));
  },
};

/** That no design is feasible is an answer with a whole report, though the exit code is 1. */
function answeredWithoutDesigns(answer: Answer): Answer {
  const isReported = answer.code === 1 && answer.errors.join() === "tritforge: no design is feasible";
  return isReported ? { ...answer, code: 0, errors: [] } : answer;
}

function countOf(file: string): number {
  return pointsOf(loadSpace(file, GENERATORS, checkName).space, GENERATORS).count;
}

/** The order of conditions decides which number a point has, and nothing else. */
function withoutPlaces(answer: Answer): Answer {
  return { ...answer, stdout: answer.stdout.replaceAll(/"(index|out)": .*?(,?)$/gm, '"$1": 0$2') };
}
