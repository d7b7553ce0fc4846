import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { METRIC_COUNT } from "../../src/core/metric-row.ts";
import { METRICS } from "../../src/core/metrics.ts";
import { Random } from "../../src/core/random.ts";
import type { Objective } from "../../src/core/result.ts";
import { ParetoFront } from "../../src/explore/pareto.ts";
import { forEachPoint } from "../../src/explore/point-table.ts";
import { PLAIN } from "../support/plain-metrics.ts";

/** Values of the first metrics, which are the objectives; the last metric says which point it is. */
function rowOf(values: readonly number[], index = Number.NaN): Float64Array {
  const row = new Float64Array(METRIC_COUNT).fill(Number.NaN);
  row.set(values);
  row[METRIC_COUNT - 1] = index;
  return row;
}

function objectivesOf(directions: readonly Objective["direction"][]): readonly Objective[] {
  return directions.map((direction, k) => ({ metric: METRICS[k]?.name ?? "", direction }));
}

function frontOf(points: readonly (readonly number[])[], directions: readonly Objective["direction"][]): number[] {
  const front = new ParetoFront(objectivesOf(directions), PLAIN);
  for (const [index, values] of points.entries()) front.add(index, rowOf(values));
  return [...front.table().indices];
}

/** By the definition: keep a point if no other is nowhere worse and somewhere better. */
function bruteForce(points: readonly (readonly number[])[], directions: readonly Objective["direction"][]): number[] {
  const cost = points.map((point) => point.map((value, k) => (directions[k] === "minimize" ? value : -value)));
  const dominates = (a: readonly number[], b: readonly number[]) =>
    a.every((value, k) => value <= (b[k] ?? 0)) && a.some((value, k) => value < (b[k] ?? 0));
  return cost.flatMap((point, index) => (cost.some((other) => dominates(other, point)) ? [] : [index]));
}

const minimized = (count: number) => Array.from({ length: count }, (): "minimize" => "minimize");

/** Random points near the plane where objectives sum to 1: most are on the front. */
function onPlane(count: number, objectives: number): readonly (readonly number[])[] {
  const random = new Random(objectives);
  return Array.from({ length: count }, () => {
    const values = Array.from({ length: objectives }, () => -Math.log(1 - random.next()));
    const scale = (1 + 0.02 * random.gaussian()) / values.reduce((sum, value) => sum + value, 0);
    return values.map((value) => value * scale);
  });
}

/** Random points, each objective 0 … 1 by itself: few are on the front. */
function inCube(count: number, objectives: number): readonly (readonly number[])[] {
  const random = new Random(objectives);
  return Array.from({ length: count }, () => Array.from({ length: objectives }, () => random.next()));
}

/** Points of which an objective has few values, infinite ones and both zeros among them. */
const tiedPoints = fc
  .integer({ min: 1, max: 8 })
  .chain((objectives) =>
    fc.array(
      fc.array(fc.constantFrom(-Infinity, -1, -0, 0, 1, 2, Infinity), { minLength: objectives, maxLength: objectives }),
      { minLength: 1, maxLength: 150 },
    ),
  );

