import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { frontOf, hypervolume, paretoRegret } from "./hypervolume.ts";

/** Unit cubes of a grid that some point dominates: the volume of points with whole coordinates, counted. */
function countedCubes(points: readonly (readonly number[])[], reference: readonly number[]): number {
  let cubes = 0;
  const walk = (corner: readonly number[]): void => {
    const k = corner.length;
    if (k < reference.length) {
      for (let value = 0; value < (reference[k] ?? 0); value++) walk([...corner, value]);
    } else if (points.some((point) => point.every((value, i) => value <= (corner[i] ?? -1)))) cubes++;
  };
  walk([]);
  return cubes;
}

function randomPoints(random: Random, count: number, objectives: number): number[][] {
  return Array.from({ length: count }, () => Array.from({ length: objectives }, () => random.integer(0, 8)));
}

describe("hypervolume(points, reference)", () => {
  it("is the area below a staircase: two steps of 3 × 1 and 1 × 2 up to (4, 4)", () => {
    expect(
      hypervolume(
        [
          [1, 3],
          [3, 1],
        ],
        [4, 4],
      ),
    ).toBe(5);
  });

  it("is a box for one point in three objectives", () => {
    expect(hypervolume([[1, 2, 3]], [3, 5, 7])).toBe(2 * 3 * 4);
  });

  it("is 0 without points and for points on or beyond the reference", () => {
    expect(hypervolume([], [1, 1])).toBe(0);
    expect(
      hypervolume(
        [
          [1, 0],
          [0, 2],
        ],
        [1, 1],
      ),
    ).toBe(0);
  });

  for (const objectives of [1, 2, 3]) {
    it(`equals the counted unit cubes for 50 random sets in ${objectives} objectives, ties among them`, () => {
      const random = new Random(objectives);
      const reference = Array.from({ length: objectives }, () => 7);
      for (let set = 0; set < 50; set++) {
        const points = randomPoints(random, random.integer(1, 8), objectives);
        expect(hypervolume(points, reference), JSON.stringify(points)).toBe(countedCubes(points, reference));
      }
    });
  }
});

describe("frontOf(points)", () => {
  it("drops what is dominated and keeps equal points", () => {
    const points = [
      [1, 2],
      [2, 1],
      [1, 2],
      [2, 2],
      [1, 3],
    ];
    expect(frontOf(points)).toEqual([0, 1, 2]);
  });
});

describe("paretoRegret(measured, estimated)", () => {
  const measured = [
    [1, 3],
    [3, 1],
    [2, 2],
    [4, 4],
  ];

  it("is 0 for a model that is wrong by any factor but picks the right designs", () => {
    expect(
      paretoRegret(
        measured,
        measured.map(([a, b]) => [2 * (a ?? 0), (b ?? 0) ** 2]),
      ),
    ).toBe(0);
  });

  it("is 1/6 if the middle one of three steps is passed over: 5 of 6 squares are left", () => {
    const estimated = [
      [1, 3],
      [3, 1],
      [3, 3],
      [4, 4],
    ];
    expect(paretoRegret(measured, estimated)).toBeCloseTo(1 / 6, 12);
  });

  it("is everything if only the worst design is picked", () => {
    expect(
      paretoRegret(measured, [
        [2, 2],
        [2, 2],
        [2, 2],
        [1, 1],
      ]),
    ).toBe(1);
  });

  it("is 0 where nothing can be lost", () => {
    expect(paretoRegret([[1, 2, 3]], [[4, 4, 4]])).toBe(0);
  });
});
