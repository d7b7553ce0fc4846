import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { coincidences, maskLength, onesOf } from "../../../../models/training/planners/bit-masks.ts";

describe("maskLength(slots)", () => {
  it.each([
    [0, 1],
    [1, 1],
    [32, 1],
    [33, 2],
    [127, 4],
  ])("%d slots take %d entries of 32 bits", (slots, entries) => {
    expect(maskLength(slots)).toBe(entries);
  });
});

describe("onesOf(bits)", () => {
  it("counts the ones of the binary text of a number", () => {
    const ones = (bits: number): number => (bits >>> 0).toString(2).replaceAll("0", "").length;
    fc.assert(
      fc.property(fc.integer(), (bits) => onesOf(bits) === ones(bits)),
      { seed: 1 },
    );
    expect([0, 1, -1, -(2 ** 31)].map(onesOf)).toEqual([0, 1, 32, 1]);
  });
});

describe("coincidences(a, aAt, b, bAt, length)", () => {
  it("counts slots in which both fire, from the entries given on", () => {
    const a = Int32Array.of(7, 0b1010, -1);
    const b = Int32Array.of(0b0110, 0b11);
    expect(coincidences(a, 1, b, 0, 2)).toBe(3);
    expect(coincidences(a, 0, b, 1, 1)).toBe(2);
  });
});
