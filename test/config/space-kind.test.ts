import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { InputError } from "../../src/core/errors.ts";

const UNITS = {
  name: "units",
  technology: "asap7",
  clockMhz: 100,
  training: {},
  blocks: [{ generator: "synapse-update" }],
  objectives: [{ metric: "accuracy" }],
};

function parsed(space: unknown) {
  return parseSpace(space, "SPACE.json", GENERATORS, () => undefined);
}

/** The faults of a space, a line each. */
function faultsOf(space: unknown): readonly string[] {
  try {
    parsed(space);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.message.split("\n");
    throw error;
  }
}

describe("a space of update units", () => {
  it("takes the usual training and array where it states none", () => {
    const { training, array, workload } = parsed(UNITS);
    expect(training).toMatchObject({ layers: [196, 32, 10], data: "digits", seeds: 1, runs: 200 });
    expect(array).toEqual({ wireCapacitanceFfPerUm: 0.2, cellPitchUm: 0.5 });
    expect(workload).toBeUndefined();
  });

  it("names every key of training that is wrong", () => {
    const training = { layers: [196], epochs: 0, learningRate: -1, activation: "tanh", run: 3 };
    expect(faultsOf({ ...UNITS, training, array: { cellPitchUm: 0 } })).toEqual([
      'SPACE.json: /training: got unknown key "run", expected one of layers, data, examples, epochs, learningRate, layerRates, batch, weightRange, activation, output, biases, deltaScale, dacBits, sumBits, errorBits, readNoise, wordPeriod, seeds, runs (did you mean "runs"?)',
      "SPACE.json: /training/layers: got [196], expected two or more whole numbers from 1 to 16384, e.g. 196,32,10",
      "SPACE.json: /training/epochs: got 0, expected an integer from 1 to 10000",
      "SPACE.json: /training/learningRate: got -1, expected a number above 0, at most 1000000",
      'SPACE.json: /training/activation: got "tanh", expected one of sigmoid, relu',
      "SPACE.json: /array/cellPitchUm: got 0, expected a distance in µm above 0",
    ]);
  });

  it("takes a folder of data from where the space file is", () => {
    const space = parseSpace(
      { ...UNITS, training: { data: "mnist" } },
      "/spaces/SPACE.json",
      GENERATORS,
      () => undefined,
    );
    expect(resolve(space.training?.data ?? "")).toBe("/spaces/mnist");
    expect(space.training?.data).not.toMatch(/^\//);
  });

  it("must say what is trained, and nothing of cores", () => {
    const { training: _, ...rest } = UNITS;
    expect(faultsOf({ ...rest, workload: "bitnet-b1.58-2b-4t" })).toEqual([
      'SPACE.json: got no "training", expected what is trained, {} for the usual',
      'SPACE.json: /workload: got "workload", expected only what update units have',
    ]);
  });

  it("is scored on metrics of its own kind", () => {
    const [fault, ...others] = faultsOf({
      ...UNITS,
      objectives: [{ metric: "tops" }],
      pick: ["knee", "largest accuracy"],
    });
    expect(fault).toMatch(
      /^SPACE.json: \/objectives\/0\/metric: got "tops", expected a metric of update units: areaUm2, ge, /,
    );
    expect(others).toEqual([]);
  });
});

describe("a space of cores and update units", () => {
  it("is refused with one fault", () => {
    const blocks = [{ generator: "synapse-update" }, { generator: "ternary-lut" }];
    expect(faultsOf({ ...UNITS, blocks })).toEqual([
      "SPACE.json: /blocks: got cores (ternary-lut) and update units (synapse-update), expected one kind: they are scored on different things",
    ]);
  });
});
