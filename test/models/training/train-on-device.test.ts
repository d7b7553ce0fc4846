import { describe, expect, it } from "vitest";
import { cyclesPerExample } from "../../../models/training/statistics.ts";
import { loadReference, loadTask, type TaskDescription } from "../../../models/training/load-task.ts";
import { trainOnDevice, type TrainingResult, type TrainingRun } from "../../../models/training/train-on-device.ts";
import { trainOnIdealDevice } from "../../../models/training/ablation.ts";
import { trainingKey } from "../../../models/training/training-key.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { device, exponential, unit } from "./units.ts";

const TASK: TaskDescription = {
  dataSeed: 1,
  layers: [100, 30, 10],
  activation: "sigmoid",
  epochs: 3,
  examples: 1200,
  batch: 1,
  learningRate: 0.2,
  weightRange: 1,
  deltaScale: "fixed",
};

const STOCHASTIC: ParameterValues = { rounding: "stochastic" };

function run(
  values: ParameterValues,
  changed: Partial<TrainingRun> = {},
  task: Partial<TaskDescription> = {},
): TrainingRun {
  const description = { ...TASK, ...task };
  const seed = changed.seed ?? 1;
  return {
    device: device(),
    unit: unit({ ...STOCHASTIC, ...values }),
    task: loadTask(description),
    seed,
    reference: loadReference(description, seed),
    ...changed,
  };
}

const train = (...args: Parameters<typeof run>): TrainingResult => trainOnDevice(run(...args));

