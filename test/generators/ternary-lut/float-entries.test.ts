import { describe, expect, it } from "vitest";
import { floatEntries, type FloatEntry } from "../../../generators/ternary-lut/float-entries.ts";

/** An input, or a sum of two parts, the upper one first. */
type Order = number | readonly [Order, Order];

function orderOf(entries: readonly FloatEntry[], value: number): Order {
  const { sum, digits } = entries[value - 1] as FloatEntry;
  return sum === undefined ? digits.indexOf(1) : [orderOf(entries, sum.high), orderOf(entries, sum.low)];
}

/** An order without some inputs. */
function only(order: Order, isUsed: (input: number) => boolean): Order | undefined {
  if (typeof order === "number") return isUsed(order) ? order : undefined;
  const [upper, lower] = [only(order[0], isUsed), only(order[1], isUsed)];
  return upper === undefined || lower === undefined ? (upper ?? lower) : [upper, lower];
}

const valueOf = (...digits: readonly number[]): number => digits.reduce((sum, digit, i) => sum + digit * 3 ** i, 0);

describe("floatEntries(groupSize)", () => {
  it("halves the places of four: x0 + x1 + x2 is x2 + (x1 + x0), with or without x3", () => {
    const entries = floatEntries(4);
    expect(orderOf(entries, valueOf(1, 1, 1, 0))).toEqual([2, [1, 0]]);
    expect(orderOf(entries, valueOf(1, 1, 1, 1))).toEqual([[3, 2], [1, 0]]); // prettier-ignore
    expect(orderOf(entries, valueOf(1, 0, 0, 1))).toEqual([3, 0]);
  });

  it("subtracts the entry whose negative a half is: x3 − (x1 − x0) for weights (1, −1, 0, 1)", () => {
    const { sum } = floatEntries(4)[valueOf(1, -1, 0, 1) - 1] as FloatEntry;
    expect(sum).toEqual({ high: valueOf(0, 0, 0, 1), low: valueOf(-1, 1), isSubtracted: true });
  });

  it("gives five places three above and two below", () => {
    expect(orderOf(floatEntries(5), valueOf(1, 1, 1, 1, 1))).toEqual([[[4, 3], 2], [1, 0]]); // prettier-ignore
  });

  it.each([1, 2, 3, 4, 5, 6])("takes E − µ adders, at most ⌈log2 µ⌉ in series, of groups of %d", (groupSize) => {
    const entries = floatEntries(groupSize);
    const count = (3 ** groupSize - 1) / 2;
    expect(entries.filter(({ sum }) => sum !== undefined)).toHaveLength(count - groupSize);
    expect(Math.max(...entries.map(({ depth }) => depth))).toBe(Math.ceil(Math.log2(groupSize)));
  });

  it.each([2, 3, 4, 5, 6])("is one order with any part of the places left out, of groups of %d", (groupSize) => {
    const entries = floatEntries(groupSize);
    const full = orderOf(entries, valueOf(...Array.from({ length: groupSize }, () => 1)));
    for (let mask = 1; mask < 2 ** groupSize; mask++) {
      const digits = Array.from({ length: groupSize }, (_, i) => (mask >> i) & 1);
      expect(orderOf(entries, valueOf(...digits))).toEqual(only(full, (input) => digits[input] === 1));
    }
  });
});
