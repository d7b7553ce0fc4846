import { describe, expect, it } from "vitest";
import { meanRecord } from "../../../../models/training/record/mean-record.ts";
import type { LayerRecord, TrainingRecord } from "../../../../models/training/record/training-record.ts";

const PER_EXAMPLE = {
  updates: 1,
  ltpPulses: 2,
  ltdPulses: 3,
  resets: 4,
  ltpSlots: 5,
  ltdSlots: 6,
  bothSlots: 7,
  resetSlots: 8,
  controlCycles: 9,
  reads: 10,
  ltpConductance: 11,
  ltdConductance: 12,
  resetConductance: 13,
};

function layer(times: number, most: number): LayerRecord {
  return {
    examples: 40,
    clippedUpdates: times,
    refreshedPairs: 2 * times,
    loopPulses: 3 * times,
    endurance: { mean: times, most },
    perExample: Object.fromEntries(
      Object.entries(PER_EXAMPLE).map(([name, value]) => [name, times * value]),
    ) as typeof PER_EXAMPLE,
  };
}

function trained(accuracy: number, times: number, most: number): TrainingRecord {
  const diverged = accuracy < 0.2;
  return {
    kind: "trained",
    accuracy,
    floatAccuracy: 0.9,
    diverged,
    layers: [layer(times, most)],
    sample: [],
    warnings: [],
  };
}

describe("meanRecord(outcomes)", () => {
  it("takes means over seeds, of endurance the most, and counts those that diverged", () => {
    const mean = meanRecord([trained(0.1, 1, 7), trained(0.5, 3, 5)]);
    expect(mean).toMatchObject({ kind: "trained", accuracy: 0.3, accuracies: [0.1, 0.5], divergedRuns: 1 });
    expect(mean).toMatchObject({ layers: [layer(2, 7)] });
  });

  it("refuses all for one that is refused, and where nothing was trained", () => {
    const refused = { kind: "refused", reason: "too wide" } as const;
    expect(meanRecord([trained(0.5, 1, 1), refused])).toEqual(refused);
    expect(meanRecord([])).toEqual({ kind: "refused", reason: "no seed was trained" });
  });
});
