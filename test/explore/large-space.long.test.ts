import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { loadWorkload } from "../../models/workload/workload.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { exploreChunk, type ChunkResult } from "../../src/explore/chunk.ts";
import { chunkText, readChunkText } from "../../src/explore/chunk-record.ts";
import { chunksOf } from "../../src/explore/chunks.ts";
import { loadContext, type SweepContext } from "../../src/explore/context.ts";
import type { PointTable } from "../../src/explore/point-table.ts";
import { STANDARD_MODULES } from "../../src/explore/sweep-modules.ts";
import { Tally } from "../../src/explore/tally.ts";
import { anyName } from "../support/any-name.ts";

/** Chunks at the very end of spaces of 2³⁵ and 2⁴⁰ points, held against small spaces of the same designs. */

const technology = loadTechnology("asap7");
const upTo = (to: number) => ({ from: 1, to });

async function contextOf(blocks: readonly object[]): Promise<SweepContext> {
  const json = {
    name: "large",
    technology: "asap7",
    workload: "bitnet-b1.58-2b-4t",
    clockMhz: 500,
    blocks: blocks.map((parameters) => ({ generator: "add-sub", parameters })),
    constraints: [{ metric: "areaUm2", maximum: 50_000 }],
    objectives: [{ metric: "areaUm2" }, { metric: "energyPerTokenUj" }, { metric: "latencyUs" }],
    equalThroughput: { baselines: ["add-sub"] },
  };
  return loadContext({
    space: parseSpace(json, "large", GENERATORS, anyName),
    context: {
      technology,
      workload: loadWorkload("bitnet-b1.58-2b-4t"),
      statistics: STANDARD_STATISTICS,
      accuracy: loadAccuracy(technology),
    },
    modules: STANDARD_MODULES,
  });
}

const moved = (table: PointTable, by: number): PointTable => ({
  ...table,
  indices: table.indices.map((index) => index + by),
});

/** A result with other indices. */
function movedBy(result: ChunkResult, by: number): ChunkResult {
  const { front, cloud, equalThroughput } = result;
  return {
    ...result,
    front: moved(front, by),
    cloud: moved(cloud, by),
    equalThroughput: moved(equalThroughput, by),
  };
}

/** Small designs come last, where the tests look. */
const downFrom = (from: number) => Array.from({ length: from }, (_, i) => from - i);

const FAST = {
  shape: "runtime",
  loopOrder: ["table-stationary", "output-stationary"],
  adder: ["ripple", "prefix"],
  pipelineFetch: [0, 1],
  pipelineReduce: [0, 1, 2, 3],
};

const WIDE = { ...FAST, activation: ["int8", "int4"], tileInputs: downFrom(1024) };
const NARROW = { ...FAST, activation: "int4", tileInputs: 1, tileOutputs: 1 };

/** Equal blocks, one after the other, and the designs at their end as a block by itself. */
interface Case {
  /** Points in front of those that are judged. */
  readonly least: number;
  readonly blocks: number;
  readonly block: object;
  readonly end: object;
  /** Where designs of the small space are worked out. */
  readonly inRows: boolean;
  /** Whether the sample is compared: that of many depends on their indices. */
  readonly cloudLimit: number;
}

describe("exploreChunk(context, task) at the end of a space of billions of points and more", () => {
  it.each<readonly [string, Case]>([
    [
      "in rows",
      {
        least: 2 ** 35,
        blocks: 150,
        block: { ...WIDE, tileOutputs: downFrom(16), inputs: { from: 6905, to: 6912 }, outputs: downFrom(32) },
        end: { ...NARROW, inputs: { from: 6905, to: 6912 }, outputs: downFrom(32) },
        inRows: true,
        cloudLimit: 0,
      },
    ],
    [
      "in rows of one, where the designs from one place of a row to the next are too many",
      {
        least: 2 ** 40,
        blocks: 9,
        block: { ...WIDE, tileOutputs: downFrom(8), inputs: upTo(65_536), outputs: downFrom(4) },
        end: { ...NARROW, inputs: [65_533, 65_534, 65_535, 65_536], outputs: downFrom(4) },
        inRows: false,
        cloudLimit: Infinity,
      },
    ],
  ])("finds what a small space of the same designs comes to: %s", async (_, { least, blocks, block, end, ...how }) => {
    const context = await contextOf(Array.from({ length: blocks }, () => block));
    const small = await contextOf([end]);
    const [points, { count }] = [context.points.count, small.points];
    const begin = points - count;
    expect(begin).toBeGreaterThan(least);
    expect(context.points.at(begin + 17)).toEqual(small.points.at(17));
    const tally = new Tally();
    const { cloudLimit } = how;
    const found = await exploreChunk(context, { start: begin, end: points, cloudLimit, wantsLog: false }, tally);
    const expected = await exploreChunk(
      how.inRows ? small : { ...small, rowsOf: () => undefined },
      { start: 0, end: count, cloudLimit, wantsLog: false },
      new Tally(),
    );
    expect(found).toEqual(movedBy(expected, begin));
    expect([tally.judged, tally.feasible]).toEqual([count, expected.feasible]);
    expect(found.front.indices.length).toBeGreaterThan(1);
    if (cloudLimit > 0) expect(found.cloud.indices.length).toBeGreaterThan(10);
    expect(readChunkText(chunkText(found), { start: begin, end: points }, context.metrics.width)).toEqual(found);
  });

  it("is cut so that a chunk takes seconds, whatever the number of points", async () => {
    const context = await contextOf([
      { ...WIDE, tileOutputs: downFrom(1024), inputs: upTo(65_536), outputs: downFrom(4) },
    ]);
    const plan = chunksOf(context);
    expect(plan.count).toBe(context.points.count / 2 ** 22);
    for (const [start, end] of plan.ranges()) {
      expect([start, end]).toEqual([0, 2 ** 22]);
      break;
    }
  });
});
