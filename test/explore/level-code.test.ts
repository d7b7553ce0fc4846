import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { LevelCode } from "../../src/explore/level-code.ts";

/** Codes fitted to `count` random points, with the points. */
function fitted(objectives: number, count: number): { readonly levels: LevelCode; readonly keys: Float64Array } {
  const random = new Random(objectives);
  const keys = Float64Array.from({ length: count * objectives }, () => random.next());
  const levels = new LevelCode(objectives);
  levels.fit(keys, [...Array(count).keys()]);
  return { levels, keys };
}

/** Whether the codes leave it open that a dominates b. */
function mayDominate(levels: LevelCode, a: Float64Array, b: Float64Array): boolean {
  return (((levels.of(b, 0) | levels.guards) - levels.of(a, 0)) & levels.guards) === levels.guards;
}

describe("LevelCode.of(costs, at)", () => {
  it("never tells that a point cannot dominate another which it does, for 1 to 40 objectives", () => {
    const value = fc.oneof(
      fc.constantFrom(-Infinity, -0, 0, 1, Infinity),
      fc.double({ min: -0.5, max: 1.5, noNaN: true }),
    );
    const pairs = fc
      .integer({ min: 1, max: 40 })
      .chain((objectives) => fc.array(fc.tuple(value, value), { minLength: objectives, maxLength: objectives }));
    const codes = new Map(Array.from({ length: 40 }, (_, k) => [k + 1, fitted(k + 1, 200).levels]));
    fc.assert(
      fc.property(pairs, (pair) => {
        const levels = codes.get(pair.length);
        const better = Float64Array.from(pair, ([a, b]) => Math.min(a, b));
        const worse = Float64Array.from(pair, ([a, b]) => Math.max(a, b));
        expect(levels !== undefined && mayDominate(levels, better, worse)).toBe(true);
        expect(mayDominate(new LevelCode(pair.length), better, worse)).toBe(true);
      }),
      { seed: 6, numRuns: 1000 },
    );
  });

  it("tells nearly all pairs of random points apart of which none dominates the other", () => {
    for (const objectives of [2, 3, 4, 5, 6]) {
      const { levels, keys } = fitted(objectives, 400);
      let [open, pairs] = [0, 0];
      for (let at = 0; at + objectives < keys.length; at += objectives) {
        const a = keys.subarray(at, at + objectives);
        const b = keys.subarray(at + objectives, at + 2 * objectives);
        if (a.every((value, k) => value <= (b[k] ?? 0))) continue;
        pairs++;
        if (mayDominate(levels, a, b)) open++;
      }
      expect(pairs).toBeGreaterThan(100);
      expect(open / pairs).toBeLessThan(0.05);
    }
  });

  it("counts the quantiles that a point is not below", () => {
    const levels = new LevelCode(1);
    levels.fit(
      Float64Array.from({ length: 4096 }, (_, i) => i),
      [...Array(4096).keys()],
    );
    expect([-5, 0, 3, 4, 2048, 4095, Infinity].map((cost) => levels.of(Float64Array.of(cost), 0))).toEqual([
      0, 0, 0, 1, 512, 1023, 1023,
    ]);
  });
});

describe("LevelCode.strength(code)", () => {
  it("is the part of independent points that the point dominates", () => {
    const { levels } = fitted(3, 4000);
    expect(levels.strength(levels.of(Float64Array.of(0, 0, 0), 0))).toBe(1);
    expect(levels.strength(levels.of(Float64Array.of(0.5, 0.2, 0.9), 0))).toBeCloseTo(0.5 * 0.8 * 0.1, 2);
  });
});
