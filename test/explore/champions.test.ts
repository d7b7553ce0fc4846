import { describe, expect, it } from "vitest";
import { Champions } from "../../src/explore/champions.ts";

const dominate = (champions: Champions, ...costs: readonly number[]) => champions.dominate(Float64Array.from(costs), 0);

describe("Champions.dominate(costs, at)", () => {
  it("is false while there are none, even for the worst of points", () => {
    expect(dominate(new Champions(2), 1, 1)).toBe(false);
    expect(dominate(new Champions(2), Infinity, Infinity)).toBe(false);
  });

  it("knows the strongest point, which does not dominate its equal", () => {
    const champions = new Champions(2);
    champions.strongest.set([1, 2]);
    expect([dominate(champions, 1, 3), dominate(champions, 1, 2), dominate(champions, 0, 9)]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("knows a point from learn(points, at) on, for points that the strongest does not dominate for the same reason", () => {
    const champions = new Champions(2);
    champions.strongest.set([5, 5]);
    expect(dominate(champions, 2, 9)).toBe(false);
    champions.learn(Float64Array.of(7, 7, 1, 8), 2);
    expect(dominate(champions, 3, 8)).toBe(true);
    expect(dominate(champions, 1, 8)).toBe(false);
    expect(dominate(champions, 9, 2)).toBe(false);
  });

  it("keeps those that succeed when more are learnt than there are places", () => {
    const champions = new Champions(2);
    champions.strongest.set([1000, 0]);
    dominate(champions, 0, 1);
    champions.learn(Float64Array.of(10, 10), 0);
    for (let i = 0; i < 100; i++) {
      expect(dominate(champions, 10, 11)).toBe(true);
      expect(dominate(champions, i / 10, 2000 - i)).toBe(false);
      champions.learn(Float64Array.of(i / 10, 1999.5 - i), 0);
    }
  });
});
