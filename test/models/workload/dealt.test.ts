import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dealtOutputs } from "../../../models/workload/dealt.ts";
import { mapWorkload, prepareWorkload, stepsOf } from "../../../models/workload/mapping.ts";
import { parseWorkload } from "../../../models/workload/workload.ts";
import type { TileShape } from "../../../generators/contract/index.ts";

const TILE: TileShape = {
  inputsPerStep: 3,
  outputsPerStep: 4,
  maxInputs: 100,
  maxOutputs: 10,
  shape: "runtime",
  loadsPerStep: 1,
  keyBitsPerStep: 8,
  idleCyclesPerProduct: 2,
  latencyCycles: 5,
  activationBits: 8,
  accumulatorBits: 20,
};

/** Outputs of each core, dealt one unit after the other; each core's units lie side by side, the last unit with the last core. */
function byHand(outputs: number, unit: number, cores: number): readonly number[] {
  const units = Math.ceil(outputs / unit);
  const counts = Array.from({ length: cores }, () => 0);
  for (let i = 0; i < units; i++) counts[i % cores] = (counts[i % cores] ?? 0) + 1;
  let left = outputs;
  return counts.map((count) => {
    const own = Math.min(left, count * unit);
    left -= own;
    return own;
  });
}

const workloadOf = (inputs: number, outputs: number, cores: number) =>
  prepareWorkload({
    ...parseWorkload(
      { name: "w", title: "W", source: "a test", layers: [{ name: "l", inputs, outputs, count: 3 }] },
      "w",
    ),
    cores,
  });

describe("dealtOutputs(outputs, tile, cores)", () => {
  it.each<[number, TileShape["shape"], number, readonly (readonly [outputs: number, cores: number])[]]>([
    [30, "runtime", 1, [[30, 1]]],
    // Tiles of 4: eight of them, the last of 2.
    [
      30,
      "runtime",
      2,
      [
        [16, 1],
        [14, 1],
      ],
    ],
    [
      30,
      "runtime",
      3,
      [
        [12, 2],
        [6, 1],
      ],
    ],
    [32, "runtime", 4, [[8, 4]]],
    [
      30,
      "runtime",
      8,
      [
        [4, 7],
        [2, 1],
      ],
    ],
    [
      30,
      "runtime",
      100,
      [
        [4, 7],
        [2, 1],
      ],
    ],
    [3, "runtime", 2, [[3, 1]]],
    // Products of 10.
    [
      30,
      "fixed",
      2,
      [
        [20, 1],
        [10, 1],
      ],
    ],
    [
      35,
      "fixed",
      2,
      [
        [20, 1],
        [15, 1],
      ],
    ],
    [
      35,
      "fixed",
      3,
      [
        [20, 1],
        [10, 1],
        [5, 1],
      ],
    ],
  ])("%d outputs, %s, on %d cores", (outputs, shape, cores, expected) => {
    const shares = dealtOutputs(outputs, { ...TILE, shape }, cores);
    expect(shares.map((share) => [share.outputs, share.cores])).toEqual(expected);
  });

  it("is what dealing one by one gives, for any numbers", () => {
    const positive = (most: number) => fc.integer({ min: 1, max: most });
    fc.assert(
      fc.property(positive(300), positive(20), positive(40), (outputs, outputsPerStep, cores) => {
        const shares = dealtOutputs(outputs, { ...TILE, outputsPerStep }, cores);
        const each = shares.flatMap((share) => Array.from({ length: share.cores }, () => share.outputs));
        expect(each).toEqual(byHand(outputs, outputsPerStep, cores).filter((own) => own > 0));
      }),
      { seed: 1, numRuns: 500 },
    );
  });
});

describe("mapWorkload on several cores", () => {
  it("counts the steps of all cores, and the cycles of the slowest", () => {
    // 10 inputs: 4 tiles. Two cores: 16 and 14 outputs, products of 10: 3 + 2 and 3 + 1 tiles of outputs.
    const cost = mapWorkload(workloadOf(10, 30, 2), TILE, { steps: 0, cycles: 0 });
    expect(cost).toEqual({ steps: 3 * 4 * (5 + 4), cycles: 3 * (4 * 5 + 2 * 2 + 5) });
  });

  it("is that of each core by itself, for any numbers", () => {
    const positive = (most: number) => fc.integer({ min: 1, max: most });
    const shapes = fc.constantFrom<TileShape["shape"]>("runtime", "fixed");
    fc.assert(
      fc.property(
        positive(100),
        positive(300),
        positive(30),
        positive(12),
        shapes,
        (inputs, outputs, most, cores, shape) => {
          const tile = { ...TILE, maxOutputs: most, shape };
          const unit = shape === "fixed" ? most : tile.outputsPerStep;
          const own = byHand(outputs, unit, cores)
            .filter((part) => part > 0)
            .map((part) => mapWorkload(workloadOf(inputs, part, 1), tile, { steps: 0, cycles: 0 }));
          expect(mapWorkload(workloadOf(inputs, outputs, cores), tile, { steps: 0, cycles: 0 })).toEqual({
            steps: own.reduce((sum, { steps }) => sum + steps, 0),
            cycles: Math.max(...own.map(({ cycles }) => cycles)),
          });
        },
      ),
      { seed: 1, numRuns: 300 },
    );
  });

  it("takes no more steps in all if products hold whole tiles", () => {
    const tile = { ...TILE, maxOutputs: 8 };
    for (const cores of [1, 2, 3, 5, 8])
      expect(mapWorkload(workloadOf(10, 30, cores), tile, { steps: 0, cycles: 0 }).steps).toBe(
        3 * stepsOf(tile, 10, 30),
      );
  });
});
