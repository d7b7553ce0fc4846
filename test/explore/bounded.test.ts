import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { loadCharacterised } from "../../models/cost/characterised-table.ts";
import { loadMemorySystem } from "../../models/memory/memory-system.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { loadWorkload } from "../../models/workload/workload.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { settingsOf } from "../../src/config/settings.ts";
import { Random } from "../../src/core/random.ts";
import { chunksOf } from "../../src/explore/chunks.ts";
import { exploreChunk } from "../../src/explore/chunk.ts";
import { Collector } from "../../src/explore/collector.ts";
import { loadContext, type SweepContext, type SweepJob } from "../../src/explore/context.ts";
import { chunkTask, searchTask } from "../../src/explore/explore.ts";
import { runTask } from "../../src/explore/run-task.ts";
import { inLanes, LANES, searchChunksOf } from "../../src/explore/search-chunks.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { Tally } from "../../src/explore/tally.ts";
import { anyName } from "../support/any-name.ts";
import { anyParameters } from "./any-parameters.ts";

interface Asked {
  readonly generator: string;
  readonly parameters: object;
  readonly isMeasured: boolean;
  readonly clockMhz: readonly number[];
  readonly objectives: readonly object[];
  readonly constraints: readonly object[];
}

const METRICS = { edp: "energyPerTokenUj * latencyUs", density: { formula: "tops / areaUm2", direction: "maximize" } };

function jobOf({ generator, parameters, isMeasured, clockMhz, objectives, constraints }: Asked): SweepJob {
  const technology = loadTechnology("asap7");
  const characterised = isMeasured ? { characterised: loadCharacterised(technology)! } : {};
  const json = {
    name: "any",
    technology: "asap7",
    workload: "bitnet-b1.58-2b-4t",
    clockMhz,
    blocks: [{ generator, parameters }],
    metrics: METRICS,
    objectives,
    constraints,
  };
  const space = parseSpace(json, "any", GENERATORS, anyName);
  const context = {
    technology,
    workload: loadWorkload("bitnet-b1.58-2b-4t"),
    memory: loadMemorySystem({}, { technology, directory: ".", where: "memory" }),
    statistics: STANDARD_STATISTICS,
    accuracy: loadAccuracy(technology),
    ...characterised,
  };
  return { space, context: settingsOf(space).map(() => context), modules: STANDARD_MODULES };
}

/** Explores a space as a sweep does. */
async function exhaustively(context: SweepContext): Promise<Collector> {
  const collector = new Collector(context, () => "");
  for (const range of chunksOf(context).ranges())
    collector.absorb(await exploreChunk(context, chunkTask(context, range, Infinity), new Tally()));
  return collector;
}

async function bounded(context: SweepContext): Promise<Collector> {
  const collector = new Collector(context, () => "");
  const underway = [];
  for (const { range } of inLanes(searchChunksOf(context))) {
    underway.push(await runTask(context, searchTask(context, range, collector), new Tally()));
    if (underway.length === LANES) collector.absorb(underway.shift()!);
  }
  for (const result of underway) collector.absorb(result);
  return collector;
}

const minimize = (...metrics: readonly string[]) => metrics.map((metric) => ({ metric }));

/** What is best with the fastest clock, what is not, what takes memories, formulas and errors. */
const OBJECTIVES = [
  minimize("areaUm2", "energyPerTokenUj", "latencyUs"),
  [{ metric: "topsPerMm2" }, { metric: "energyPerMacFj" }],
  minimize("powerMw", "latencyUs"),
  minimize("systemAreaUm2", "systemEnergyPerTokenUj", "systemTokensPerSecond"),
  [{ metric: "edp" }, { metric: "density" }],
  minimize("areaUm2"),
  minimize("areaUm2", "utilisation", "weightBitsPerToken", "tokensPerSecond"),
];

const CONSTRAINTS = [
  [],
  [{ metric: "areaUm2", maximum: 1500 }],
  [
    { metric: "tokensPerSecond", minimum: 12 },
    { metric: "errorRms", maximum: 0.1 },
  ],
  [
    { metric: "powerMw", maximum: 2 },
    { metric: "edp", maximum: 3e7 },
  ],
  [{ metric: "latencyUs", minimum: 20_000 }],
];

const random = new Random(13);
const CASES = Array.from({ length: 21 }, (_, i): [number, string, Asked] => {
  const generator = ["ternary-lut", "ternary-lut", "add-sub", "ternary-lut", "multiplier"][i % 5] ?? "";
  const objectives = OBJECTIVES[i % OBJECTIVES.length]!;
  const constraints = CONSTRAINTS[i % CONSTRAINTS.length]!;
  const parameters = anyParameters(generator, random);
  const clockMhz = i % 3 === 0 ? [700] : [900, 300, 600, 1400, 1300];
  return [i, JSON.stringify([objectives, constraints]), { generator, parameters, isMeasured: i % 4 === 1, clockMhz, objectives, constraints }]; // prettier-ignore
});

describe("a bounded search", () => {
  const skipped: number[] = [];

  it.each(CASES)("finds the front of all designs, to the last bit: space %i, %s", async (_i, _what, asked) => {
    const job = jobOf(asked);
    const context = await loadContext(job);
    const all = (await exhaustively(context)).summary();
    const found = await bounded(await loadContext(job));
    const { front, ...rest } = found.summary();
    expect(front).toEqual(all.front);
    const counts = [...found.infeasible.counts.values(), ...found.failed.counts.values()];
    expect(counts.reduce((sum, count) => sum + count, rest.feasible + rest.skipped)).toBe(context.points.count);
    expect(rest.feasible).toBeLessThanOrEqual(all.feasible);
    skipped.push(rest.skipped / context.points.count);
  });

  it("and left many designs out", () => {
    expect(skipped.filter((part) => part > 0.2).length).toBeGreaterThan(CASES.length / 2);
  });

  it("judges the designs of parts that have no rows one by one", async () => {
    const parameters = { activation: ["fp16", "int8"], tables: [2, 4], fetchers: [4, 8], inputs: 6912, outputs: 64 };
    const job = jobOf({
      generator: "ternary-lut",
      parameters: { ...parameters, shape: "runtime" },
      isMeasured: false,
      clockMhz: [50, 100],
      objectives: OBJECTIVES[0]!,
      constraints: [],
    });
    const context = await loadContext(job);
    const found = (await bounded(context)).summary();
    expect(found.front).toEqual((await exhaustively(await loadContext(job))).summary().front);
  });
});
