import { describe, expect, it } from "vitest";
import { Clocks } from "../../../models/compiled/clocks.ts";

describe("new Clocks(mhz).fastest(path)", () => {
  it("is the last clock whose period is no shorter than the path, wherever the one before was", () => {
    const clocks = new Clocks([100, 250, 500, 1000]); // 10 000, 4000, 2000 and 1000 ps
    expect([900, 1000, 1000.5, 2000, 3999, 4001, 10_000].map((path) => clocks.fastest(path))).toEqual([3, 3, 2, 2, 1, 0, 0]); // prettier-ignore
    expect(clocks.fastest(10_001)).toBe(-1);
    expect(clocks.fastest(1500)).toBe(2);
    expect(clocks.longestPs).toBe(10_000);
  });
});