describe("ParetoFront.add", () => {
  it("keeps the points that no other dominates, in order of index", () => {
    expect(
      frontOf(
        [
          [3, 3],
          [1, 4],
          [2, 2],
          [4, 1],
        ],
        ["minimize", "minimize"],
      ),
    ).toEqual([1, 2, 3]);
  });

  it("keeps every one of several equal points", () => {
    expect(
      frontOf(
        [
          [1, 1],
          [2, 2],
          [1, 1],
          [1, 1],
        ],
        ["minimize", "minimize"],
      ),
    ).toEqual([0, 2, 3]);
  });

  it("takes the larger value as better when the direction is maximize", () => {
    expect(
      frontOf(
        [
          [1, 5],
          [2, 9],
          [3, 5],
        ],
        ["minimize", "maximize"],
      ),
    ).toEqual([0, 1]);
  });

  it("keeps all the smallest values of a single objective", () => {
    expect(frontOf([[3], [2], [5], [2]], ["minimize"])).toEqual([1, 3]);
  });

  it("gives an empty front for no points", () => {
    expect(frontOf([], ["minimize", "minimize"])).toEqual([]);
  });

  it("agrees with brute force for 1 to 5 objectives", () => {
    const direction = fc.constantFrom<Objective["direction"]>("minimize", "maximize");
    const input = fc.array(direction, { minLength: 1, maxLength: 5 }).chain((directions) =>
      fc.record({
        directions: fc.constant(directions),
        points: fc.array(
          fc.array(fc.integer({ min: 1, max: 6 }), { minLength: directions.length, maxLength: directions.length }),
          { maxLength: 120 },
        ),
      }),
    );
    fc.assert(
      fc.property(input, ({ directions, points }) => {
        expect(frontOf(points, directions)).toEqual(bruteForce(points, directions));
      }),
      { seed: 1, numRuns: 300 },
    );
  });

  it("agrees with brute force when nearly all of 1500 points are on the front", () => {
    const points = Array.from({ length: 1500 }, (_, i) => [
      1 + ((i * 7919) % 1500),
      1 + ((i * 104_729) % 1499),
      3000 - ((i * 7919) % 1500),
    ]);
    const directions = ["minimize", "minimize", "minimize"] as const;
    const expected = bruteForce(points, directions);
    expect(expected.length).toBeGreaterThan(1000);
    expect(frontOf(points, directions)).toEqual(expected);
  });

  it("hands each point that is not on the front to `dropped`, once", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 1, max: 9 }), fc.integer({ min: 1, max: 9 })), { maxLength: 60 }),
        (points) => {
          const front = new ParetoFront(objectivesOf(["minimize", "minimize"]), PLAIN);
          const dropped: number[] = [];
          for (const [index, values] of points.entries())
            front.add(index, rowOf(values), 0, (gone) => dropped.push(gone));
          const all = [...dropped, ...front.table().indices].toSorted((a, b) => a - b);
          expect(all).toEqual(points.map((_, index) => index));
        },
      ),
      { seed: 2 },
    );
  });

  it("gives the same front when the fronts of two halves are merged", () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(9), fc.nat(9), fc.nat(9)), { maxLength: 80 }), fc.nat(80), (points, cut) => {
        const objectives = objectivesOf(["minimize", "minimize", "minimize"]);
        const merged = new ParetoFront(objectives, PLAIN);
        for (const half of [points.slice(cut), points.slice(0, cut)]) {
          const front = new ParetoFront(objectives, PLAIN);
          for (const values of half) front.add(points.indexOf(values), rowOf(values));
          forEachPoint(front.table(), (index, rows, offset) => merged.add(index, rows, offset));
        }
        expect([...merged.table().indices]).toEqual(frontOf(points, ["minimize", "minimize", "minimize"]));
      }),
      { seed: 3 },
    );
  });

  it("agrees with brute force for 1 to 8 objectives with ties and infinities", () => {
    fc.assert(
      fc.property(tiedPoints, (points) => {
        const directions = minimized(points[0]?.length ?? 0);
        expect(frontOf(points, directions)).toEqual(bruteForce(points, directions));
      }),
      { seed: 4, numRuns: 300 },
    );
  });

  it.each([1, 2, 3, 4, 5, 6, 7, 40])("agrees with brute force on 1500 random points of %i objectives", (objectives) => {
    for (const points of [inCube(1500, objectives), onPlane(1500, objectives)])
      expect(frontOf(points, minimized(objectives))).toEqual(bruteForce(points, minimized(objectives)));
  });

  it("agrees with brute force when the front moves on and on, so that old levels say nothing", () => {
    const points = onPlane(2000, 3).map((point, index) => point.map((value) => value - Math.floor(index / 100)));
    const expected = bruteForce(points, minimized(3));
    expect(Math.min(...expected)).toBe(1900);
    expect(frontOf(points, minimized(3))).toEqual(expected);
  });

  it("keeps 1000 equal points, and drops all when a better one comes", () => {
    const front = new ParetoFront(objectivesOf(minimized(4)), PLAIN);
    for (let index = 0; index < 1000; index++) front.add(index, rowOf([1, 1, 1, 1]));
    expect(front.table().indices).toHaveLength(1000);
    const dropped = new Set<number>();
    front.add(1000, rowOf([1, 1, 1, 0]), 0, (index) => dropped.add(index));
    expect(dropped.size).toBe(1000);
    expect([...front.table().indices]).toEqual([1000]);
  });

  it("takes an objective that is absent as the worst there is", () => {
    const points = [
      [1, Number.NaN],
      [2, Number.NaN],
      [2, 5],
    ];
    expect(frontOf(points, ["minimize", "minimize"])).toEqual([0, 2]);
    expect(frontOf(points, ["minimize", "maximize"])).toEqual([0, 2]);
  });

  it("gives the same front in any order of the points", () => {
    fc.assert(
      fc.property(
        tiedPoints.chain((points) => fc.shuffledSubarray([...points.entries()], { minLength: points.length })),
        (entries) => {
          const directions = minimized(entries[0]?.[1].length ?? 0);
          const front = new ParetoFront(objectivesOf(directions), PLAIN);
          for (const [index, values] of entries) front.add(index, rowOf(values));
          const sorted = entries.toSorted(([a], [b]) => a - b).map(([, values]) => values);
          expect([...front.table().indices]).toEqual(bruteForce(sorted, directions));
        },
      ),
      { seed: 5, numRuns: 200 },
    );
  });

  it("hands each dropped point over with its own row, and keeps the rows of the others", () => {
    const points = inCube(3000, 4);
    const front = new ParetoFront(objectivesOf(minimized(4)), PLAIN);
    const seen: number[] = [];
    const see = (index: number, rows: Float64Array, offset: number) => {
      expect([...rows.subarray(offset, offset + 4)]).toEqual(points[index]);
      expect(rows[offset + METRIC_COUNT - 1]).toBe(index);
      seen.push(index);
    };
    for (const [index, values] of points.entries()) front.add(index, rowOf(values, index), 0, see);
    forEachPoint(front.table(), see);
    expect(seen.toSorted((a, b) => a - b)).toEqual(points.map((_, index) => index));
  });

  it("gives the front of all points when the fronts of many parts of 5 objectives are merged", () => {
    const points = inCube(2000, 5);
    const merged = new ParetoFront(objectivesOf(minimized(5)), PLAIN);
    for (let part = 0; part < 7; part++) {
      const front = new ParetoFront(objectivesOf(minimized(5)), PLAIN);
      for (const [index, values] of points.entries()) if (index % 7 === part) front.add(index, rowOf(values));
      forEachPoint(front.table(), (index, rows, offset) => merged.add(index, rows, offset));
    }
    expect([...merged.table().indices]).toEqual(bruteForce(points, minimized(5)));
  });
});

