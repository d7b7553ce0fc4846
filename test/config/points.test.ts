import fc from "fast-check";
import { describe, expect, it } from "vitest";

import { parseSpace } from "../../src/config/load-space.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { pointsOf, type Points } from "../../src/config/points.ts";
import { GENERATORS } from "../explore/fake-generators.ts";
import { anyName } from "../support/any-name.ts";

function pointsWith(parameters: object, ...more: readonly object[]): Points {
  const blocks = [{ generator: "lut", parameters }, ...more];
  const json = {
    name: "s",
    technology: "asap7",
    workload: "w",
    clockMhz: 100,
    blocks,
    objectives: [{ metric: "areaUm2" }],
  };
  return pointsOf(parseSpace(json, "SPACE.json", GENERATORS, anyName), GENERATORS);
}

function all(points: Points, ...names: readonly string[]): (readonly unknown[])[] {
  return Array.from({ length: points.count }, (_, index) => names.map((name) => points.at(index).parameters[name]));
}

/** What a part of a plain product holds at an index, in exact arithmetic: parameter → place of its value. */
function placesAt(index: bigint, axes: readonly (readonly [name: string, values: number])[]) {
  let rest = index;
  const places: [string, number][] = [];
  for (const [name, values] of axes.toReversed()) {
    places.unshift([name, Number(rest % BigInt(values))]);
    rest /= BigInt(values);
  }
  return Object.fromEntries(places);
}

describe("pointsOf", () => {
  it("counts through all combinations, the last parameter of the schema fastest", () => {
    const points = pointsWith({ fetchers: [8, 4], groupSize: [1, 2] });
    expect(all(points, "groupSize", "fetchers")).toEqual([
      [1, 8],
      [1, 4],
      [2, 8],
      [2, 4],
    ]);
  });

  it("gives an omitted parameter its default", () => {
    expect(pointsWith({}).at(0)).toMatchObject({
      generator: "lut",
      parameters: { activation: "int8", tables: 8, shape: "runtime" },
    });
  });

  it("spells out {from, to, step} up to `to`", () => {
    expect(all(pointsWith({ tables: { from: 3, to: 10, step: 3 } }), "tables")).toEqual([[3], [6], [9]]);
  });

  it("steps by 1 when `step` is omitted", () => {
    expect(all(pointsWith({ tables: { from: 3, to: 5 } }), "tables")).toEqual([[3], [4], [5]]);
  });

  it("spells out {from, to, factor}, rounded, each value once", () => {
    expect(all(pointsWith({ tables: { from: 1, to: 10, factor: 1.5 } }), "tables")).toEqual([[1], [2], [3], [5], [8]]);
  });

  it("multiplies another parameter for {times, factors}", () => {
    const points = pointsWith({ fetchers: [2, 3], outputs: { times: "fetchers", factors: [1, 10] } });
    expect(all(points, "fetchers", "outputs")).toEqual([
      [2, 2],
      [2, 20],
      [3, 3],
      [3, 30],
    ]);
  });

  it("multiplies a multiple, and one that stands later in the schema", () => {
    const points = pointsWith({
      outputs: [6],
      tables: { times: "fetchers", factors: [2] },
      fetchers: { times: "outputs", factors: [3, 4] },
    });
    expect(all(points, "tables", "fetchers", "outputs")).toEqual([
      [36, 18, 6],
      [48, 24, 6],
    ]);
  });

  it("takes `values` where a condition holds and `otherwise` elsewhere, the former first", () => {
    const points = pointsWith({
      groupSize: [1, 2],
      tableStorage: { when: { groupSize: 2 }, values: ["register", "combinational"], otherwise: "register" },
    });
    expect(all(points, "groupSize", "tableStorage")).toEqual([
      [2, "register"],
      [2, "combinational"],
      [1, "register"],
    ]);
  });

  it("takes the default where a condition without `otherwise` does not hold", () => {
    const points = pointsWith({ groupSize: [1, 2], tables: { when: { groupSize: 1 }, values: [3, 4] } });
    expect(all(points, "groupSize", "tables")).toEqual([
      [1, 3],
      [1, 4],
      [2, 8],
    ]);
  });

  it("resolves a condition on a conditional parameter and on a multiple", () => {
    const points = pointsWith({
      groupSize: [1, 2],
      tables: { when: { groupSize: 1 }, values: [2, 4], otherwise: [6] },
      fetchers: { times: "tables", factors: [1, 2] },
      pipelineFetch: { when: { fetchers: [4, 12] }, values: [0, 1], otherwise: 0 },
    });
    const rows = all(points, "groupSize", "tables", "fetchers", "pipelineFetch").map((row) => row.join(" "));
    expect(rows.toSorted()).toEqual([
      "1 2 2 0",
      "1 2 4 0",
      "1 2 4 1",
      "1 4 4 0",
      "1 4 4 1",
      "1 4 8 0",
      "2 6 12 0",
      "2 6 12 1",
      "2 6 6 0",
    ]);
  });

  it("puts the blocks one after the other", () => {
    const points = pointsWith({ tables: [1, 2] }, { generator: "plain", parameters: { tileInputs: [5, 6, 7] } });
    expect(points.count).toBe(5);
    expect(points.at(2)).toEqual({
      generator: "plain",
      parameters: { tileInputs: 5, tileOutputs: 8, inputs: 256, outputs: 64 },
    });
    expect(points.generatorAt(4).name).toBe("plain");
  });

  it("throws RangeError for an index outside", () => {
    expect(() => pointsWith({}).at(1)).toThrow(RangeError);
  });
});

