import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import type { EstimateContext } from "../../models/evaluate/estimate-context.ts";
import { loadMemorySystem } from "../../models/memory/memory-system.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { combinedWorkload } from "../../models/workload/combined.ts";
import { loadWorkload, type Workload } from "../../models/workload/workload.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { settingsOf, type Setting, type StatedWorkload } from "../../src/config/settings.ts";
import type { Space } from "../../src/config/space.ts";
import { exploreChunk, type ChunkResult } from "../../src/explore/chunk.ts";
import { chunksOf } from "../../src/explore/chunks.ts";
import { Collector } from "../../src/explore/collector.ts";
import { loadContext, type SweepContext } from "../../src/explore/context.ts";
import { seriesOf } from "../../src/explore/equal-throughput.ts";
import { chunkTask } from "../../src/explore/explore.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { Tally } from "../../src/explore/tally.ts";
import { anyName } from "../support/any-name.ts";
import { expectEqualChunks } from "./expect-equal-chunks.ts";

const MEAN = { of: ["bitnet-b1.58-large", "bitnet-b1.58-2b-4t"], combine: "mean", weights: [3, 1] };

/** Of the circuit alone, of a token, of both, and of a formula. */
const FORMULAS = {
  edp: "energyPerTokenUj * latencyUs",
  density: { formula: "tops / areaUm2 * 1e6", direction: "maximize" },
  cost: "sqrt(edp) + areaUm2 / 10",
  tokensPerJoule: { formula: "1e6 / systemEnergyPerTokenUj", direction: "maximize" },
};

/** Designs of two families in two technologies, at two clocks, for one model, another, and both together. */
function spaceWith(changes: object): Space {
  const json = {
    name: "settings",
    technology: ["asap7", "sky130hd"],
    workload: ["bitnet-b1.58-large", MEAN, { of: MEAN.of }],
    clockMhz: [60, 300],
    blocks: [
      {
        generator: "ternary-lut",
        parameters: {
          groupSize: [2, 3],
          tables: [2, 5],
          fetchers: [4, 8, 16],
          inputs: 6912,
          outputs: 16,
          shape: "runtime",
          loopOrder: ["output-stationary", "table-stationary"],
          pipelineReduce: [0, 2],
        },
      },
      {
        generator: "add-sub",
        parameters: { tileInputs: [2, 10], tileOutputs: [4, 8], inputs: 6912, outputs: 16, shape: "runtime" },
      },
    ],
    metrics: FORMULAS,
    ...changes,
  };
  return parseSpace(json, "settings", GENERATORS, anyName);
}

const TECHNOLOGIES = new Map(["asap7", "sky130hd"].map((name) => [name, loadTechnology(name)]));

function workloadOf(stated: StatedWorkload): Workload {
  if (typeof stated === "string") return loadWorkload(stated);
  const { of, combine = "worst", weights = of.map(() => 1) } = stated;
  return combinedWorkload({ of: of.map((name) => loadWorkload(name)), combine, weights });
}

function contextOf({ technology: name, workload = "" }: Setting): EstimateContext {
  const technology = TECHNOLOGIES.get(name);
  if (technology === undefined) throw new Error(`${name} is not loaded`);
  return {
    technology,
    workload: workloadOf(workload),
    memory: loadMemorySystem({}, { technology, directory: ".", where: "memory" }),
    statistics: STANDARD_STATISTICS,
    accuracy: loadAccuracy(technology),
  };
}

function contextsOf(space: Space): readonly EstimateContext[] {
  return settingsOf(space).map(contextOf);
}

/** What a space comes to: rows in all their settings together, rows in one setting after the other, designs one by one. */
async function everyWay(space: Space, cloudLimit: number): Promise<readonly ChunkResult[]> {
  const job = { space, context: contextsOf(space), modules: STANDARD_MODULES };
  const load = async (): Promise<SweepContext> => {
    const context = await loadContext(job);
    expect(context.points.parts.every((part) => context.rowsOf(part) !== undefined)).toBe(true);
    return context;
  };
  const run = (context: SweepContext): Promise<ChunkResult> =>
    exploreChunk(context, { start: 0, end: context.points.count, cloudLimit, wantsLog: false }, new Tally());
  const together = await load();
  expect(together.rowGroups.some((group) => group.length > 1)).toBe(true);
  return [
    await inGroups(together, cloudLimit),
    await run(await load()),
    await run({ ...(await load()), rowsOf: () => undefined }),
  ];
}

/** What the chunks of a sweep come to. */
async function inGroups(context: SweepContext, cloudLimit: number): Promise<ChunkResult> {
  const tally = new Tally();
  const seriesAt = (index: number): string => seriesOf(context.points.partAt(index));
  const collector = new Collector(context, seriesAt, { cloudLimit });
  for (const range of chunksOf(context).ranges())
    collector.absorb(await exploreChunk(context, chunkTask(context, range, cloudLimit), tally));
  expect(tally.judged).toBe(context.points.count);
  return collector.summary();
}

