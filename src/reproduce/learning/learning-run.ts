import type { LayerStatistics } from "../../../models/training/record/statistics.ts";
import type { TrainingResult } from "../../../models/training/run/train-on-device.ts";
import type { LearningRun } from "../../core/learning-reproduction.ts";

/** The part of a training's result that the experiment keeps. */
export function learningRun(seed: number, result: TrainingResult): LearningRun {
  const { accuracy, floatAccuracy, outcome, statistics } = result;
  const { layers, examples } = statistics;
  const sum = (value: (layer: LayerStatistics) => number): number =>
    layers.reduce((total, layer) => total + value(layer), 0);
  const synapses = sum(({ rows, columns }) => rows * columns);
  const updates = sum(({ perExample }) => perExample.updates);
  return {
    seed,
    accuracy,
    floatAccuracy,
    outcome,
    pulses: Math.round(examples * sum(({ perExample }) => perExample.ltpPulses + perExample.ltdPulses)),
    refreshedPairs: sum(({ refreshedPairs }) => refreshedPairs),
    meanPulsesPerDevice: sum(({ rows, columns, endurance }) => endurance.mean * rows * columns) / synapses,
    mostPulsesPerDevice: layers.reduce((most, { endurance }) => Math.max(most, endurance.most), 0),
    clippedUpdates:
      updates === 0 ? 0 : sum(({ clippedUpdates, perExample }) => clippedUpdates * perExample.updates) / updates,
  };
}
