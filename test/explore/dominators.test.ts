import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import type { MetricList } from "../../models/compiled/row-scratch.ts";
import { DominanceBuckets } from "../../src/explore/dominance-buckets.ts";
import { DominanceGrid } from "../../src/explore/dominance-grid.ts";
import type { Dominators } from "../../src/explore/dominators.ts";

const isNoWorse = (a: readonly number[], b: readonly number[]) => a.every((value, k) => value <= b[k]!);

/** By the definition. */
function isDominated(point: readonly number[], by: readonly (readonly number[])[]): boolean {
  return by.some((other) => isNoWorse(other, point) && !isNoWorse(point, other));
}

const costsOf = (points: readonly (readonly number[])[]): Float64Array => Float64Array.from(points.flat());

/** The points a sieve leaves. */
function sifted(points: Dominators, asked: readonly (readonly number[])[], objectives: number): readonly number[] {
  const lists = Array.from({ length: objectives }, (_, k): MetricList => {
    const numbers = Float64Array.from(asked, (point) => point[k]!);
    return { numbers, words: new Int32Array(numbers.buffer) };
  });
  const left = new Int32Array(asked.length);
  return [...left.subarray(0, points.sift(lists, asked.length, left))];
}

/** Adds a point to some, as a front does. */
function addTo(points: Dominators, costs: Float64Array, slot: number): void {
  if (points.dominates(costs, 0)) return;
  points.removeDominated(costs, 0, () => undefined);
  points.insert(slot, costs, 0);
}

const KINDS = [
  ["a grid", (objectives: number): Dominators => new DominanceGrid(objectives), [1, 2, 3]],
  ["buckets", (objectives: number): Dominators => new DominanceBuckets(objectives), [1, 2, 3, 4, 5, 6, 18]],
] as const;

describe.each(KINDS)("points in %s", (_, make, widths) => {
  it.each(widths)("dominate what a list of them does, one by one and many at once: %i objectives", (objectives) => {
    const random = new Random(9);
    const points = make(objectives);
    const bySlot = new Map<number, readonly number[]>();
    const free: number[] = [];
    let gone = 0;
    for (let i = 0; i < 1500; i++) {
      // Values of a grid tie; the points get better, then nearly all are alike; some are negative or zero.
      const one = (): readonly number[] =>
        Array.from({ length: objectives }, () => random.integer(-5, 30) / (i > 700 ? 1000 : 1 + i / 100));
      const asked = Array.from({ length: random.integer(1, 40) }, one);
      const held = [...bySlot.values()];
      const expected = asked.map((point) => isDominated(point, held));
      expect(asked.map((point) => points.dominates(costsOf([point]), 0))).toEqual(expected);
      expect(sifted(points, asked, objectives)).toEqual([...expected.keys()].filter((place) => !expected[place]));
      if (isDominated(asked[0]!, held)) continue;
      const worse = [...bySlot].filter(([, point]) => isDominated(point, [asked[0]!])).map(([slot]) => slot);
      const removed: number[] = [];
      points.removeDominated(costsOf(asked), 0, (slot) => removed.push(slot));
      expect(removed.toSorted((a, b) => a - b)).toEqual(worse.toSorted((a, b) => a - b));
      gone += worse.length;
      for (const slot of removed) bySlot.delete(slot);
      free.push(...removed);
      const slot = free.pop() ?? bySlot.size;
      bySlot.set(slot, asked[0]!);
      points.insert(slot, costsOf(asked), 0);
    }
    expect(gone).toBeGreaterThan(3);
  });

  it.each(widths)("leave no point out whose cost is not known, whatever its sign: %i objectives", (objectives) => {
    const points = make(objectives);
    const random = new Random(3);
    const one = (): readonly number[] => Array.from({ length: objectives }, () => random.integer(1, 1000) * 1e303);
    for (let i = 0; i < 200; i++) addTo(points, costsOf([one()]), i);
    const negative = new Float64Array(new BigUint64Array([0xfff8000000000000n]).buffer)[0]!;
    const worst = Array.from({ length: objectives }, () => Number.MAX_VALUE);
    for (const unknown of [Number.NaN, negative])
      for (let k = 0; k < objectives; k++) {
        const asked = [worst, worst.with(k, unknown), worst.map(() => Infinity)];
        expect(sifted(points, asked, objectives)).toEqual([1]);
      }
  });

  it.each(widths)(
    "agree with the definition where values tie, infinite ones and both zeros: %i objectives",
    (objectives) => {
      const value = fc.constantFrom(-Infinity, -1, -0, 0, 5e-324, -5e-324, 1, 1 + Number.EPSILON, 1e300, Infinity);
      const point = fc.array(value, { minLength: objectives, maxLength: objectives });
      const input = fc.record({
        held: fc.array(point, { maxLength: 120 }),
        asked: fc.array(point, { minLength: 1, maxLength: 40 }),
      });
      fc.assert(
        fc.property(input, ({ held, asked }) => {
          const points = make(objectives);
          for (const [slot, each] of held.entries()) addTo(points, costsOf([each]), slot);
          const expected = [...asked.keys()].filter((place) => !isDominated(asked[place]!, held));
          expect(sifted(points, asked, objectives)).toEqual(expected);
        }),
        { seed: 4, numRuns: 100 },
      );
    },
  );
});
