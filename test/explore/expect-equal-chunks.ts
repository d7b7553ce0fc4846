import { expect } from "vitest";
import type { ChunkResult } from "../../src/explore/chunk.ts";
import { sortedByIndex } from "../../src/explore/point-table.ts";

/** Counts, reasons, front, sample and designs of equal throughput. */
export function expectEqualChunks([rows, oneByOne]: readonly [ChunkResult, ChunkResult]): void {
  expect(rows.feasible).toBe(oneByOne.feasible);
  expect(Object.fromEntries(rows.infeasible)).toEqual(Object.fromEntries(oneByOne.infeasible));
  expect(Object.fromEntries(rows.failed)).toEqual(Object.fromEntries(oneByOne.failed));
  expect(rows.front).toEqual(oneByOne.front);
  expect(rows.cloud).toEqual(oneByOne.cloud);
  expect(sortedByIndex(rows.equalThroughput)).toEqual(sortedByIndex(oneByOne.equalThroughput));
}