const BOUND = { metric: "edp", maximum: 1e7 };
const SMALL = { metric: "areaUm2", maximum: 30_000 };
/**
 * Each metric with a loop of its own, which knows one workload only, is among the objectives of some. Where a small model is
 * served alone, its designs leave none of the others on the front: so most serve both, in all settings.
 */
const CASES: readonly (readonly [objectives: readonly string[], changes: object, cloudLimit: number])[] = [
  [["areaUm2", "energyPerTokenUj", "latencyUs"], { workload: MEAN }, 0],
  [
    ["systemAreaUm2", "systemEnergyPerTokenUj", "latencyUs"],
    { constraints: [SMALL], cores: [1, 3], workload: MEAN },
    0,
  ],
  [["energyPerTokenUj", "latencyUs"], { clockMhz: 60, cores: [4, 2] }, 0],
  [["edp", "areaUm2"], { constraints: [BOUND] }, Infinity],
  [["areaUm2", "latencyUs"], {}, 0],
  [["cost", "density", "tokensPerJoule"], { constraints: [BOUND, { metric: "tokensPerSecond", minimum: 0.5 }] }, 0],
];

describe("designs of several settings, worked out in rows", () => {
  it.each(CASES)("come out as one by one, to the last bit: %j, %j", async (objectives, changes, cloudLimit) => {
    const equal = cloudLimit === 0 ? {} : { equalThroughput: { baselines: ["add-sub"] } };
    const space = spaceWith({ objectives: objectives.map((metric) => ({ metric })), ...changes, ...equal });
    const [together, inTurn, oneByOne] = await everyWay(space, cloudLimit);
    expect(oneByOne!.feasible).toBeGreaterThan(50);
    expectEqualChunks([inTurn!, oneByOne!]);
    expectEqualChunks([together!, oneByOne!]);
  });
});

describe("groupsWithRows(points, options)", () => {
  it("has parts of the same designs in one technology, those of the fastest clock first", async () => {
    const space = spaceWith({ objectives: [{ metric: "areaUm2" }] });
    const { points, rowGroups } = await loadContext({ space, context: contextsOf(space), modules: STANDARD_MODULES });
    expect(rowGroups.flat()).toHaveLength(points.parts.length);
    expect(new Set(rowGroups.flat()).size).toBe(points.parts.length);
    for (const group of rowGroups) {
      const settings = group.map(({ setting }) => points.settings[setting]!);
      expect(new Set(group.map(({ digits }) => digits)).size).toBe(1);
      expect(new Set(settings.map(({ technology }) => technology)).size).toBe(1);
      expect(settings.map(({ clockMhz }) => clockMhz)).toEqual([300, 300, 300, 60, 60, 60]);
    }
  });
});

describe("formulas of designs that serve several models", () => {
  const space = spaceWith({
    workload: MEAN,
    objectives: [{ metric: "edp" }, { metric: "areaUm2" }, { metric: "tokensPerJoule" }],
    pick: ["smallest cost"],
  });

  it("are worked out from what metrics come to together, and for each model from its own", async () => {
    const { pareto } = await runSweep(space, { context: contextsOf(space), model: "", workers: 1 });
    expect(pareto.front.length).toBeGreaterThan(3);
    for (const { metrics, perWorkload = {} } of pareto.front) {
      const together = (name: string) => metrics[name] ?? Number.NaN;
      expect(metrics["edp"]).toBe(together("energyPerTokenUj") * together("latencyUs"));
      expect(metrics["tokensPerJoule"]).toBe(1e6 / together("systemEnergyPerTokenUj"));
      expect(Object.keys(perWorkload)).toEqual(MEAN.of);
      for (const own of Object.values(perWorkload)) {
        const edp = (own["energyPerTokenUj"] ?? Number.NaN) * (own["latencyUs"] ?? Number.NaN);
        expect(own["edp"]).toBe(edp);
        expect(own["cost"]).toBe(Math.sqrt(edp) + together("areaUm2") / 10);
        expect(own["tokensPerJoule"]).toBe(1e6 / (own["systemEnergyPerTokenUj"] ?? Number.NaN));
        expect(own["density"]).toBeUndefined();
        expect(own["edp"]).not.toBe(metrics["edp"]);
      }
      // Energy is a mean, so tokens per joule are the weighted harmonic mean of those of the models.
      const [large = {}, small = {}] = MEAN.of.map((name) => perWorkload[name] ?? {});
      const mean = 4 / (3 / (large["tokensPerJoule"] ?? 0) + 1 / (small["tokensPerJoule"] ?? 0));
      expect(together("tokensPerJoule") / mean).toBeCloseTo(1, 12);
    }
  });
});
