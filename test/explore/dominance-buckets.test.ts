import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { DominanceBuckets } from "../../src/explore/dominance-buckets.ts";

const nowhereWorse = (a: readonly number[], b: readonly number[]) => a.every((value, k) => value <= (b[k] ?? 0));

describe("DominanceBuckets", () => {
  it("names the slots of the points that a new one dominates, and forgets them", () => {
    const buckets = new DominanceBuckets(2);
    const costs = Float64Array.of(1, 9, 5, 5, 9, 1, 4, 4);
    for (const slot of [0, 1, 2]) buckets.insert(slot, costs, 2 * slot);
    const removed: number[] = [];
    buckets.removeDominated(costs, 6, (slot) => removed.push(slot));
    buckets.removeDominated(costs, 6, (slot) => removed.push(slot));
    expect(removed).toEqual([1]);
  });

  it("dominates(costs, at) and removeDominated(…) agree with a list through thousands of changes", () => {
    const random = new Random(9);
    for (const objectives of [1, 2, 3, 4, 5, 6, 18]) {
      const buckets = new DominanceBuckets(objectives);
      const held = new Map<number, readonly number[]>();
      const free: number[] = [];
      for (let i = 0; i < 1500; i++) {
        // Values of a grid tie; the points get better, then nearly all are alike.
        const values = Array.from({ length: objectives }, () => random.integer(0, 30) / (i > 700 ? 1000 : 1 + i / 100));
        const costs = Float64Array.from(values);
        const others = [...held].filter(([, other]) => !(nowhereWorse(other, values) && nowhereWorse(values, other)));
        const isDominated = others.some(([, other]) => nowhereWorse(other, values));
        expect(buckets.dominates(costs, 0)).toBe(isDominated);
        if (isDominated) continue;
        const expected = others.filter(([, other]) => nowhereWorse(values, other)).map(([slot]) => slot);
        const removed: number[] = [];
        buckets.removeDominated(costs, 0, (slot) => removed.push(slot));
        expect(removed.toSorted((a, b) => a - b)).toEqual(expected.toSorted((a, b) => a - b));
        for (const slot of removed) held.delete(slot);
        free.push(...removed);
        const slot = free.pop() ?? held.size;
        held.set(slot, values);
        buckets.insert(slot, costs, 0);
      }
      expect(held.size).toBeGreaterThan(0);
    }
  });
});
