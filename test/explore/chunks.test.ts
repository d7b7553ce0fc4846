import { describe, expect, it } from "vitest";
import { pointsOf, type Part } from "../../src/config/points.ts";
import { chunksOf, type ChunkPlan } from "../../src/explore/chunks.ts";
import type { SweepContext } from "../../src/explore/context.ts";
import { GENERATORS as FAKES } from "./fake-generators.ts";
import { spaceOf } from "./fake-sweep.ts";

type Sizes = readonly (readonly [size: number, block?: number, unit?: number])[];

/** The chunks of parts of so many points; those with a block and a unit are worked out in rows. */
function planOf(...sizes: Sizes): ChunkPlan {
  let count = 0;
  const parts = sizes.map(([size]): Pick<Part, "start" | "size"> => ({ start: (count += size) - size, size }));
  const rowsOf = (part: Pick<Part, "start" | "size">) => {
    const [, block, unit] = sizes[parts.indexOf(part)] ?? [0];
    return block === undefined ? undefined : { block, unit };
  };
  const rowGroups = parts.map((part) => [part]);
  return chunksOf({ points: { count, parts }, rowsOf, rowGroups } as unknown as SweepContext);
}

/** Where they begin. */
function starts(...sizes: Sizes): readonly number[] {
  return [...planOf(...sizes).ranges()].map(([start]) => start);
}

/** The first chunks of many. */
function firstOf(plan: ChunkPlan, chunks: number): readonly (readonly [number, number])[] {
  const found: (readonly [number, number])[] = [];
  for (const range of plan.ranges()) if (found.push(range) === chunks) break;
  return found;
}

describe("chunksOf(context)", () => {
  it("cuts designs that are worked out one by one into 64 to 1024 points", () => {
    expect(starts([100])).toEqual([0, 64]);
    expect(starts([5000]).slice(0, 3)).toEqual([0, 128, 256]);
    expect(starts([2 ** 20]).slice(0, 3)).toEqual([0, 1024, 2048]);
  });

  it("cuts rows between blocks, and makes larger pieces of them", () => {
    const many = starts([3_000_000, 3000, 10]);
    expect(many.every((start) => start % 3000 === 0)).toBe(true);
    expect(many[1]).toBe(66_000);
  });

  it("cuts blocks where there are few", () => {
    expect(starts([3000, 1500, 10]).slice(0, 3)).toEqual([0, 70, 140]);
    expect(starts([3000, 3000, 1]).slice(0, 3)).toEqual([0, 64, 128]);
  });

  it("begins a chunk with each part", () => {
    expect(starts([70], [70, 70, 10])).toEqual([0, 64, 70]);
  });

  it("cuts between settings, and has a key for each number of them", () => {
    const blocks = [{ generator: "plain", parameters: { tileInputs: { from: 1, to: 35 }, tileOutputs: [2, 4] } }];
    const planAt = (...clockMhz: readonly number[]): ChunkPlan => {
      const points = pointsOf(spaceOf(blocks, { clockMhz }), FAKES);
      return chunksOf({ points, rowsOf: () => undefined, rowGroups: points.parts.map((part) => [part]) });
    };
    expect([...planAt(1).ranges()]).toEqual([
      [0, 64],
      [64, 70],
    ]);
    expect([...planAt(1, 2).ranges()]).toEqual([
      [0, 64],
      [64, 70],
      [70, 134],
      [134, 140],
    ]);
    expect(planAt(1, 2).key).not.toBe(planAt(1).key);
  });

  it("cuts the first part of a group, shorter the more parts share its rows, and each by itself where points are wanted", () => {
    const parts = Array.from({ length: 100 }, (_, i) => ({
      start: 3_000_000 * i,
      size: 3_000_000,
    })) as unknown as Part[];
    const context = {
      points: { count: 300_000_000, parts },
      rowsOf: () => ({ block: 300, unit: 10 }),
      rowGroups: [parts as [Part, ...Part[]]],
    } as unknown as SweepContext;
    const inGroups = chunksOf(context);
    expect([inGroups.count, firstOf(inGroups, 1)]).toEqual([3334, [[0, 900]]]);
    const apart = chunksOf(context, false);
    expect([apart.count, firstOf(apart, 1)]).toEqual([100 * 46, [[0, 65_700]]]);
  });

  it.each<readonly [Sizes[number]]>([[[100]], [[5000]], [[5000, 10, 1]], [[3000, 1500, 10]], [[64, 1, 1]]])(
    "cuts %j points into chunks that follow one another, as many as it counts",
    (size) => {
      const plan = planOf(size, [70]);
      const ranges = [...plan.ranges()];
      expect(ranges).toHaveLength(plan.count);
      expect(ranges.map(([, end]) => end)).toEqual([...ranges.slice(1).map(([start]) => start), size[0] + 70]);
      expect(ranges[0]?.[0]).toBe(0);
    },
  );

  it("counts the chunks of 2⁵³ − 1 points without making them, and cuts blocks that would take a chunk minutes", () => {
    const most = Number.MAX_SAFE_INTEGER;
    expect(planOf([most]).count).toBe(2 ** 43);
    const plan = planOf([most, 1, 1]);
    expect(plan.count).toBe(2 ** 31);
    expect(firstOf(plan, 2)).toEqual([
      [0, 2 ** 22],
      [2 ** 22, 2 ** 23],
    ]);
    expect(firstOf(planOf([2 ** 42, 2 ** 24, 2 ** 16]), 1)).toEqual([[0, 2 ** 22]]);
    expect(firstOf(planOf([2 ** 26, 2 ** 20, 2 ** 16]), 1)).toEqual([[0, 2 ** 18]]);
    expect(firstOf(planOf([2 ** 26, 2 ** 18, 2 ** 14]), 1)).toEqual([[0, 2 ** 18]]);
  });

  it.each([1, 2, 3, 7])("shares the chunks of each part between %i workers, neighbours to each", (workers) => {
    const plan = planOf([5000], [70], [3000, 1500, 10]);
    const shares = Array.from({ length: workers }, (_, worker) => {
      const share = plan.shareOf(worker, workers);
      return Array.from({ length: share.count }, (_each, place) => share.at(place));
    });
    expect(shares.flat().toSorted(([a], [b]) => a - b)).toEqual([...plan.ranges()]);
    // What is not a neighbour of the one before begins the run of the next part.
    const gaps = shares.map((share) => share.filter(([start], i) => i > 0 && share[i - 1]?.[1] !== start).length);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(2);
  });

  it("shares the chunks of 2⁵³ − 1 points without making them", () => {
    const share = planOf([Number.MAX_SAFE_INTEGER, 1, 1]).shareOf(1, 2);
    expect(share.count).toBe(2 ** 30);
    expect(share.at(0)).toEqual([2 ** 52, 2 ** 52 + 2 ** 22]);
    expect(share.at(2 ** 30 - 1)).toEqual([2 ** 53 - 2 ** 22, 2 ** 53 - 1]);
  });

  it("has one key for one way to cut", () => {
    const key = (...sizes: Sizes): string => planOf(...sizes).key;
    expect(key([5000, 10, 1], [70])).toBe(key([5000, 10, 1], [70]));
    const others = [key([5000, 10, 1], [70]), key([5001, 10, 1], [69]), key([5000, 7, 1], [70]), key([5000], [70])];
    expect(new Set(others).size).toBe(others.length);
  });
});
