import fc from "fast-check";
import { describe, expect, it } from "vitest";

import type { TileShape } from "../../../generators/contract/index.ts";
import { mapWorkload, prepareWorkload, whyUnfit } from "../../../models/workload/mapping.ts";
import type { Layer, Workload } from "../../../models/workload/workload.ts";

const TILE: TileShape = {
  inputsPerStep: 6,
  outputsPerStep: 4,
  maxInputs: 20,
  maxOutputs: 10,
  shape: "runtime",
  keyBitsPerStep: 24,
  idleCyclesPerProduct: 2,
  latencyCycles: 5,
  activationBits: 8,
  accumulatorBits: 20,
  loadsPerStep: 1,
};

function workloadOf(...layers: readonly Layer[]): Workload {
  return { name: "w", title: "W", source: "a test", layers };
}

function costOf(workload: Workload, tile: TileShape): { steps: number; cycles: number } {
  return { ...mapWorkload(prepareWorkload(workload), tile, { steps: 0, cycles: 0 }) };
}

describe("mapWorkload(workload, tile)", () => {
  it("counts ⌈n/I⌉·⌈m/K⌉ steps for a layer that is one product", () => {
    // 13 inputs are 3 tiles of 6, 9 outputs are 3 tiles of 4: 9 steps; 9 + 2 idle + 5 latency.
    expect(costOf(workloadOf({ name: "a", inputs: 13, outputs: 9, count: 1 }), TILE)).toEqual({ steps: 9, cycles: 16 });
  });

  it("makes a layer of more than M outputs several products, the last one smaller", () => {
    // 23 outputs are 10 + 10 + 3, i.e. 3 + 3 + 1 tiles; × 2 tiles of inputs = 14 steps; 14 + 3·2 + 5.
    expect(costOf(workloadOf({ name: "a", inputs: 12, outputs: 23, count: 1 }), TILE)).toEqual({
      steps: 14,
      cycles: 25,
    });
  });

  it("runs every product in full when the shape is fixed", () => {
    // 20 inputs are 4 tiles, 10 outputs are 3: 12 steps a product, 3 products; 36 + 3·2 + 5.
    const tile: TileShape = { ...TILE, shape: "fixed" };
    expect(costOf(workloadOf({ name: "a", inputs: 1, outputs: 23, count: 1 }), tile)).toEqual({
      steps: 36,
      cycles: 47,
    });
  });

  it("counts a layer as often as the token needs it", () => {
    const once = costOf(workloadOf({ name: "a", inputs: 13, outputs: 9, count: 1 }), TILE);
    const often = costOf(workloadOf({ name: "a", inputs: 13, outputs: 9, count: 30 }), TILE);
    expect(often).toEqual({ steps: 30 * once.steps, cycles: 30 * once.cycles });
  });

  it("agrees with a loop over every product and tile of every layer", () => {
    const tile = fc.record({
      inputsPerStep: fc.integer({ min: 1, max: 12 }),
      outputsPerStep: fc.integer({ min: 1, max: 12 }),
      maxInputs: fc.integer({ min: 30, max: 40 }),
      maxOutputs: fc.integer({ min: 1, max: 40 }),
      shape: fc.constantFrom("fixed" as const, "runtime" as const),
      keyBitsPerStep: fc.constant(8),
      idleCyclesPerProduct: fc.nat(4),
      latencyCycles: fc.nat(9),
      activationBits: fc.constant(8),
      accumulatorBits: fc.constant(20),
      loadsPerStep: fc.constant(1),
    });
    const layer = fc.record({
      name: fc.string(),
      inputs: fc.integer({ min: 1, max: 30 }),
      outputs: fc.integer({ min: 1, max: 60 }),
      count: fc.integer({ min: 1, max: 3 }),
    });
    fc.assert(
      fc.property(tile, fc.array(layer, { minLength: 1, maxLength: 5 }), (shape, layers) => {
        expect(costOf(workloadOf(...layers), shape)).toEqual(naive(layers, shape));
      }),
      { seed: 1, numRuns: 300 },
    );
  });
});

function naive(layers: readonly Layer[], tile: TileShape): { steps: number; cycles: number } {
  let steps = 0;
  let cycles = 0;
  for (const layer of layers) {
    for (let instance = 0; instance < layer.count; instance++) {
      for (let done = 0; done < layer.outputs; done += tile.maxOutputs) {
        const outputs = tile.shape === "fixed" ? tile.maxOutputs : Math.min(tile.maxOutputs, layer.outputs - done);
        const inputs = tile.shape === "fixed" ? tile.maxInputs : layer.inputs;
        for (let m = 0; m < outputs; m += tile.outputsPerStep) {
          for (let n = 0; n < inputs; n += tile.inputsPerStep) {
            steps++;
            cycles++;
          }
        }
        cycles += tile.idleCyclesPerProduct;
      }
      cycles += tile.latencyCycles;
    }
  }
  return { steps, cycles };
}

describe("whyUnfit(workload, tile)", () => {
  const workload = prepareWorkload(
    workloadOf({ name: "up", inputs: 20, outputs: 99, count: 1 }, { name: "down", inputs: 21, outputs: 1, count: 1 }),
  );

  it("names the layer that has more inputs than the design", () => {
    expect(whyUnfit(workload, TILE)).toBe("layer down needs 21 inputs, design has 20");
  });

  it("is undefined when every layer fits", () => {
    expect(whyUnfit(workload, { ...TILE, maxInputs: 21 })).toBeUndefined();
  });
});

describe("prepareWorkload(workload)", () => {
  it("joins layers of one shape", () => {
    const { shapes, macs } = prepareWorkload(
      workloadOf(
        { name: "q", inputs: 4, outputs: 4, count: 2 },
        { name: "k", inputs: 4, outputs: 2, count: 2 },
        { name: "o", inputs: 4, outputs: 4, count: 3 },
      ),
    );
    expect(shapes).toEqual([
      { name: "q", inputs: 4, outputs: 4, count: 5 },
      { name: "k", inputs: 4, outputs: 2, count: 2 },
    ]);
    expect(macs).toBe(5 * 16 + 2 * 8);
  });
});
