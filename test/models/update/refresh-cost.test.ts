import { describe, expect, it } from "vitest";
import type { LayerRecord } from "../../../models/training/record/training-record.ts";
import { refreshCost } from "../../../models/update/refresh-cost.ts";
import { tilesOf } from "../../../models/update/tiles.ts";
import { unit } from "../training/units.ts";

const SHAPE = { scheme: "pair-unidirectional", refresh: "open-loop", rows: 4, columns: 4, lanes: 2 } as const;
const WIDTHS = { ltpWidth: 10, ltdWidth: 20, resetWidth: 30, gap: 0 };

/** One layer of 8 × 4: per example 2 slots that reset 4 pairs (8 devices), each rewritten with 12 pulses in all. */
const LAYER: LayerRecord = {
  examples: 10,
  clippedUpdates: 0,
  refreshedPairs: 40,
  loopPulses: 12,
  endurance: { mean: 1, most: 1 },
  perExample: {
    updates: 0,
    ltpPulses: 12,
    ltdPulses: 0,
    resets: 8,
    ltpSlots: 0,
    ltdSlots: 0,
    bothSlots: 0,
    resetSlots: 2,
    controlCycles: 0,
    reads: 0,
    ltpConductance: 0,
    ltdConductance: 0,
    resetConductance: 0,
  },
};

function costOf(refresh: "none" | "open-loop", period: number) {
  const shape = unit({ ...SHAPE, refresh });
  const layers = [{ rows: 8, columns: 4 }];
  const mean = {
    kind: "trained",
    accuracy: 1,
    floatAccuracy: 1,
    accuracies: [1],
    divergedRuns: 0,
    sample: [],
    warnings: [],
  } as const;
  return refreshCost(
    shape,
    { ...mean, layers: [LAYER] },
    { layers, tiles: tilesOf(layers, shape), period, widths: WIDTHS },
  );
}

describe("refreshCost(shape, record, about)", () => {
  it("spreads slots over arrays by their synapses, and scans over the period", () => {
    // Two arrays, half each: 1 reset slot; 12 pulses · 2 slots · 2 devices ÷ 8 resets = 6 slots of rewriting, 3 an array.
    // A scan is 3 cycles · 4 rows · 2 batches, once in 12 updates: 2.
    expect(costOf("open-loop", 12)).toEqual({
      slowest: 2 + 1 + 3 + 30 + 3 * 10,
      slowestPulsing: 30 + 3 * 10,
      working: 2 * (2 + 1 + 3),
      waiting: 2 * (30 + 3 * 10),
      resetSlots: 2,
      rewriteSlots: 6,
      resets: 8,
      rewritePulses: 12,
    });
  });

  it("never scans with period 0, and costs nothing without refresh", () => {
    expect(costOf("open-loop", 0)?.working).toBe(2 * (1 + 3));
    expect(costOf("none", 12)).toBeUndefined();
  });
});
