import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { METRIC_COUNT, metricColumn } from "../../src/core/metric-row.ts";
import type { Objective } from "../../src/core/result.ts";
import { ParetoFront } from "../../src/explore/pareto.ts";
import { forEachPoint } from "../../src/explore/point-table.ts";

const METRICS = ["areaUm2", "latencyUs", "tops", "ge", "utilisation"];

function rowOf(values: readonly number[]): Float64Array {
  const row = new Float64Array(METRIC_COUNT).fill(Number.NaN);
  for (const [k, value] of values.entries()) row[metricColumn(METRICS[k] ?? "")] = value;
  return row;
}

function objectivesOf(directions: readonly Objective["direction"][]): readonly Objective[] {
  return directions.map((direction, k) => ({ metric: METRICS[k] ?? "", direction }));
}

function frontOf(points: readonly (readonly number[])[], directions: readonly Objective["direction"][]): number[] {
  const front = new ParetoFront(objectivesOf(directions));
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
          const front = new ParetoFront(objectivesOf(["minimize", "minimize"]));
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
        const merged = new ParetoFront(objectives);
        for (const half of [points.slice(cut), points.slice(0, cut)]) {
          const front = new ParetoFront(objectives);
          for (const values of half) front.add(points.indexOf(values), rowOf(values));
          forEachPoint(front.table(), (index, rows, offset) => merged.add(index, rows, offset));
        }
        expect([...merged.table().indices]).toEqual(frontOf(points, ["minimize", "minimize", "minimize"]));
      }),
      { seed: 3 },
    );
  });
});
