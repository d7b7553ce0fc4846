import { describe, expect, it } from "vitest";
import {
  loadReference,
  loadTask,
  type TaskDescription,
  trainingKey,
  type TrainingResult,
  type TrainingRun,
  trainOnDevice,
  trainOnIdealDevice,
} from "../../../../models/training/index.ts";
import type { ParameterValues } from "../../../../src/core/parameters.ts";
import { device, exponential, unit } from "../units.ts";
import { cyclesPerExample } from "../../../support/cycles-per-example.ts";
import { PLAIN_TRAINING } from "../../../support/plain-training.ts";

const TASK: TaskDescription = {
  data: "digits",
  dataSeed: 1,
  layers: [144, 30, 10],
  activation: "sigmoid",
  epochs: 3,
  examples: 1500,
  batch: 1,
  learningRate: 0.1,
  weightRange: 1,
  deltaScale: "fixed",
  ...PLAIN_TRAINING,
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

describe("trainOnDevice(run)", { timeout: 30_000 }, () => {
  it("a linear device with 64 states comes near to floating point, the ideal device nearer", () => {
    const result = train({});
    expect(result.floatAccuracy).toBeGreaterThan(0.78);
    expect(result.lossToFloat).toBeLessThan(0.06);
    expect(result.lossToFloat).toBeCloseTo(result.floatAccuracy - result.accuracy, 12);
    expect(result.initialAccuracy).toBeLessThan(0.25);
    expect(trainOnIdealDevice(run({})).lossToFloat).toBeLessThan(0.03);
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
    expect(pair.accuracy).toBeGreaterThan(alone.accuracy + 0.2);
    expect(pair.lossToFloat).toBeLessThan(0.1);
    expect(pair.statistics.layers.map(({ perExample }) => perExample.ltdPulses)).toEqual([0, 0]);
    expect(pair.statistics.layers[1]?.refreshedPairs).toBeGreaterThan(0);
  });

  it.each([
    ["stochastic trains", { product: "coincidence", encoding: "stochastic", maxPulses: 31 }],
    ["accumulator", { accumulator: "cell", accumulatorBits: 20 }],
    ["pair-bidirectional", { scheme: "pair-bidirectional" }],
    ["pair-fixed", { scheme: "pair-fixed" }],
    ["write-verify", { writeVerify: "on" }],
    ["verified refresh", { scheme: "pair-unidirectional", refresh: "verified" }],
    ["signed x", { xSign: "signed" }],
  ])("%s comes near to floating point, too", (_, values) => {
    expect(train(values).lossToFloat).toBeLessThan(0.09);
  });

  it.each([
    ["mini-batches", { batch: 8 }],
    ["relu", { activation: "relu", learningRate: 0.02 }],
    ["a normaliser by powers of two", { deltaScale: "power-of-two" }],
    ["two hidden layers", { layers: [144, 30, 20, 10], learningRate: 0.2, epochs: 5 }],
  ] as const)("so do %s", (_, task) => {
    expect(train({}, {}, task).lossToFloat).toBeLessThan(0.09);
  });

  it("warns of rounding that drops what lowers the weights of a softmax, and not once that is set right", () => {
    const few = device({ pulses: 32 });
    const rounded = train({ rounding: "round" }, { device: few }, { learningRate: 0.1 });
    const { raising, lowering } = rounded.outputBalance;
    // Errors of a softmax sum to 0.
    expect(lowering.wanted / raising.wanted).toBeCloseTo(1, 3);
    expect(lowering.given / lowering.wanted).toBeLessThan(0.5 * (raising.given / raising.wanted));
    expect(rounded.warnings).toEqual([
      expect.stringMatching(
        /^output layer \(30x10\): of the pulses that errors want, [\d.]+.% of those that lower a weight .* dropped every time.*outputs drift to one side\. Set rounding stochastic/,
      ),
    ]);
    const fair = train({}, { device: few }, { learningRate: 0.1 });
    expect(fair.warnings).toEqual([]);
    expect(fair.accuracy).toBeGreaterThan(rounded.accuracy + 0.3);
  });

  it.each([
    ["a row of biases", { biases: "row" }],
    ["sigmoid outputs with squared errors", { output: "mse", learningRate: 0.6 }],
    ["a rate for each layer", { layerRates: [0.4, 0.2] }],
  ] as const)("learns with %s", (_, task) => {
    expect(train({}, {}, task).lossToFloat).toBeLessThan(0.09);
  });

  it("learns with passes of 7 bits in, 9 out and 8 back (AIHWKit's converters), and not with one bit of sums", () => {
    const usual = train({}, {}, { dacBits: 7, sumBits: 9, errorBits: 8, readNoise: 0.06 });
    expect(usual.lossToFloat).toBeLessThan(0.12);
    expect(train({}, {}, { sumBits: 2, readNoise: 1 }).lossToFloat).toBeGreaterThan(usual.lossToFloat + 0.1);
  });

  it("a bias has a row of its own in each array, with its pulses", () => {
    const { statistics } = train({}, {}, { biases: "row", epochs: 1, examples: 50 });
    expect(statistics.layers.map(({ rows, columns }) => [rows, columns])).toEqual([
      [145, 30],
      [31, 10],
    ]);
  });

  it("layers may be larger than an array", () => {
    const { statistics, warnings } = train({ lanes: 16 }, {}, { layers: [144, 1500, 10], epochs: 1, examples: 20 });
    expect(statistics.layers.map(({ rows, columns }) => [rows, columns])).toEqual([
      [144, 1500],
      [1500, 10],
    ]);
    expect(statistics.layers[0]?.perExample.updates).toBeGreaterThan(100);
    expect(warnings).toEqual([]);
  });

  it("the rate of a layer decides on its pulses, and rates must be stated for all layers or none", () => {
    const wanted = (task: Parameters<typeof train>[2]) =>
      train({}, {}, { epochs: 1, examples: 20, ...task }).scales.map(({ wantedPulses }) => wantedPulses);
    const [hidden, output] = wanted({ learningRate: 0.1 }) as [number, number];
    const [faster, same] = wanted({ layerRates: [0.2, 0.1] }) as [number, number];
    expect(same).toBeCloseTo(output, 9);
    // The full scale of a hidden delta is that of the training, which the rate changes a little.
    expect(faster / hidden).toBeGreaterThan(1.6);
    expect(() => wanted({ layerRates: [0.2] })).toThrow("layerRates: got 1 rates, expected 2, one for each layer");
  });

  it("warns of random words that repeat too soon", () => {
    const unit = { lfsrBits: 16, lanes: 15 };
    // 65535 words; 144 rows · 2 batches an update.
    expect(train(unit, {}, { epochs: 1, examples: 5 }).warnings).toContainEqual(
      expect.stringMatching(
        /^layer of 144x30: its random words \(65535 of 16 bits, 288 an update\) repeat after 227 updates/,
      ),
    );
    expect(train(unit, {}, { epochs: 1, examples: 5, wordPeriod: 227 }).warnings.join()).not.toMatch("144x30");
  });

  it("shows the trap of the clamp: many states, one pulse, and the updates are clipped", () => {
    const fine = device({ pulses: 1024 });
    const clamped = train({ maxPulses: 1 }, { device: fine }, { epochs: 1 });
    const wide = train({ maxPulses: 127 }, { device: fine }, { epochs: 1 });
    expect(clamped.statistics.layers[1]?.clippedUpdates).toBeGreaterThan(0.3);
    expect(wide.statistics.layers[1]?.clippedUpdates).toBeLessThan(0.02);
    expect(wide.accuracy).toBeGreaterThan(clamped.accuracy + 0.1);
  });

  it("says where an encoding loses updates: rounding to nearest, with less than a pulse at full scale", () => {
    const of = (rounding: string) => train({ rounding }, {}, { epochs: 1, examples: 100, learningRate: 0.05 }).notices;
    expect(of("round")[0]).toMatch(/^layer 1 \(144x30\): pulses are too few by \d+ % of their RMS on average/);
    expect(of("stochastic")).toEqual([]);
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
    expect(hidden).toMatchObject({ rows: 144, columns: 30, operations: 200 });
    const { ltpPulses, ltdPulses, ltpSlots, ltdSlots, ltpConductance, updates } = hidden?.perExample ?? NONE;
    expect(updates).toBeGreaterThan(1);
    expect(ltpPulses).toBeGreaterThanOrEqual(ltpSlots);
    expect(ltdPulses).toBeGreaterThanOrEqual(ltdSlots);
    expect(ltpConductance / ltpPulses).toBeCloseTo(0.5, 1);
    expect(hidden?.endurance.mean).toBeCloseTo((200 * (ltpPulses + ltdPulses)) / 4320, 9);
    const cycles = cyclesPerExample(statistics, { ltpWidth: 50, ltdWidth: 100, resetWidth: 1, gap: 2 });
    const slots = statistics.layers.map(({ perExample }) => perExample);
    const sum = (of: (each: typeof NONE) => number): number => slots.reduce((total, each) => total + of(each), 0);
    expect(cycles.pulsing).toBeCloseTo(50 * sum((each) => each.ltpSlots) + 100 * sum((each) => each.ltdSlots), 6);
    const gaps = 2 * sum((each) => each.ltpSlots + each.ltdSlots);
    expect(cycles.all).toBeCloseTo(cycles.pulsing + gaps + sum((each) => each.controlCycles), 6);
  });

  it.each([
    ["outputs for fewer classes", {}, {}, { layers: [144, 30, 4] }, "layers: got 4 outputs, expected at least the 10"],
    [
      "a layer that is too large",
      {},
      {},
      { layers: [144, 20_000, 10] },
      "expected two or more whole numbers from 1 to 16384",
    ],
    ["sizes that no images have", {}, {}, { layers: [101, 10] }, "layers: got 101 inputs, expected a square"],
    [
      "a random period shorter than the stream",
      {
        product: "coincidence",
        encoding: "stochastic",
        maxPulses: 127,
        lfsrBits: 8,
        lanes: 1,
        columns: 1,
      },
      {},
      {},
      "layer 1 (144x30): lfsrBits: got 8, expected more bits: 255 words until they repeat",
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
