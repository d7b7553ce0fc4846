import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bufferTree, FAN_OUT_LIMIT, treeFill } from "../../src/core/fan-out.ts";

describe("bufferTree(readers, pins)", () => {
  it("needs nothing up to the limit", () => {
    expect(bufferTree(FAN_OUT_LIMIT, 1)).toEqual({ buffers: 0, levels: 0, rootPins: 10 });
    expect(bufferTree(3, 3)).toEqual({ buffers: 0, levels: 0, rootPins: 9 });
    expect(bufferTree(0, 1)).toEqual({ buffers: 0, levels: 0, rootPins: 0 });
  });

  it("gives each ten readers of one pin a buffer, and the buffers buffers", () => {
    expect(bufferTree(11, 1)).toEqual({ buffers: 2, levels: 1, rootPins: 2 });
    expect(bufferTree(100, 1)).toEqual({ buffers: 10, levels: 1, rootPins: 10 });
    expect(bufferTree(101, 1)).toEqual({ buffers: 11 + 2, levels: 2, rootPins: 2 });
    expect(bufferTree(1001, 1)).toEqual({ buffers: 101 + 11 + 2, levels: 3, rootPins: 2 });
  });

  it("puts three adders of three pins each behind a buffer", () => {
    expect(bufferTree(4, 3)).toEqual({ buffers: 2, levels: 1, rootPins: 2 });
    expect(bufferTree(30, 3)).toEqual({ buffers: 10, levels: 1, rootPins: 10 });
  });

  it("gives every reader beyond the limit its own buffer, but a single one none", () => {
    expect(bufferTree(2, 11)).toEqual({ buffers: 2, levels: 1, rootPins: 2 });
    expect(bufferTree(1, 99)).toEqual({ buffers: 0, levels: 0, rootPins: 99 });
  });

  it("never leaves the driver of several readers more than the limit", () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 20_000 }), fc.integer({ min: 1, max: 40 }), (readers, pins) => {
        const { buffers, levels, rootPins } = bufferTree(readers, pins);
        expect(rootPins).toBeLessThanOrEqual(FAN_OUT_LIMIT);
        expect(buffers === 0).toBe(levels === 0);
        if (levels > 0) expect(buffers * FAN_OUT_LIMIT).toBeGreaterThanOrEqual(readers * Math.min(pins, FAN_OUT_LIMIT));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

describe("treeFill(pins)", () => {
  it("is what a buffer drives, of what it may, at each level of the tree", () => {
    expect([5, FAN_OUT_LIMIT].map(treeFill)).toEqual([0, 0]);
    expect(treeFill(20)).toBe(1);
    expect(treeFill(11)).toBeCloseTo(5.5 / 10, 9);
    expect(treeFill(101)).toBeCloseTo((101 / 11 + 11 / 2) / 10, 9);
  });
});
