import { describe, expect, it } from "vitest";
import { DataSource } from "../../../../generators/streaming-core/activity/data.ts";
import { FloatSums, treeAdders } from "../../../../generators/streaming-core/activity/float-sums.ts";
import { firstTile, stepOrder } from "../../../../generators/streaming-core/activity/schedule.ts";
import { FLOAT_FORMATS } from "../../../../generators/numeric/float-format.ts";

const STATISTICS = { zeroWeights: 0.42, activationDeviation: 0.28, seed: 1 };
const TILES = 16;

function sumsOf(partials: number, tileStays = false, tileInputs = 6): FloatSums {
  const data = new DataSource(STATISTICS, { format: FLOAT_FORMATS.fp16 });
  return new FloatSums(data, { order: stepOrder(tileStays, TILES), tileInputs, partials });
}

describe("FloatSums", () => {
  it.each([1, 2, 4])("gives tile t of an output to sum t mod %d, which begins at 0 with each output", (partials) => {
    const sums = sumsOf(partials);
    const expected = new Map<number, number>();
    for (let step = 0; step < 3 * TILES; step++) {
      sums.begin(step);
      for (const stream of [0, 5, 31]) {
        const tile = (firstTile(TILES, stream) + step) % TILES;
        const { before, added } = sums.add(step, stream);
        const place = stream * partials + (tile % partials);
        if (tile < partials) expect(before).toBe(0);
        else if (expected.has(place)) expect(before).toBe(expected.get(place));
        expected.set(place, before + added);
      }
    }
  });

  it("shows the tree what stands in the sums: one of them changes in a step", () => {
    const sums = sumsOf(4);
    for (let step = 0; step < 40; step++) {
      const before = [0, 1, 2, 3].map((number) => sums.between(number, number + 1, 7));
      sums.add(step, 7);
      const after = [0, 1, 2, 3].map((number) => sums.between(number, number + 1, 7));
      const slot = (firstTile(TILES, 7) + step) % 4;
      after.forEach((sum, number) => expect(number === slot || sum === before[number]).toBe(true));
      expect(sums.between(0, 4, 7)).toBeCloseTo(after[0]! + after[1]! + after[2]! + after[3]!, 9);
    }
  });

  it("adds one activation with changing signs while it stays beside a store", () => {
    const sums = sumsOf(1, true, 1);
    for (let step = 0; step < 30; step++) {
      sums.begin(step);
      const sizes = new Set<number>();
      for (let again = 0; again < 20; again++) sizes.add(Math.abs(sums.add(step, 3).added));
      sizes.delete(0);
      expect(sizes.size).toBe(1);
    }
  });
});

describe("treeAdders(words)", () => {
  it.each([1, 2, 3, 4, 5, 8, 13])("are one fewer than %d words, and the last adds all", (words) => {
    const adders = treeAdders(words);
    expect(adders).toHaveLength(words - 1);
    for (const { from, middle, to } of adders) expect(from < middle && middle < to).toBe(true);
    if (words > 1) expect(adders.at(-1)).toMatchObject({ from: 0, to: words });
  });
});
