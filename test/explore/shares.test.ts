import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import { lutContext } from "../bench/explore-space.ts";
import { anyName } from "../support/any-name.ts";
import { Random } from "../../src/core/random.ts";
import type { ChunkPlan, Chunks } from "../../src/explore/chunks.ts";
import { Shares } from "../../src/explore/shares.ts";

/** A plan of one part: chunk i is the point i. */
function planOf(count: number): Pick<ChunkPlan, "shareOf"> {
  const bound = (before: number, workers: number): number => Math.floor((count * before) / workers);
  return {
    shareOf: (worker, workers): Chunks => {
      const [first, end] = [bound(worker, workers), bound(worker + 1, workers)];
      return { count: end - first, at: (place) => [first + place, first + place + 1] };
    },
  };
}

describe("Shares.take(worker)", () => {
  const taken = (shares: Shares, worker: number, chunks: number): (number | undefined)[] =>
    Array.from({ length: chunks }, () => shares.take(worker)?.[0]);

  it("gives each worker neighbours of its own", () => {
    const shares = new Shares(planOf(10), 2);
    expect(taken(shares, 0, 3)).toEqual([0, 1, 2]);
    expect(taken(shares, 1, 3)).toEqual([5, 6, 7]);
    expect(taken(shares, 0, 2)).toEqual([3, 4]);
  });

  it("lets one that is through take over the second half of what the one with most left has before it", () => {
    const shares = new Shares(planOf(30), 3);
    taken(shares, 0, 10);
    taken(shares, 1, 4);
    taken(shares, 2, 1); // 6 are left of the second, 9 of the third
    expect(taken(shares, 0, 6)).toEqual([25, 26, 27, 28, 29, 17]);
    expect(taken(shares, 2, 4)).toEqual([21, 22, 23, 24]);
    expect(taken(shares, 1, 4)).toEqual([14, 15, 16, 19]);
    expect([0, 1, 2].map((worker) => shares.take(worker))).toEqual([[18, 19], undefined, undefined]);
  });

  it.each([
    [1, 1],
    [0, 2],
    [1, 5],
    [64, 3],
    [1000, 4],
  ])("gives each of %i chunks once to %i workers, whoever is fast", (count, workers) => {
    for (let seed = 1; seed <= 20; seed++) {
      const random = new Random(seed);
      const shares = new Shares(planOf(count), workers);
      const seen: number[] = [];
      // Of so many workers, those with small numbers ask most often.
      for (let asked = 0; asked < 50 * count + 50; asked++) {
        const range = shares.take(Math.floor(workers * random.next() ** 3));
        if (range !== undefined) seen.push(range[0]);
      }
      expect(seen.toSorted((a, b) => a - b)).toEqual(Array.from({ length: count }, (_, i) => i));
    }
  });

  it("makes no list of two billion chunks", () => {
    const shares = new Shares(planOf(2 ** 31), 2);
    expect(taken(shares, 1, 1)).toEqual([2 ** 30]);
  });
});

describe("runSweep(space, { workers }) of designs in rows", () => {
  it("gives the same bytes for 1, 2 and 3 workers, at two clocks", async () => {
    const clocks = [400, 1000];
    const parameters = { inputs: 6912, outputs: 6912, shape: "runtime", loopOrder: "output-stationary" };
    const pipelines = { pipelineReduce: [0, 1], tableStorage: ["register", "combinational"] };
    const json = {
      name: "shares",
      technology: "asap7",
      workload: "bitnet-b1.58-2b-4t",
      clockMhz: clocks,
      blocks: [
        {
          generator: "ternary-lut",
          parameters: {
            ...parameters,
            ...pipelines,
            groupSize: [1, 2],
            tables: [1, 2, 3],
            fetchers: { from: 1, to: 24 },
          },
        },
        {
          generator: "add-sub",
          parameters: { ...parameters, tileInputs: [2, 4, 6], tileOutputs: { from: 1, to: 24 } },
        },
      ],
      constraints: [{ metric: "areaUm2", maximum: 1200 }],
      objectives: [{ metric: "areaUm2" }, { metric: "energyPerTokenUj" }, { metric: "latencyUs" }],
      equalThroughput: { baselines: ["add-sub"] },
    };
    const space = parseSpace(json, "shares", GENERATORS, anyName);
    const context = lutContext();
    const texts: string[] = [];
    for (const workers of [1, 2, 3]) {
      const { manifest, pareto } = await runSweep(space, { context: clocks.map(() => context), model: "", workers });
      expect(manifest.counts.total).toBe(2 * (2 * 2 * 2 * 3 * 24 + 3 * 24));
      expect(Object.keys(manifest.counts.infeasible).length).toBeGreaterThan(0);
      expect(pareto.equalThroughput.length).toBeGreaterThan(10);
      texts.push(JSON.stringify({ manifest, pareto }));
    }
    expect(new Set(texts).size).toBe(1);
  });
});
