import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  arraysOf,
  isLegalSetting,
  legalSetting,
  rateOf,
  settingFaults,
  settingsNamed,
  TASK_SETTINGS,
  TRAINING_SETTINGS,
  USUAL_TRAINING,
  type TrainingSetting,
} from "../../src/core/training.ts";

const SETTINGS = Object.entries<TrainingSetting>(TRAINING_SETTINGS);

describe("TRAINING_SETTINGS", () => {
  it("has defaults that are legal, and USUAL_TRAINING is them: 196-32-10 on the built-in digits", () => {
    for (const [name, setting] of SETTINGS) expect(isLegalSetting(setting, setting.usual), name).toBe(true);
    expect(USUAL_TRAINING).toEqual({
      layers: [196, 32, 10],
      data: "digits",
      examples: 2000,
      epochs: 2,
      learningRate: 0.2,
      batch: 1,
      weightRange: 2,
      activation: "sigmoid",
      deltaScale: "power-of-two",
      layerRates: [],
      output: "softmax",
      biases: "none",
      dacBits: 0,
      sumBits: 0,
      errorBits: 0,
      readNoise: 0,
      wordPeriod: 1000,
      seeds: 1,
      runs: 200,
    });
  });

  it("is the table of docs/synapse.md", () => {
    const text = readFileSync(new URL("../../docs/synapse.md", import.meta.url), "utf8");
    const rows = [...text.matchAll(/^\| `(\w+)` +\| (.*?) +\| (.*?) +\|$/gm)].map(([, ...cells]) => cells);
    const table = rows.slice(
      rows.findIndex(([name]) => name === "layers"),
      rows.findIndex(([name]) => name === "runs") + 1,
    );
    const shown = (value: unknown) => (Array.isArray(value) ? `[${value.join(", ")}]` : String(value));
    expect(table).toEqual(SETTINGS.map(([name, { usual, description }]) => [name, shown(usual), description]));
  });
});

describe("settingsNamed(names, settings)", () => {
  it("takes those of a task in the order of results, from more than a task has", () => {
    const task = { ...USUAL_TRAINING, dataSeed: 3, epochs: 7 };
    expect(
      Object.entries(settingsNamed(TASK_SETTINGS, task)).map(([name, value]) => `${name} ${String(value)}`),
    ).toEqual([
      "layers 196,32,10",
      "data digits",
      "activation sigmoid",
      "epochs 7",
      "examples 2000",
      "batch 1",
      "learningRate 0.2",
      "layerRates ",
      "weightRange 2",
      "output softmax",
      "biases none",
      "deltaScale power-of-two",
      "dacBits 0",
      "sumBits 0",
      "errorBits 0",
      "readNoise 0",
      "wordPeriod 1000",
    ]);
  });
});

describe("settingFaults(settings)", () => {
  it("names each setting that is not legal, and what is", () => {
    const faults = settingFaults({ epochs: 0, learningRate: 0, layers: [196], batch: 1.5, examples: 5 });
    expect(faults.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      "layers: got 196, expected two or more whole numbers from 1 to 16384, e.g. 196,32,10",
      "epochs: got 0, expected an integer from 1 to 10000",
      "learningRate: got 0, expected a number above 0, at most 1000000",
      "batch: got 1.5, expected an integer from 1 to 100000",
    ]);
  });

  it("takes the ends of the ranges, and refuses what lies beyond", () => {
    expect(settingFaults({ layers: [16_384, 1], epochs: 10_000, weightRange: 1e6, seeds: 100, data: "x" })).toEqual([]);
    expect(settingFaults({ layers: [16_385, 1], epochs: 10_001, weightRange: 1e7, seeds: 101, data: "" })).toHaveLength(
      5,
    );
  });
});

describe("arraysOf(task) and rateOf(task, layer)", () => {
  it("a bias is one more row; rates are those of layers, or one for all", () => {
    const layers = [784, 1500, 10];
    expect(arraysOf({ layers, biases: "none" })).toEqual([
      { rows: 784, columns: 1500 },
      { rows: 1500, columns: 10 },
    ]);
    expect(arraysOf({ layers, biases: "row" }).map(({ rows }) => rows)).toEqual([785, 1501]);
    expect([0, 1].map((layer) => rateOf({ learningRate: 0.1, layerRates: [0.4, 0.2] }, layer))).toEqual([0.4, 0.2]);
    expect(rateOf({ learningRate: 0.1, layerRates: [] }, 1)).toBe(0.1);
  });
});

describe("legalSetting(setting)", () => {
  it("lists the choices of deltaScale", () => {
    expect(legalSetting(TRAINING_SETTINGS.deltaScale)).toBe("one of fixed, power-of-two");
  });
});
