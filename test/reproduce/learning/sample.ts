import { intervalOf, pairedInterval } from "../../../src/core/confidence.ts";
import type { LearningPoint } from "../../../src/core/learning-reproduction.ts";
import type { UpdateMethod } from "../../../src/core/update-methods.ts";

/** Made-up accuracies by seed in floating point. */
export const FLOAT = [0.9, 0.91, 0.89];

/** A made-up point: floating point less `loss` points, and a spread of `spread` points between seeds. */
export function learned(condition: string, method: UpdateMethod, loss: number, spread = 0.1): LearningPoint {
  const accuracies = FLOAT.map((each, i) => each - (loss + (i - 1) * spread) / 100);
  const runs = accuracies.map((accuracy, i) => ({
    seed: i + 1,
    accuracy,
    floatAccuracy: FLOAT[i] ?? 0,
    outcome: "trained" as const,
    pulses: 1000,
    refreshedPairs: method === "pair-unidirectional" ? 12 : 0,
    meanPulsesPerDevice: 20,
    mostPulsesPerDevice: 90,
    clippedUpdates: 0.01,
  }));
  return {
    condition,
    method,
    runs,
    accuracy: intervalOf(accuracies),
    lossToFloat: pairedInterval(FLOAT, accuracies),
    refreshesPerThousandPulses: method === "pair-unidirectional" ? 12 : 0,
    meanPulsesPerDevice: 20,
    mostPulsesPerDevice: 90,
    clippedUpdates: 0.01,
  };
}

/** A condition with all methods: losses [points] of single (and one fixed), bidirectional, unidirectional. */
export function learnedAll(
  condition: string,
  [single, bidirectional, unidirectional]: readonly [number, number, number],
): readonly LearningPoint[] {
  return [
    learned(condition, "single", single),
    learned(condition, "pair-bidirectional", bidirectional),
    learned(condition, "pair-unidirectional", unidirectional),
    learned(condition, "pair-fixed", single),
  ];
}
