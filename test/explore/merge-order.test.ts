import { beforeAll, describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { exploreChunk, type ChunkResult } from "../../src/explore/chunk.ts";
import { chunkText, readChunkText } from "../../src/explore/chunk-record.ts";
import { Collector } from "../../src/explore/collector.ts";
import { loadContext, type SweepContext } from "../../src/explore/context.ts";
import { Tally } from "../../src/explore/tally.ts";
import { FAKE_MODULES } from "./fake-generators.ts";
import { OPTIONS, spaceOf } from "./fake-sweep.ts";
import { METRIC_COUNT } from "../../src/core/metric-row.ts";

/** 7200 points in 29 chunks; enough that the sample of dominated points is full and limits what chunks hand in. */
const SPACE = spaceOf(
  [
    {
      generator: "lut",
      parameters: {
        tables: { from: 1, to: 30 },
        fetchers: { from: 1, to: 40 },
        inputs: 128,
        outputs: { times: "fetchers", factors: [1, 3, 300] },
        pipelineFetch: [0, 1],
      },
    },
  ],
  { constraints: [{ metric: "areaUm2", maximum: 40_000 }], equalThroughput: { baselines: ["lut"] } },
);
const SIZE = 256;

const load = (): Promise<SweepContext> =>
  loadContext({ space: SPACE, context: OPTIONS.context, modules: FAKE_MODULES });

interface Run {
  readonly chunks: readonly ChunkResult[];
  readonly collector: Collector;
}

/**
 * Explores all points as a sweep does with so many threads, chunks handed out by chance and taken in order: each thread has a
 * front of its own, and tasks have the limit of what was taken so far. Chunks in `known` are taken as they are.
 */
async function run(threads: number, seed: number, known: ReadonlyMap<number, ChunkResult> = new Map()): Promise<Run> {
  const random = new Random(seed);
  const contexts = await Promise.all(Array.from({ length: threads }, load));
  const [context] = contexts as [SweepContext];
  const { count } = context.points;
  const collector = new Collector(context, (index) => context.points.generatorAt(index).name);
  const chunks: ChunkResult[] = [];
  const limits: number[] = [];
  for (let start = 0; start < count; start += SIZE) {
    const place = start / SIZE;
    // The limit is that of some chunks ago: tasks are handed out ahead.
    limits.push(collector.cloudLimit);
    const cloudLimit = limits[Math.max(0, place - Math.floor(6 * random.next()))] ?? Infinity;
    const own = contexts[Math.floor(threads * random.next())] ?? context;
    const task = { start, end: Math.min(count, start + SIZE), cloudLimit, wantsLog: false };
    const result = known.get(place) ?? (await exploreChunk(own, task, new Tally()));
    collector.absorb(result);
    chunks.push(result);
  }
  return { chunks, collector };
}

let undisturbed: Run;
beforeAll(async () => {
  undisturbed = await run(1, 0);
});

describe("a sweep that goes on from chunks of an earlier one", () => {
  it("has limits and local fronts that differ between runs, so that chunks do", async () => {
    expect(undisturbed.collector.cloudLimit).toBeLessThan(2 ** 32);
    const other = await run(3, 1);
    const texts = undisturbed.chunks.map(chunkText);
    expect(other.chunks.map(chunkText).filter((text, i) => text !== texts[i]).length).toBeGreaterThan(10);
  });

  it.each(Array.from({ length: 8 }, (_, seed) => seed + 1))(
    "comes to the same, whichever chunks are known, in whatever order threads had made them (case %i)",
    async (seed) => {
      const random = new Random(100 + seed);
      const earlier = await run(1 + (seed % 4), seed);
      const part = random.next();
      const known = new Map(
        earlier.chunks.flatMap((result, place) => {
          const [start, end] = [place * SIZE, place * SIZE + SIZE];
          const count = 7200;
          const read = readChunkText(chunkText(result), { start, end: Math.min(end, count) }, METRIC_COUNT);
          return random.next() < part && read !== undefined ? [[place, read] as const] : [];
        }),
      );
      expect(known.size).toBeGreaterThan(0);
      const { collector } = await run(1 + (seed % 3), 1000 + seed, known);
      const { equalThroughput: equal, ...summary } = collector.summary();
      const { equalThroughput: expectedEqual, ...expected } = undisturbed.collector.summary();
      expect(summary).toEqual(expected);
      expect(new Set(equal.indices)).toEqual(new Set(expectedEqual.indices));
    },
  );
});
