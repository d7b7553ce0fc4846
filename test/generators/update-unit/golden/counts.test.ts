import { describe, expect, it } from "vitest";
import {
  countOf,
  productOf,
  pulsesOf,
  rewritePulses,
  signedMagnitude,
  twoLeadingOnes,
} from "../../../../generators/update-unit/golden/counts.ts";
import { unitShape } from "../../../../generators/update-unit/parameters.ts";
import { resetRegisters } from "../../../../generators/update-unit/registers.ts";
import { unitOf } from "../../../support/random-unit.ts";

const shapeOf = (changes: Parameters<typeof unitOf>[0]) => unitShape(unitOf(changes));

describe("signedMagnitude(value, bits, sign)", () => {
  it("takes the most negative number as one less: magnitudes have one bit less", () => {
    expect(signedMagnitude(-128, 8, "signed")).toEqual({ sign: -1, magnitude: 127 });
    expect(signedMagnitude(-127, 8, "signed")).toEqual({ sign: -1, magnitude: 127 });
    expect(signedMagnitude(255, 8, "unsigned")).toEqual({ sign: 1, magnitude: 255 });
  });

  it("takes one signed bit as a sign", () => {
    expect([0, -1].map((value) => signedMagnitude(value, 1, "signed").sign)).toEqual([1, -1]);
  });
});

describe("productOf(shape, x, delta)", () => {
  it("is a product, a product with two ones of delta, or a minimum", () => {
    const of = (product: string) => productOf(shapeOf({ product }), 200, 0b1011);
    expect([of("multiplier"), of("shift-add"), of("min")]).toEqual([2200, 2000, 11]);
  });

  it("of mean counts is that of the operands as parts of maxPulses", () => {
    // 128/256 of 16 is 8, 64/128 of 16 is 8.
    expect(productOf(shapeOf({ encoding: "mean-count", maxPulses: 16 }), 128, 64)).toBe(64);
  });
});

describe("twoLeadingOnes(value)", () => {
  it.each([
    [0, 0],
    [1, 1],
    [0b1011, 0b1010],
    [0b1000_0001, 0b1000_0001],
    [0b111, 0b110],
  ])("of %i is %i", (value, expected) => expect(twoLeadingOnes(value)).toBe(expected));
});

describe("countOf(magnitude, magnitudeBits, exponent)", () => {
  it("rounds half up and reaches 2^B", () => {
    expect([0, 7, 8, 247, 248, 255].map((m) => countOf(m, 8, 4))).toEqual([0, 0, 1, 15, 16, 16]);
  });
});

describe("pulsesOf(shape, registers, magnitude, word)", () => {
  const of = (rounding: string, magnitude: number, word = 0, more = {}) => {
    const shape = shapeOf({ rounding });
    return pulsesOf(shape, { ...resetRegisters(shape), shift: 4, threshold: 24, ...more }, magnitude, word);
  };

  it("truncates, rounds half up, rounds by a random word, or compares", () => {
    expect([of("truncate", 31), of("round", 23), of("round", 24)]).toEqual([1, 1, 2]);
    expect([of("stochastic", 17, 14), of("stochastic", 17, 15)]).toEqual([1, 2]);
    expect([of("threshold", 23), of("threshold", 24), of("threshold", 10_000)]).toEqual([0, 1, 1]);
  });

  it("never gives more than the register allows", () => {
    expect(of("truncate", 32_385)).toBe(15);
    expect(of("truncate", 32_385, 0, { pulses: 3 })).toBe(3);
  });

  it("of encoding sign gives one pulse at most", () => {
    const shape = shapeOf({ encoding: "sign" });
    expect(pulsesOf(shape, { ...resetRegisters(shape), shift: 4 }, 1000, 0)).toBe(1);
  });
});

describe("rewritePulses(difference, gain)", () => {
  it("is difference · gain / 4, each bit of the gain rounded down by itself", () => {
    expect(rewritePulses(10, 4)).toBe(10);
    expect(rewritePulses(10, 6)).toBe(15);
    expect(rewritePulses(7, 15)).toBe(14 + 7 + 3 + 1);
    expect(rewritePulses(63, 0)).toBe(0);
  });
});
