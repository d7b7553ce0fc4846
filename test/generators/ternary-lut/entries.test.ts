import { describe, expect, it } from "vitest";
import { balancedDigits, entryCount, tableEntries } from "../../../generators/ternary-lut/entries.ts";

const GROUP_SIZES = [1, 2, 3, 4, 5, 6];

describe("entryCount(groupSize)", () => {
  it("is (3^µ − 1)/2", () => {
    expect(GROUP_SIZES.map(entryCount)).toEqual([1, 4, 13, 40, 121, 364]);
  });
});

describe("balancedDigits(value, count)", () => {
  it("writes 5 as −1 −1 1: −1 − 3 + 9", () => {
    expect(balancedDigits(5, 3)).toEqual([-1, -1, 1]);
    expect(balancedDigits(-5, 3)).toEqual([1, 1, -1]);
  });

  it("is the only way to write each value of four digits", () => {
    const values = [-1, 0, 1].flatMap((a) =>
      [-1, 0, 1].flatMap((b) => [-1, 0, 1].flatMap((c) => [-1, 0, 1].map((d) => [a, b, c, d]))),
    );
    for (const digits of values) {
      const [a, b, c, d] = digits as [number, number, number, number];
      expect(balancedDigits(a + 3 * b + 9 * c + 27 * d, 4)).toEqual(digits);
    }
  });
});

describe("tableEntries(groupSize, activationBits)", () => {
  it.each(GROUP_SIZES)("(%d, 4) lists 1 … E in order, packed without gaps", (groupSize) => {
    const entries = tableEntries(groupSize, 4);
    expect(entries.map((entry) => entry.value)).toEqual(Array.from({ length: entryCount(groupSize) }, (_, i) => i + 1));
    let offset = 0;
    for (const entry of entries) {
      expect(entry.offset).toBe(offset);
      offset += entry.bits;
    }
  });

  it.each(GROUP_SIZES)("(%d, 4) makes each entry exactly as wide as its extremes need", (groupSize) => {
    for (const { digits, bits, value } of tableEntries(groupSize, 4)) {
      const extreme = (pick: (a: number, b: number) => number): number =>
        digits.reduce((sum, digit) => sum + pick(digit * -8, digit * 7), 0);
      const [low, high] = [BigInt(extreme(Math.min)), BigInt(extreme(Math.max))];
      const fits = (width: number): boolean => BigInt.asIntN(width, low) === low && BigInt.asIntN(width, high) === high;
      expect([value, fits(bits), fits(bits - 1)]).toEqual([value, true, false]);
    }
  });

  it.each(GROUP_SIZES)("(%d, 8) makes each entry of two smaller ones with half of its non-zeros", (groupSize) => {
    const entries = tableEntries(groupSize, 8);
    for (const { value, nonZeros, sum } of entries) {
      if (sum === undefined) {
        expect(nonZeros).toBe(1);
        continue;
      }
      expect(sum.high + (sum.isSubtracted ? -sum.low : sum.low)).toBe(value);
      const counts = [sum.high, sum.low].map((part) => entries[part - 1]?.nonZeros ?? 0);
      expect(counts).toEqual([Math.ceil(nonZeros / 2), Math.floor(nonZeros / 2)]);
    }
  });
});
