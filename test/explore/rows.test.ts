import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { loadCharacterised } from "../../models/cost/characterised-table.ts";
import { loadMemorySystem } from "../../models/memory/memory-system.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { loadWorkload } from "../../models/workload/workload.ts";
import { STANDARD_STATISTICS } from "../../src/characterise/statistics.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { Random } from "../../src/core/random.ts";
import { exploreChunk, type ChunkResult } from "../../src/explore/chunk.ts";
import { loadContext } from "../../src/explore/context.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { Tally } from "../../src/explore/tally.ts";
import { anyName } from "../support/any-name.ts";

/** A few values out of many. */
function some<T>(values: readonly T[], random: Random, most = 2): readonly T[] {
  const kept = values.filter(() => random.bit() === 1).slice(0, most);
  return kept.length > 0 ? kept : values.slice(0, 1);
}

function tile(generator: string, random: Random): object {
  if (generator !== "ternary-lut")
    return { tileInputs: some([2, 7, 12], random), tileOutputs: some([1, 3, 8, 16, 21], random, 3) };
  return {
    groupSize: some([3, 1, 2, 4], random),
    tables: some([3, 2, 7], random),
    fetchers: some([4, 1, 3, 8, 16, 21], random, 4),
    tableStorage: some(["register", "combinational"], random),
    pipelineTable: some([0, 1], random),
  };
}

const LANES: Readonly<Record<string, string>> = { "ternary-lut": "fetchers" };

/** A space of some hundred designs, some of them impossible, too slow, too large, too small for the workload. */
function anySpace(generator: string, random: Random): object {
  const times = { times: LANES[generator] ?? "tileOutputs", factors: some([1, 2, 5], random) };
  return {
    activation: some(["int8", "int4"], random),
    ...tile(generator, random),
    inputs: some([6912, 6000, 7000, 8192], random),
    outputs: random.bit() === 1 ? times : some([24, 40, 16], random),
    shape: some(["runtime", "fixed"], random),
    loopOrder: some(["table-stationary", "output-stationary"], random),
    reduction: some(["compressor", "adder-tree"], random),
    adder: some(["ripple", "prefix"], random),
    pipelineFetch: some([0, 1], random),
    pipelineReduce: some([0, 1, 2, 3], random),
  };
}

/** What a space comes to, designs worked out in rows and one by one. */
async function both(
  generator: string,
  parameters: object,
  technologyName: string,
): Promise<readonly [ChunkResult, ChunkResult]> {
  const technology = loadTechnology(technologyName);
  const characterised = loadCharacterised(technology);
  const memory = loadMemorySystem({}, { technology, directory: ".", where: "memory" });
  const json = {
    name: "any",
    technology: technologyName,
    workload: "bitnet-b1.58-2b-4t",
    clockMhz: 700,
    blocks: [{ generator, parameters }],
    constraints: [
      { metric: "energyPerTokenUj", maximum: 400 },
      { metric: "systemAreaUm2", maximum: 400_000 },
      { metric: "areaUm2", maximum: 20_000 },
    ],
    objectives: [{ metric: "areaUm2" }, { metric: "energyPerTokenUj" }, { metric: "tokensPerSecond" }],
    equalThroughput: { baselines: [generator] },
  };
  const job = {
    space: parseSpace(json, "any", GENERATORS, anyName),
    context: {
      technology,
      workload: loadWorkload("bitnet-b1.58-2b-4t"),
      memory,
      statistics: STANDARD_STATISTICS,
      accuracy: loadAccuracy(technology),
      ...(characterised === undefined ? {} : { characterised }),
    },
    modules: STANDARD_MODULES,
  };
  const run = async (inRows: boolean): Promise<ChunkResult> => {
    const context = await loadContext(job);
    const given = inRows ? context : { ...context, rowsOf: () => undefined };
    const task = { start: 0, end: context.points.count, cloudLimit: Infinity, wantsLog: false };
    expect(context.points.parts.every((part) => context.rowsOf(part) !== undefined)).toBe(true);
    return exploreChunk(given, task, new Tally());
  };
  return [await run(true), await run(false)];
}

const random = new Random(11);
const CASES = ["ternary-lut", "ternary-lut", "ternary-lut", "ternary-lut", "add-sub", "multiplier"].map(
  (generator, i): [generator: string, technology: string, parameters: object] => [
    generator,
    i % 3 === 1 ? "sg13g2" : "asap7",
    anySpace(generator, random),
  ],
);

describe("designs worked out in rows", () => {
  it.each(CASES)("come out as one by one, to the last bit: %s in %s", async (generator, technology, parameters) => {
    const [rows, oneByOne] = await both(generator, parameters, technology);
    expect(rows.feasible).toBe(oneByOne.feasible);
    expect(Object.fromEntries(rows.infeasible)).toEqual(Object.fromEntries(oneByOne.infeasible));
    expect(Object.fromEntries(rows.failed)).toEqual(Object.fromEntries(oneByOne.failed));
    expect(rows.front).toEqual(oneByOne.front);
    expect(rows.cloud).toEqual(oneByOne.cloud);
    expect(rows.equalThroughput).toEqual(oneByOne.equalThroughput);
  });
});
