import { describe, expect, it } from "vitest";
import { wholeGrains } from "../../src/core/grains.ts";

describe("wholeGrains(value)", () => {
  it("moves a value by less than a millionth of its unit", () => {
    for (const delay of [0, 0.1, 83.611, 1e6 / 3]) expect(Math.abs(wholeGrains(delay) - delay)).toBeLessThan(1e-6);
  });

  it("makes sums exact, in any order", () => {
    const delays = Array.from({ length: 1000 }, (_, i) => wholeGrains(100 * Math.sin(i) ** 2));
    const forwards = delays.reduce((sum, each) => sum + each, 0);
    expect(delays.toReversed().reduce((sum, each) => sum + each, 0)).toBe(forwards);
    const halves = [delays.slice(0, 500), delays.slice(500)].map((half) => half.reduce((sum, each) => sum + each, 0));
    expect(halves.reduce((sum, each) => sum + each, 0)).toBe(forwards);
  });
});
