import { describe, expect, it } from "vitest";
import { dotProduct, matrixProduct } from "../../../generators/streaming-core/stimulus.ts";
import type { Product } from "../../../generators/contract/index.ts";

/** µ = 2, L = 1, K = 2: tiles of 2 inputs and 2 outputs, over a product of 3 × 3. */
const FORMAT = {
  activationBits: 4,
  groupSize: 2,
  groups: 1,
  lanes: 2,
  keyBits: 4,
  resultBits: 6,
  float: undefined,
  shape: "fixed" as const,
  maxInputs: 3,
  maxOutputs: 3,
} as const;

const PRODUCT: Product = {
  inputs: 3,
  outputs: 3,
  activations: Int32Array.of(5, -8, 7),
  weights: Int8Array.of(1, -1, 0, -1, -1, 1, 0, 1, -1),
};

const ones = { bit: () => 1, weight: () => 0 };
const text = (bits: Uint8Array): string => bits.toReversed().join("");

describe("dotProduct(product, output)", () => {
  it("is the sum of weights times activations: 5 + 8, −5 + 8 + 7, −8 − 7", () => {
    expect([0, 1, 2].map((output) => dotProduct(PRODUCT, output))).toEqual([13, 10, -15]);
  });
});

describe("matrixProduct(format), table-stationary", () => {
  const streams = matrixProduct({ ...FORMAT, loopOrder: "table-stationary" });

  it("has one beat of activations per tile, one of keys per step, one of outputs per tile", () => {
    expect([streams.activationBeats(PRODUCT), streams.keyBeats(PRODUCT), streams.outputBeats(PRODUCT)]).toEqual([
      2, 4, 2,
    ]);
  });

  it("puts element i at bits i·w, and padding beyond N", () => {
    expect(text(streams.activationBeat(PRODUCT, 0, ones))).toBe("10000101");
    expect(text(streams.activationBeat(PRODUCT, 1, ones))).toBe("11110111");
  });

  it("writes keys as sign and |Σ c·3^i|, output tiles inside", () => {
    // Weights (1, −1): 1 − 3 = −2. (−1, −1): −4. (0, 1): 3. (0, padding): 0. (1, …): 1. (−1, …): −1.
    const beats = [0, 1, 2, 3].map((beat) => text(streams.keyBeat(PRODUCT, beat, ones)));
    expect(beats).toEqual(["1100" + "1010", "1111" + "0011", "0001" + "0000", "1111" + "1001"]);
  });

  it("puts any weight on inputs beyond N into a key that has others: (0, −1) is −3", () => {
    const minus = { bit: () => 1, weight: () => -1 };
    expect(text(streams.keyBeat(PRODUCT, 2, minus))).toBe("1010" + "1011");
  });

  it("expects sums at bits k·acc, zero for lanes beyond M", () => {
    expect(text(streams.outputBeat(PRODUCT, 0))).toBe("001010" + "001101");
    expect(text(streams.outputBeat(PRODUCT, 1))).toBe("000000" + "110001");
  });
});

describe("matrixProduct(format), output-stationary", () => {
  const streams = matrixProduct({ ...FORMAT, loopOrder: "output-stationary" });

  it("streams the activations once for every output tile, input tiles inside", () => {
    expect([streams.activationBeats(PRODUCT), streams.keyBeats(PRODUCT), streams.outputBeats(PRODUCT)]).toEqual([
      4, 4, 2,
    ]);
    expect(text(streams.activationBeat(PRODUCT, 2, ones))).toBe("10000101");
    const beats = [0, 1, 2, 3].map((beat) => text(streams.keyBeat(PRODUCT, beat, ones)));
    expect(beats).toEqual(["1100" + "1010", "0001" + "0000", "1111" + "0011", "1111" + "1001"]);
  });
});
