import { describe, expect, it } from "vitest";
import type { KeyOutcome } from "../../models/training/record/mean-record.ts";
import type { DataSet } from "../../models/training/data/data-set.ts";
import { trainingSummarySchema } from "../../src/core/training-summary.ts";
import type { TrainingSettings } from "../../src/core/training.ts";
import { trainingSummary } from "../../src/learn/summary.ts";
import { RECORD } from "../models/update/one-example.ts";
import { device } from "../models/training/units.ts";

/** Every setting differs from its default. */
const TRAINING: TrainingSettings = {
  layers: [4, 3, 2],
  data: "a-folder",
  examples: 1000,
  epochs: 5,
  learningRate: 0.5,
  batch: 7,
  weightRange: 3,
  activation: "relu",
  deltaScale: "fixed",
  layerRates: [0.5, 0.25],
  output: "mse",
  biases: "row",
  dacBits: 7,
  sumBits: 9,
  errorBits: 8,
  readNoise: 0.06,
  wordPeriod: 77,
  seeds: 2,
  runs: 9,
};
const images = (count: number) => ({
  count,
  inputs: 4,
  pixels: new Uint8Array(4 * count),
  labels: new Uint8Array(count),
});
/** A folder with fewer examples than asked for. */
const DATA: DataSet = { title: "a folder", classes: 2, train: images(30), test: images(10), notices: [] };
const ARRAY = { wireCapacitanceFfPerUm: 0.25, cellPitchUm: 1.5 };

function summary(trained: readonly (readonly [string, KeyOutcome])[]) {
  return trainingSummary({
    training: TRAINING,
    task: { ...TRAINING, data: DATA, examples: 30 },
    devices: new Map([["mine.json", { ...device(), ltp: { pulses: 10, response: { kind: "linear" } } }]]),
    keys: 6,
    trained,
    floatAccuracy: 0.75,
    array: ARRAY,
    nameOf: (key) => `unit ${key}`,
  });
}

describe("trainingSummary(about)", () => {
  it("states data as read, settings as asked, and where the numbers of devices come from", () => {
    const { notes, ...stated } = summary([]);
    expect(stated).toEqual({
      data: "a folder",
      trainExamples: 30,
      testExamples: 10,
      layers: [4, 3, 2],
      activation: "relu",
      epochs: 5,
      batch: 7,
      learningRate: 0.5,
      layerRates: [0.5, 0.25],
      weightRange: 3,
      output: "mse",
      biases: "row",
      dacBits: 7,
      sumBits: 9,
      errorBits: 8,
      readNoise: 0.06,
      wordPeriod: 77,
      seeds: 2,
      budget: 9,
      runs: 0,
      keys: 6,
      trainedKeys: 0,
      divergedRuns: 0,
      floatAccuracy: 0.75,
      devices: [{ device: "mine.json", title: "a device of a test", source: "made up", states: [10, 64] }],
      wireCapacitanceFfPerUm: 0.25,
      cellPitchUm: 1.5,
      warnings: [],
    });
    for (const note of notes) expect(note).toMatch(/^[A-Z].*\.$/);
  });

  it("counts runs of all keys, and those that diverged of keys that could be trained", () => {
    const refused: KeyOutcome = { kind: "refused", reason: "too long" };
    const { runs, trainedKeys, divergedRuns, floatAccuracy } = summary([
      ["a", refused],
      ["b", { ...RECORD, divergedRuns: 1, floatAccuracy: 0.8 }],
      ["c", { ...RECORD, divergedRuns: 2 }],
    ]);
    expect({ runs, trainedKeys, divergedRuns, floatAccuracy }).toEqual({
      runs: 3 * 2,
      trainedKeys: 2,
      divergedRuns: 1 + 2,
      floatAccuracy: 0.8,
    });
  });

  it("lists the warnings of trained units by the unit's words", () => {
    const warnings = ["output layer: set rounding stochastic"];
    const { warnings: stated } = summary([
      ["a", { ...RECORD, warnings }],
      ["b", RECORD],
    ]);
    expect(stated).toEqual([{ unit: "unit a", warning: warnings[0] }]);
  });

  it("has the keys of trainingSummarySchema in its order, which is that of manifests", () => {
    expect(Object.keys(summary([]))).toEqual(Object.keys(trainingSummarySchema.properties));
  });
});
