import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { bufferTree, FAN_OUT_LIMIT } from "../../src/core/fan-out.ts";

describe("bufferTree(readers, pins)", () => {
  it("needs nothing up to the limit", () => {
    expect(bufferTree(FAN_OUT_LIMIT, 1)).toEqual({ buffers: 0, levels: 0, rootPins: 10, fill: 0 });
    expect(bufferTree(3, 3)).toEqual({ buffers: 0, levels: 0, rootPins: 9, fill: 0 });
    expect(bufferTree(0, 1)).toEqual({ buffers: 0, levels: 0, rootPins: 0, fill: 0 });
  });

  it("gives each ten readers of one pin a buffer, and the buffers buffers", () => {
    expect(bufferTree(11, 1)).toEqual({ buffers: 2, levels: 1, rootPins: 2, fill: 5.5 / 10 });
    expect(bufferTree(100, 1)).toEqual({ buffers: 10, levels: 1, rootPins: 10, fill: 1 });
    expect(bufferTree(101, 1)).toEqual({ buffers: 11 + 2, levels: 2, rootPins: 2, fill: 101 / 11 / 10 + 5.5 / 10 });
    expect(bufferTree(1001, 1)).toEqual({
      buffers: 101 + 11 + 2,
      levels: 3,
      rootPins: 2,
      fill: 1001 / 101 / 10 + 101 / 11 / 10 + 5.5 / 10,
    });
  });

  it("puts three adders of three pins each behind a buffer", () => {
    expect(bufferTree(4, 3)).toEqual({ buffers: 2, levels: 1, rootPins: 2, fill: 6 / 10 });
    expect(bufferTree(30, 3)).toEqual({ buffers: 10, levels: 1, rootPins: 10, fill: 9 / 10 });
  });

  it("gives every reader beyond the limit its own buffer, but a single one none", () => {
    expect(bufferTree(2, 11)).toEqual({ buffers: 2, levels: 1, rootPins: 2, fill: 11 / 10 });
    expect(bufferTree(1, 99)).toEqual({ buffers: 0, levels: 0, rootPins: 99, fill: 0 });
  });

  it("says what a buffer drives, of what it may, at each level", () => {
    expect(bufferTree(20, 1).fill).toBe(1);
    expect([5, FAN_OUT_LIMIT].map((pins) => bufferTree(pins, 1).fill)).toEqual([0, 0]);
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
