import { describe, expect, it } from "vitest";
import {
  firstTile,
  isNewTile,
  phasesOf,
  stepOrder,
  tileOf,
} from "../../../../generators/streaming-core/activity/schedule.ts";

/** 0 hold, 1 first, 2 last, 3 warm-up. */
const HELD = stepOrder(true, 4);
const CHAINED = stepOrder(false, 4);

describe("stepOrder(tileStays, inputTiles)", () => {
  it("rounds tiles to a power of two, to 1024 at most", () => {
    expect([1, 3, 5, 6, 100_000].map((tiles) => stepOrder(false, tiles).tiles)).toEqual([1, 4, 4, 8, 1024]);
  });
});

describe("phasesOf(order, warmUp)", () => {
  it("is first, hold, last again and again where tiles stay, behind whole tiles of warm-up", () => {
    const phases = phasesOf(HELD, 4);
    expect([...phases.subarray(0, 12)]).toEqual([3, 3, 3, 3, 3, 3, 1, 0, 2, 1, 0, 2]);
    expect(phases.length).toBe(6 + 48);
  });

  it("is first in every step where each brings a tile", () => {
    expect(new Set(phasesOf(CHAINED, 0))).toEqual(new Set([1]));
  });
});

describe("tileOf(order, step) and isNewTile(order, step)", () => {
  it("changes the tile after three steps, or after each", () => {
    const steps = [0, 1, 2, 3, 4];
    expect(steps.map((step) => tileOf(HELD, step))).toEqual([0, 0, 0, 1, 1]);
    expect(steps.map((step) => isNewTile(HELD, step))).toEqual([true, false, false, true, false]);
    expect(steps.map((step) => isNewTile(CHAINED, step))).toEqual([true, true, true, true, true]);
  });
});

describe("firstTile(tiles, stream)", () => {
  it("spreads the 32 streams over the product", () => {
    expect([0, 1, 16, 31].map((stream) => firstTile(64, stream))).toEqual([0, 2, 32, 62]);
    expect([0, 15, 16, 31].map((stream) => firstTile(2, stream))).toEqual([0, 0, 1, 1]);
  });
});