describe("trainOnDevice(run)", () => {
  it("a linear device with 64 states comes near to floating point, the ideal device nearer", () => {
    const result = train({});
    expect(result.floatAccuracy).toBeGreaterThan(0.8);
    expect(result.lossToFloat).toBeLessThan(0.08);
    expect(result.lossToFloat).toBeCloseTo(result.floatAccuracy - result.accuracy, 12);
    expect(result.initialAccuracy).toBeLessThan(0.25);
    expect(trainOnIdealDevice(run({})).lossToFloat).toBeLessThan(0.04);
  });

  it("the same seed gives the same result, another seed another", () => {
    const noisy = device({ cycleToCycle: { of: "range", sigma: 0.02 } });
    const task = { epochs: 1, examples: 300 };
    const [first, again] = [train({}, { device: noisy }, task), train({}, { device: noisy }, task)];
    expect(again).toEqual(first);
    expect(train({}, { device: noisy, seed: 2 }, task).statistics).not.toEqual(first.statistics);
  });

  it("an asymmetric device learns better in a unidirectional pair than alone (C4, C5 of the anchors)", () => {
    const asymmetric = device({ ltp: exponential(2.4), ltd: exponential(-4.88) });
    const alone = train({}, { device: asymmetric });
    const pair = train({ scheme: "pair-unidirectional", refresh: "open-loop" }, { device: asymmetric });
    expect(pair.accuracy).toBeGreaterThan(alone.accuracy + 0.05);
    expect(pair.statistics.layers.map(({ perExample }) => perExample.ltdPulses)).toEqual([0, 0]);
    expect(pair.statistics.layers[1]?.refreshedPairs).toBeGreaterThan(0);
  });

  it.each([
    ["stochastic trains", { product: "coincidence", encoding: "stochastic", maxPulses: 31, rounding: "round" }, 0.65],
    ["accumulator", { accumulator: "cell", accumulatorBits: 20 }, 0.7],
    ["pair-bidirectional", { scheme: "pair-bidirectional" }, 0.7],
    ["pair-fixed", { scheme: "pair-fixed" }, 0.7],
    ["write-verified", { writeVerify: "on" }, 0.7],
    ["verified refresh", { scheme: "pair-unidirectional", refresh: "verified" }, 0.7],
    ["signed x", { xSign: "signed" }, 0.7],
  ])("%s learns", (_, values, least) => {
    expect(train(values, {}, { epochs: 2 }).accuracy).toBeGreaterThan(least);
  });

  it("mini-batches, relu and two hidden layers learn", () => {
    expect(train({}, {}, { batch: 8, learningRate: 0.1 }).accuracy).toBeGreaterThan(0.7);
    expect(train({}, {}, { activation: "relu", learningRate: 0.02 }).accuracy).toBeGreaterThan(0.6);
    expect(train({}, {}, { layers: [100, 30, 20, 10], epochs: 5 }).accuracy).toBeGreaterThan(0.4);
  });

  it("a normaliser by powers of two learns, too", () => {
    expect(train({}, {}, { deltaScale: "power-of-two", epochs: 2 }).accuracy).toBeGreaterThan(0.7);
  });

  it("shows the trap of the clamp: many states, one pulse, and the updates are clipped", () => {
    const fine = device({ pulses: 1024 });
    const clamped = train({ maxPulses: 1 }, { device: fine }, { epochs: 1 });
    const wide = train({ maxPulses: 127 }, { device: fine }, { epochs: 1 });
    expect(clamped.statistics.layers[1]?.clippedUpdates).toBeGreaterThan(0.3);
    expect(wide.statistics.layers[1]?.clippedUpdates).toBeLessThan(0.02);
    expect(wide.accuracy).toBeGreaterThan(clamped.accuracy + 0.1);
  });

  it("a run that diverges is a result: devices that cannot move", () => {
    const result = train({}, { device: device({ stuck: { fraction: 1, at: "minimum" } }) }, { epochs: 1 });
    expect(result.outcome).toBe("diverged");
    expect(result.accuracy).toBeLessThan(0.2);
  });

  it("a floating-point reference that explodes is a result, too", () => {
    const task = { activation: "relu" as const, learningRate: 900, epochs: 1, examples: 100 };
    const { floatAccuracy } = train({}, {}, task);
    expect(floatAccuracy).toBeLessThan(0.5);
  });

  it("statistics say what a cost model needs, per example", () => {
    const { statistics } = train({}, {}, { epochs: 1, examples: 200 });
    expect(statistics).toMatchObject({ examples: 200, examplesPerEpoch: 200 });
    const [hidden] = statistics.layers;
    expect(hidden).toMatchObject({ rows: 100, columns: 30, operations: 200 });
    const { ltpPulses, ltdPulses, ltpSlots, ltdSlots, ltpConductance, updates } = hidden?.perExample ?? NONE;
    expect(updates).toBeGreaterThan(1);
    expect(ltpPulses).toBeGreaterThanOrEqual(ltpSlots);
    expect(ltdPulses).toBeGreaterThanOrEqual(ltdSlots);
    expect(ltpConductance / ltpPulses).toBeCloseTo(0.5, 1);
    expect(hidden?.endurance.mean).toBeCloseTo((200 * (ltpPulses + ltdPulses)) / 3000, 9);
    const cycles = cyclesPerExample(statistics, { ltpWidth: 50, ltdWidth: 100, resetWidth: 1, gap: 2 });
    const slots = statistics.layers.map(({ perExample }) => perExample);
    const sum = (of: (each: typeof NONE) => number): number => slots.reduce((total, each) => total + of(each), 0);
    expect(cycles.pulsing).toBeCloseTo(50 * sum((each) => each.ltpSlots) + 100 * sum((each) => each.ltdSlots), 6);
    const gaps = 2 * sum((each) => each.ltpSlots + each.ltdSlots);
    expect(cycles.all).toBeCloseTo(cycles.pulsing + gaps + sum((each) => each.controlCycles), 6);
  });

  it.each([
    ["outputs for fewer classes", {}, {}, { layers: [100, 30, 4] }, "layers: got 4 outputs, expected at least the 10"],
    ["a layer that no unit holds", {}, {}, { layers: [100, 2000, 10] }, "expected integers from 1 to 1024"],
    ["sizes that no images have", {}, {}, { layers: [101, 10] }, "layers: got 101 inputs, expected a square"],
    [
      "a random period shorter than the stream",
      {
        product: "coincidence",
        encoding: "stochastic",
        rounding: "round",
        maxPulses: 127,
        lfsrBits: 8,
        lanes: 1,
        columns: 1,
      },
      {},
      {},
      "layer 1 (100x30): lfsrBits: got 8, expected more bits: 255 words until they repeat",
    ],
    [
      "LTD of a unidirectional device",
      {},
      { device: device({ polarity: "unidirectional" }) },
      {},
      "expected pair-unidirectional",
    ],
    [
      "an accumulator whose scale changes",
      { accumulator: "cell", accumulatorBits: 20 },
      {},
      { deltaScale: "power-of-two" },
      "deltaScale: got power-of-two, expected fixed",
    ],
  ] as const)("refuses %s", (_, values, changed, task, message) => {
    expect(() => train(values, changed, task)).toThrow(message);
  });
});

const NONE = {
  updates: 0,
  ltpPulses: 0,
  ltdPulses: 0,
  ltpSlots: 0,
  ltdSlots: 0,
  ltpConductance: 0,
  controlCycles: 0,
};

describe("trainingKey(run)", () => {
  it("is the same for the same physics, circuit, data and seed, whatever they are called", () => {
    const key = trainingKey(run({}));
    expect(trainingKey(run({}, { device: { ...device(), name: "other", title: "renamed" } }))).toBe(key);
    expect(trainingKey(run({ widthBits: 20, rows: 7 }))).toBe(key);
    expect(key).toMatch(/^[0-9a-f]{64}$/);
  });

  it("changes with device, unit, task, data and seed", () => {
    const keys = [
      run({}),
      run({}, { device: device({ pulses: 65 }) }),
      run({ xBits: 7 }),
      run({}, {}, { learningRate: 0.3 }),
      run({}, {}, { dataSeed: 2 }),
      run({}, { seed: 2 }),
    ].map(trainingKey);
    expect(new Set(keys).size).toBe(keys.length);
  });
});
