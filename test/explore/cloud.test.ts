import { describe, expect, it } from "vitest";

import { METRIC_COUNT } from "../../src/core/metric-row.ts";
import { CloudSample, hashIndex } from "../../src/explore/cloud.ts";
import { forEachPoint } from "../../src/explore/point-table.ts";

const ROW = new Float64Array(METRIC_COUNT).fill(1);

function sampleOf(indices: readonly number[], size: number, limit = Infinity): CloudSample {
  const sample = new CloudSample(7, METRIC_COUNT, size, limit);
  for (const index of indices) sample.add(index, ROW, 0);
  return sample;
}

const INDICES = Array.from({ length: 1000 }, (_, index) => 3 * index);

describe("CloudSample.table", () => {
  it("holds the points of smallest hash, in order of index", () => {
    const expected = INDICES.toSorted((a, b) => hashIndex(a, 7) - hashIndex(b, 7))
      .slice(0, 20)
      .toSorted((a, b) => a - b);
    expect([...sampleOf(INDICES, 20).table().indices]).toEqual(expected);
  });

  it("does not depend on the order of the points", () => {
    expect(sampleOf(INDICES.toReversed(), 20).table()).toEqual(sampleOf(INDICES, 20).table());
  });

  it("is the same when parts are sampled with the limit reached so far, and merged", () => {
    const merged = sampleOf(INDICES.slice(0, 500), 20);
    merged.table();
    forEachPoint(sampleOf(INDICES.slice(500), 20, merged.limit).table(), (index, rows, offset) =>
      merged.add(index, rows, offset),
    );
    expect(merged.table()).toEqual(sampleOf(INDICES, 20).table());
  });

  it("holds all points when there are few", () => {
    expect([...sampleOf([5, 3], 20).table().indices]).toEqual([3, 5]);
  });
});

describe("hashIndex(index, seed)", () => {
  it("gives different numbers to different indices, also near 2³²", () => {
    const indices = [...INDICES, 4_294_967_295, 4_294_967_294, 2_147_483_648];
    expect(new Set(indices.map((index) => hashIndex(index, 1))).size).toBe(indices.length);
  });

  it.each([
    ["that differ in their upper bits only", (i: number) => 2 ** 32 * (i + 1)],
    ["up to 2⁵³ − 1", (i: number) => Number.MAX_SAFE_INTEGER - i],
    ["spread over all of them", (i: number) => 2_199_023_255_531 * i],
  ])("spreads indices evenly below 2³², each alone: indices %s", (_, indexOf) => {
    const hashes = Array.from({ length: 4096 }, (_, i) => hashIndex(indexOf(i), 3));
    expect(new Set(hashes).size).toBe(hashes.length);
    const parts = Array.from({ length: 16 }, (_, part) => {
      const inPart = hashes.filter((hash) => Math.floor(hash / 2 ** 28) === part);
      return inPart.length;
    });
    // 256 each, with a standard deviation of 15.5.
    expect(Math.min(...parts)).toBeGreaterThan(256 - 5 * 15.5);
    expect(Math.max(...parts)).toBeLessThan(256 + 5 * 15.5);
  });

  it("tells apart what is alike in the whole number: 2²¹ indices that 32 bits would give one hash each 2⁹ of", () => {
    const hashes = Array.from({ length: 2 ** 14 }, (_, i) => hashIndex(2 ** 32 * (1 + 128 * i) + 5, 1) % 1);
    expect(new Set(hashes).size).toBeGreaterThan(0.98 * 2 ** 14);
  });
});