describe("ParetoFront.rejects(costs, at), then enter(…)", () => {
  it("does what add does, larger values of an objective to be maximised handed over as smaller ones", () => {
    const directions = ["minimize", "maximize", "minimize"] as const;
    const points = inCube(2000, 3);
    const costs = Float64Array.from(points.flatMap(([a = 0, b = 0, c = 0]) => [a, -b, c]));
    const front = new ParetoFront(objectivesOf(directions), PLAIN);
    const gone: number[] = [];
    for (const [index, values] of points.entries())
      if (front.rejects(costs, index * 3)) gone.push(index);
      else front.enter(costs, index * 3, index, rowOf(values), 0, (dropped) => gone.push(dropped));
    const kept = [...front.table().indices];
    expect(kept).toEqual(bruteForce(points, directions));
    expect([...kept, ...gone].toSorted((a, b) => a - b)).toEqual(points.map((_, index) => index));
  });

  it("rejects no point that is equal to one on the front", () => {
    const front = new ParetoFront(objectivesOf(minimized(2)), PLAIN);
    front.add(0, rowOf([1, 2]));
    const pairs = Float64Array.of(1, 2, 1, 3, 2, 2, 2, 1, 0, 9);
    expect([0, 2, 4, 6, 8].map((at) => front.rejects(pairs, at))).toEqual([false, true, true, false, false]);
  });
});
