import { describe, expect, it } from "vitest";
import { firstWorse } from "../../src/explore/first-worse.ts";

describe("firstWorse(points, a, others, b, width)", () => {
  const points = Float64Array.of(9, 1, 2, 3);
  const others = Float64Array.of(1, 2, 3, 1, 1, 3, -Infinity, Infinity, 0);

  it("finds the first objective in which a is larger", () => {
    expect(firstWorse(points, 1, others, 3, 3)).toBe(1);
    expect(firstWorse(points, 1, others, 6, 3)).toBe(0);
  });

  it("gives the number of objectives if a is nowhere larger, as when both are equal", () => {
    expect(firstWorse(points, 1, others, 0, 3)).toBe(3);
    expect(firstWorse(others, 3, points, 1, 3)).toBe(3);
  });
});