describe("points.visit", () => {
  it("meets the same designs as points.at(index), from anywhere to anywhere", () => {
    const points = pointsWith(
      {
        groupSize: [1, 2, 3],
        tables: { when: { groupSize: [1, 3] }, values: [2, 4] },
        fetchers: [3, 5],
        outputs: { times: "fetchers", factors: [1, 2, 7] },
      },
      { generator: "plain", parameters: { tileInputs: { from: 1, to: 9 } } },
    );
    const interval = fc.tuple(fc.nat(points.count), fc.nat(points.count));
    fc.assert(
      fc.property(interval, ([start, end]) => {
        const seen: { index: number; generator: string; parameters: ParameterValues }[] = [];
        points.visit(start, end, (index, generator, parameters) =>
          seen.push({ index, generator: generator.name, parameters }),
        );
        const expected = Array.from({ length: Math.max(0, end - start) }, (_, k) => ({
          index: start + k,
          ...points.at(start + k),
        }));
        expect(seen).toEqual(expected);
      }),
      { seed: 1, numRuns: 200 },
    );
  });

  it("says why a multiple out of range is no design", () => {
    const points = pointsWith({ fetchers: [100, 200], tables: { times: "fetchers", factors: [1, 2] } });
    const reasons: (string | undefined)[] = [];
    points.visit(0, points.count, (_index, _generator, _values, illegal) => reasons.push(illegal));
    const why = "tables: got 400, expected an integer from 1 to 256";
    expect(reasons).toEqual([undefined, undefined, undefined, why]);
  });

  it("says so too when the multiple was split into single values by a condition", () => {
    const points = pointsWith({
      fetchers: [200],
      tables: { times: "fetchers", factors: [2] },
      groupSize: { when: { tables: 200 }, values: 1, otherwise: [2, 3] },
    });
    let illegal = 0;
    points.visit(0, points.count, (_index, _generator, _values, reason) => (illegal += reason === undefined ? 0 : 1));
    expect([points.count, illegal]).toEqual([2, 2]);
  });
});

describe("pointsOf a space of more than 2⁵² points", () => {
  const AXES = [
    ["activation", 3],
    ["groupSize", 6],
    ["tables", 256],
    ["fetchers", 256],
    ["inputs", 65_536],
    ["outputs", 65_536],
  ] as const;
  const activation = ["int8", "int4", "int16"];
  const upTo = (to: number) => ({ from: 1, to });
  const points = pointsWith(
    {
      activation,
      groupSize: upTo(6),
      tables: upTo(256),
      fetchers: upTo(256),
      inputs: upTo(65_536),
      outputs: upTo(65_536),
    },
    { generator: "plain", parameters: { tileInputs: upTo(9) } },
  );
  const size = 18n * 2n ** 48n;

  /** The values at an index of the first block. */
  function valuesAt(index: bigint): ParameterValues {
    const places = placesAt(index, AXES);
    const values = Object.entries(places).map(([name, place]) => [
      name,
      name === "activation" ? activation[place] : place + 1,
    ]);
    return Object.fromEntries(values);
  }

  it("counts all of them", () => {
    expect(BigInt(points.count)).toBe(size + 9n);
    expect(points.at(points.count - 1)).toMatchObject({ generator: "plain", parameters: { tileInputs: 9 } });
    expect(points.at(Number(size))).toMatchObject({ generator: "plain", parameters: { tileInputs: 1 } });
  });

  it("finds each by its exact index", () => {
    const some = fc.bigInt({ min: 0n, max: size - 1n });
    fc.assert(
      fc.property(some, (index) => {
        expect(points.at(Number(index)).parameters).toMatchObject(valuesAt(index));
      }),
      { seed: 1, numRuns: 500, examples: [[size - 1n], [size - 65_536n], [2n ** 52n - 1n], [2n ** 52n]] },
    );
  });

  it("visits those at its very end", () => {
    const [start, end] = [Number(size) - 70_000, Number(size) + 2];
    let next = start;
    points.visit(start, end, (index, _generator, values) => {
      if (index !== next) throw new Error(`got ${index}, expected ${next}`);
      if (index < Number(size) && index % 1009 === 0) expect(values).toMatchObject(valuesAt(BigInt(index)));
      next++;
    });
    expect(next).toBe(end);
  });
});
