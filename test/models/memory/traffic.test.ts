import { describe, expect, it } from "vitest";

import type { TileShape } from "../../../generators/contract/index.ts";
import { countTraffic, type Traffic } from "../../../models/memory/traffic.ts";
import { prepareWorkload } from "../../../models/workload/mapping.ts";
import { randomDesigns, SMALL } from "../../support/random-design.ts";

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
  loadsPerStep: 1 / 3,
};

function trafficOf(tile: TileShape, inputs: number, outputs: number, count = 1): Traffic {
  const layers = [{ name: "a", inputs, outputs, count }];
  const traffic = { activationWrites: 0, activationReads: 0, resultWrites: 0 };
  return countTraffic(prepareWorkload({ name: "w", title: "W", source: "a test", layers }), tile, traffic);
}

describe("countTraffic(workload, tile)", () => {
  it("reads activations once per product if tables are stationary", () => {
    // 13 inputs are 3 words; 23 outputs are products of 10, 10, 3: 3 + 3 + 1 words.
    expect(trafficOf(TILE, 13, 23)).toEqual({ activationWrites: 3, activationReads: 9, resultWrites: 7 });
  });

  it("reads activations again for every tile of outputs if outputs are stationary", () => {
    const tile = { ...TILE, loadsPerStep: 1 };
    expect(trafficOf(tile, 13, 23)).toEqual({ activationWrites: 3, activationReads: 21, resultWrites: 7 });
  });

  it("runs products of shape fixed in full", () => {
    // N = 20 is 4 words, M = 10 is 3; three products.
    const tile: TileShape = { ...TILE, shape: "fixed" };
    expect(trafficOf(tile, 13, 23)).toEqual({ activationWrites: 3, activationReads: 12, resultWrites: 9 });
  });

  it("counts a layer as often as the token needs it", () => {
    expect(trafficOf(TILE, 13, 23, 30)).toEqual({ activationWrites: 90, activationReads: 270, resultWrites: 210 });
  });

  it("agrees with the beats of the streams of 90 random designs", () => {
    for (const { generator, parameters, label } of randomDesigns(90, 7, SMALL)) {
      const tile = generator.tile(parameters);
      const outputTiles = Math.ceil(tile.maxOutputs / tile.outputsPerStep);
      const isStationary = parameters["loopOrder"] === "table-stationary";
      // Products of shape fixed are full; zeros fill them up.
      const [inputs, outputs] =
        tile.shape === "fixed"
          ? [tile.maxInputs, tile.maxOutputs]
          : [Math.max(1, tile.maxInputs - 3), Math.max(1, tile.maxOutputs - 2)];
      const product = generator.product(parameters);
      const data = { inputs, outputs, activations: new Int32Array(inputs), weights: new Int8Array(inputs * outputs) };
      const traffic = trafficOf({ ...tile, loadsPerStep: isStationary ? 1 / outputTiles : 1 }, inputs, outputs);
      expect(traffic.activationReads, label).toBe(product.activationBeats(data));
      expect(traffic.resultWrites, label).toBe(product.outputBeats(data));
    }
  });
});
