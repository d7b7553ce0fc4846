import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DesignRecord } from "../../src/core/result.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import { pointsAt, twinsInWords, twinsOf } from "../../src/explore/twins.ts";
import { OPTIONS, spaceOf } from "./fake-sweep.ts";

function tableOf(rows: readonly (readonly number[])[]) {
  const width = rows[0]?.length ?? 1;
  return { indices: Float64Array.from(rows, (_, i) => 10 * i), rows: Float64Array.from(rows.flat()), width };
}

describe("twinsOf(table)", () => {
  it("groups points that are equal in all metrics, absent ones included, by the lowest index", () => {
    const table = tableOf([
      [1, 2, NaN],
      [1, 2, 3],
      [1, 2, NaN],
      [1, 2, 3],
      [1, 3, NaN],
    ]);
    expect(twinsOf(table)).toEqual([[0, 2], [1, 3], [4]]);
    expect([...pointsAt(table, [0, 4]).indices]).toEqual([0, 40]);
    expect([...pointsAt(table, [4]).rows]).toEqual([1, 3, NaN]);
  });

  it("agrees with comparing each point with each other", () => {
    const row = fc.array(fc.constantFrom(0, 1, 2, NaN), { minLength: 3, maxLength: 3 });
    fc.assert(
      fc.property(fc.array(row, { maxLength: 40 }), (rows) => {
        const isSame = (a: readonly number[], b: readonly number[]) => a.every((each, k) => Object.is(each, b[k]));
        const firsts = rows.flatMap((each, i) => (rows.findIndex((other) => isSame(each, other)) === i ? [i] : []));
        const groups = firsts.map((i) => rows.flatMap((each, j) => (isSame(rows[i] ?? [], each) ? [j] : [])));
        expect(twinsOf(tableOf(rows))).toEqual(groups);
      }),
      { seed: 1 },
    );
  });
});

describe("twinsInWords(first, others)", () => {
  it("counts the others and lists the values of what differs, also of a parameter that one does not have", () => {
    const design = (parameters: Readonly<Record<string, number | string>>) => ({ parameters });
    expect(twinsInWords(design({ a: 1, b: 2 }), [])).toEqual({});
    expect(twinsInWords(design({ a: 1, b: 2 }), [design({ a: 1, b: 3 }), design({ a: 1, b: 2, c: "x" })])).toEqual({
      twins: { count: 2, in: { b: [2, 3], c: ["x"] } },
    });
  });
});

/** Of the fake tables, `reduction` changes no metric. */
const BLOCKS = [
  {
    generator: "lut",
    parameters: {
      groupSize: [1, 2, 3],
      tables: [1, 2, 4, 8],
      fetchers: [2, 4, 8],
      outputs: 100,
      reduction: ["compressor", "adder-tree"],
    },
  },
];

describe("the front of a sweep", () => {
  it("has of equal designs the first, which counts the others: by definition, for any number of workers and both searches", async () => {
    const records: DesignRecord[] = [];
    const space = spaceOf(BLOCKS, { pick: ["knee", "smallest latencyUs", "largest areaUm2"] });
    const { pareto, manifest } = await runSweep(space, { ...OPTIONS, onRecords: (some) => void records.push(...some) });
    const feasible = records.filter(({ status }) => status === "feasible");
    const names = ["areaUm2", "latencyUs", "weightBitsPerToken"];
    const costs = (record: DesignRecord) => names.map((name) => record.metrics[name] ?? Infinity);
    const dominates = (a: readonly number[], b: readonly number[]) =>
      a.every((each, k) => each <= (b[k] ?? 0)) && a.some((each, k) => each < (b[k] ?? 0));
    const best = feasible.filter((record) => !feasible.some((other) => dominates(costs(other), costs(record))));
    const groups = new Map<string, DesignRecord[]>();
    for (const record of best) {
      const key = JSON.stringify(record.metrics);
      groups.set(key, [...(groups.get(key) ?? []), record]);
    }
    const expected = [...groups.values()].map(([first, ...others]) => [first?.index, others.length]);
    expect(pareto.front.map(({ index, twins }) => [index, twins?.count ?? 0])).toEqual(expected);
    expect(expected.length).toBeLessThan(best.length);
    expect(pareto.front[0]?.twins?.in).toEqual({ reduction: ["compressor", "adder-tree"] });
    expect(manifest.counts.pareto).toBe(pareto.front.length);
    expect(pareto.cloud.total).toBe(feasible.length - best.length);
    expect(new Set(pareto.picks.map(({ record }) => record.index)).size).toBe(pareto.picks.length);
    const two = await runSweep(space, { ...OPTIONS, workers: 2 });
    expect(two.pareto).toEqual(pareto);
    const bounded = await runSweep(spaceOf(BLOCKS, { pick: space.pick, search: "bounded" }), OPTIONS);
    expect(bounded.pareto.front).toEqual(pareto.front);
  });
});
