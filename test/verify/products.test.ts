import { describe, expect, it } from "vitest";
import { ternaryLut } from "../../generators/ternary-lut/index.ts";
import { CORNERS, productAt, ZERO_FRACTION } from "../../src/verify/products.ts";
import { parametersOf } from "../support/random-design.ts";

const STREAMS = ternaryLut.product(parametersOf(ternaryLut, { activation: "int4", inputs: 6, outputs: 5 }));
const RUNTIME = ternaryLut.product(parametersOf(ternaryLut, { inputs: 500, outputs: 300, shape: "runtime" }));

const set = (values: Iterable<number>): number[] => [...new Set(values)].toSorted((a, b) => a - b);

describe("productAt(streams, index, seed)", () => {
  it("draws the corners first", () => {
    const products = CORNERS.map((_, index) => productAt(STREAMS, index, 1));
    const [lowMinus, lowPlus, highMinus, zero, plus, minus, oneActivation, oneWeight] = products;
    expect([set(lowMinus?.activations ?? []), set(lowMinus?.weights ?? [])]).toEqual([[-8], [-1]]);
    expect([set(lowPlus?.activations ?? []), set(lowPlus?.weights ?? [])]).toEqual([[-8], [1]]);
    expect([set(highMinus?.activations ?? []), set(highMinus?.weights ?? [])]).toEqual([[7], [-1]]);
    expect([zero, plus, minus].map((product) => set(product?.weights ?? []))).toEqual([[0], [1], [-1]]);
    expect(oneActivation?.activations.filter((value) => value !== 0)).toHaveLength(1);
    for (let output = 0; output < 5; output++)
      expect(oneWeight?.weights.slice(output * 6, output * 6 + 6).filter((value) => value !== 0)).toHaveLength(1);
  });

  it("draws activations of the whole range and 42 % zero weights after that", () => {
    const products = Array.from({ length: 200 }, (_, i) => productAt(STREAMS, CORNERS.length + i, 1));
    const weights = products.flatMap((product) => [...product.weights]);
    expect(set(products.flatMap((product) => [...product.activations]))).toEqual(
      Array.from({ length: 16 }, (_, i) => i - 8),
    );
    expect(set(weights)).toEqual([-1, 0, 1]);
    expect(weights.filter((weight) => weight === 0).length / weights.length).toBeCloseTo(ZERO_FRACTION, 1);
  });

  it("is N × M for a fixed shape", () => {
    expect([0, 1, 9].map((index) => productAt(STREAMS, index, 1).inputs)).toEqual([6, 6, 6]);
  });

  it("is the largest, the largest, 1 × 1, then any for a runtime shape", () => {
    const shapes = Array.from({ length: 100 }, (_, index) => productAt(RUNTIME, index, 1));
    const first = shapes.slice(0, 3).map(({ inputs, outputs }) => `${inputs} x ${outputs}`);
    expect(first).toEqual(["500 x 300", "500 x 300", "1 x 1"]);
    expect(shapes.every(({ inputs, outputs }) => inputs <= 500 && outputs <= 300 && inputs * outputs > 0)).toBe(true);
  });

  it("has at most 2^20 weights with a runtime shape, each counter at its full width once", () => {
    const vast = ternaryLut.product(parametersOf(ternaryLut, { inputs: 65_536, outputs: 65_536, shape: "runtime" }));
    const first = [0, 1].map((index) => productAt(vast, index, 1));
    expect(first.map(({ inputs, outputs }) => [inputs, outputs]).flat()).toEqual([65_536, 64, 64, 65_536]);
  });

  it("refuses a fixed product that no memory holds", () => {
    const vast = ternaryLut.product(parametersOf(ternaryLut, { inputs: 65_536, outputs: 65_536 }));
    expect(() => productAt(vast, 0, 1)).toThrow(/inputs x outputs: got 65536 x 65536 weights to verify/);
  });

  it("depends on index and seed only", () => {
    expect(productAt(STREAMS, 20, 1)).toEqual(productAt(STREAMS, 20, 1));
    expect(productAt(STREAMS, 20, 1)).not.toEqual(productAt(STREAMS, 20, 2));
    expect(productAt(STREAMS, 20, 1)).not.toEqual(productAt(STREAMS, 21, 1));
  });
});
