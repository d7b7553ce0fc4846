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
});
