import { describe, expect, it } from "vitest";
import { RowMemory } from "../../../../models/compiled/kernels/row-memory.ts";
import { leastOf, mostOf } from "../../../../models/compiled/boxes/row-range.ts";

describe("leastOf(a, b), mostOf(a, b)", () => {
  const size = { length: 3, memory: new RowMemory() };
  const row = Float64Array.of(1, 5, Number.NaN);

  it("are the smaller and the larger number at each place; NaN counts as none", () => {
    const other = Float64Array.of(2, 4, 3);
    expect(leastOf(row, other, size)).toEqual(Float64Array.of(1, 4, 3));
    expect(mostOf(row, other, size)).toEqual(Float64Array.of(2, 5, 3));
    expect(leastOf(row, 3, size)).toEqual(Float64Array.of(1, 3, 3));
    expect(mostOf(Number.NaN, 2, size)).toBe(2);
    expect(leastOf(7, 2, size)).toBe(2);
  });

  it("are one of the rows where that is it", () => {
    const larger = Float64Array.of(6, 6, 6);
    expect(mostOf(row, larger, size)).toBe(larger);
    expect(leastOf(larger, 1, size)).toBe(1);
  });
});
