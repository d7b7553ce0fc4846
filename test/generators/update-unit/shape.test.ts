import { describe, expect, it } from "vitest";
import { UNIT_PARAMETERS, unitShape } from "../../../generators/update-unit/parameters.ts";
import {
  batchesOf,
  bitsFor,
  columnsOf,
  lineKinds,
  magnitudeBits,
  mostRewritePulses,
  productBits,
  skipsZeros,
  slotBits,
} from "../../../generators/update-unit/shape.ts";

const DEFAULTS = Object.fromEntries(UNIT_PARAMETERS.map(({ name, default: value }) => [name, value]));
const shape = (values: Record<string, number | string> = {}) => unitShape({ ...DEFAULTS, ...values });

describe("bitsFor(largest) and magnitudeBits(bits, sign)", () => {
  it("hold 0 … largest, at least one bit; a sign takes one, unless it is all there is", () => {
    expect([0, 1, 2, 3, 4, 255, 256].map(bitsFor)).toEqual([1, 1, 2, 2, 3, 8, 9]);
    expect([magnitudeBits(8, "signed"), magnitudeBits(8, "unsigned"), magnitudeBits(1, "signed")]).toEqual([7, 8, 1]);
  });
});

describe("batchesOf(shape) and columnsOf(shape, batch)", () => {
  it("deal 10 columns out to 4 lanes: 4, 4 and 2", () => {
    const unit = shape({ columns: 10, lanes: 4 });
    expect(batchesOf(unit)).toBe(3);
    expect([0, 1, 2].map((batch) => columnsOf(unit, batch))).toEqual([4, 4, 2]);
  });
});

describe("lineKinds(shape)", () => {
  it("has a line for each pulse that a device of the scheme can get", () => {
    const kinds = (scheme: string, refresh = "none") => lineKinds(shape({ scheme, refresh }));
    expect(kinds("single")).toEqual(["ltp", "ltd"]);
    expect(kinds("pair-bidirectional")).toEqual(["plus_ltp", "plus_ltd", "minus_ltp", "minus_ltd"]);
    expect(kinds("pair-unidirectional")).toEqual(["plus_ltp", "minus_ltp"]);
    expect(kinds("pair-unidirectional", "open-loop")).toEqual(["plus_ltp", "minus_ltp", "pair_reset"]);
  });
});

describe("productBits(shape)", () => {
  it("adds the bits of a product, and takes the narrower of a minimum", () => {
    const operands = { xBits: 8, xSign: "unsigned", deltaBits: 5, encoding: "binary-count" };
    expect(productBits(shape({ ...operands, product: "multiplier" }))).toBe(8 + 4);
    expect(productBits(shape({ ...operands, product: "min" }))).toBe(4);
  });
});

describe("slotBits(shape)", () => {
  it("counts the pulses of an update, or of a rewritten pair if these are more: ⌊15/4 of the largest code⌋ or so", () => {
    expect(slotBits(shape({ maxPulses: 31, refresh: "none" }))).toBe(5);
    // 3 · 255 + 127 + 63
    expect(mostRewritePulses(shape({ adcBits: 8 }))).toBe(955);
    expect(slotBits(shape({ maxPulses: 31, adcBits: 8, scheme: "pair-unidirectional", refresh: "open-loop" }))).toBe(
      10,
    );
  });
});

describe("skipsZeros(shape)", () => {
  it("only if a row without x can give no pulse and x can be zero", () => {
    const serial = { product: "multiplier", pulseLength: "as-needed", accumulator: "none", xBits: 8 };
    expect(skipsZeros(shape(serial))).toBe(true);
    expect(skipsZeros(shape({ ...serial, accumulator: "cell" }))).toBe(false);
    expect(skipsZeros(shape({ ...serial, pulseLength: "fixed" }))).toBe(false);
    expect(skipsZeros(shape({ ...serial, xBits: 1, xSign: "signed" }))).toBe(false);
    expect(skipsZeros(shape({ ...serial, product: "coincidence" }))).toBe(false);
  });
});
