import { describe, expect, it } from "vitest";
import { firstOf, resized, shuffled, split, type Examples } from "../../../../models/training/data/data-set.ts";
import { Random } from "../../../../src/core/random.ts";

const examples = (images: readonly (readonly number[])[]): Examples => ({
  count: images.length,
  inputs: images[0]?.length ?? 0,
  pixels: Uint8Array.from(images.flat()),
  labels: Uint8Array.from(images, (_, label) => label),
});

describe("resized(examples, inputs, where)", () => {
  it("takes means of square blocks: 4x4 to 2x2", () => {
    const image = [
      [0, 4, 8, 8],
      [4, 8, 8, 8],
      [1, 1, 0, 0],
      [1, 2, 0, 255],
    ].flat();
    expect([...resized(examples([image]), 4, "layers").pixels]).toEqual([4, 8, 1, 64]);
  });

  it("takes the middle where blocks do not fill the image: 5x5 to 2x2 loses the last row and column", () => {
    const image = Array.from({ length: 25 }, (_, at) => (at % 5 === 4 || at >= 20 ? 200 : 10));
    expect([...resized(examples([image]), 4, "layers").pixels]).toEqual([10, 10, 10, 10]);
  });

  it("is the same set for its own size, and refuses what no block leads to", () => {
    const set = examples([Array.from({ length: 16 }, () => 1)]);
    expect(resized(set, 16, "layers")).toBe(set);
    for (const inputs of [5, 25]) expect(() => resized(set, inputs, "layers")).toThrow(`layers: got ${inputs} inputs`);
  });
});

describe("split(pool, seed)", () => {
  const pool = examples(Array.from({ length: 13 }, (_, at) => [at]));

  it("keeps every sixth for testing and loses none", () => {
    const { train, test } = split(pool, 3);
    expect([train.count, test.count]).toEqual([11, 2]);
    expect([...train.labels, ...test.labels].toSorted((a, b) => a - b)).toEqual([...pool.labels]);
    // A label stays with its pixels.
    expect([...train.pixels]).toEqual([...train.labels]);
  });

  it("is the same for the same seed, another for another", () => {
    expect(split(pool, 3)).toEqual(split(pool, 3));
    expect(split(pool, 3)).not.toEqual(split(pool, 4));
  });
});

describe("shuffled(count, random) and firstOf(examples, count)", () => {
  it("holds every number once", () => {
    expect([...shuffled(50, new Random(1))].toSorted((a, b) => a - b)).toEqual(Array.from({ length: 50 }, (_, i) => i));
  });

  it("gives the first ones, or all there are", () => {
    const pool = examples([[1], [2], [3]]);
    expect([...firstOf(pool, 2).pixels]).toEqual([1, 2]);
    expect(firstOf(pool, 9).count).toBe(3);
  });
});
