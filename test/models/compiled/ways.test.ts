import { describe, expect, it } from "vitest";
import { longestByPins } from "../../../models/compiled/ways.ts";

/** The longest ways as an object, by pins. */
function ways(bits: readonly number[], pins: readonly number[], ends: readonly number[]): object {
  const found = longestByPins(Float64Array.from(bits), Float64Array.from(pins), Float64Array.from(ends));
  return Object.fromEntries(found.map(({ pins: own, pathPs }) => [own, pathPs]));
}

describe("longestByPins(bits, pins, ends)", () => {
  it("takes the longest way over the bits that drive as many pins", () => {
    expect(ways([0, -5, 0, -5], [1, 3, 1, 3], [10, 20, 30, 40])).toEqual({ 1: 30, 3: 35 });
  });

  it("repeats the bits of one copy of the driver over the reader", () => {
    expect(ways([0, -5], [1, 3, 1, 3], [10, 20, 30, 40])).toEqual({ 1: 30, 3: 35 });
  });

  it("lets each bit meet each pin where neither fits into the other", () => {
    expect(ways([0, -1, -2], [2, 5], [1, 7])).toEqual({ 2: 1, 5: 7 });
  });

  it("repeats the ends of one copy of the reader", () => {
    expect(ways([0], [2, 2, 4], [3])).toEqual({ 2: 3, 4: 3 });
  });
});
