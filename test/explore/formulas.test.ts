import { describe, expect, it } from "vitest";
import type { Space } from "../../src/config/space.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import { nearestMisses } from "../../src/explore/nearest-misses.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import { sweepKey } from "../../src/explore/sweep-key.ts";
import { FAKE_MODULES } from "./fake-generators.ts";
import { OPTIONS, spaceOf } from "./fake-sweep.ts";

const BLOCKS = [
  { generator: "plain", parameters: { tileInputs: { from: 1, to: 20 }, tileOutputs: [2, 4, 8], inputs: [64, 100] } },
];
const METRICS = {
  edp: { formula: "energyPerTokenUj * latencyUs", unit: "µJ·µs", label: "energy–delay product" },
  cost: "areaUm2 + 2 * sqrt(edp)",
  rest: "log2(areaUm2 - 400)",
};

function withFormulas(changes: object = {}): Space {
  return spaceOf(BLOCKS, { metrics: METRICS, objectives: [{ metric: "edp" }, { metric: "areaUm2" }], ...changes });
}

/** All points of the space without bounds, as records. */
async function all(): Promise<readonly DesignRecord[]> {
  const records: DesignRecord[] = [];
  await runSweep(withFormulas(), { ...OPTIONS, onRecords: (some) => void records.push(...some) });
  return records;
}

describe("a sweep of a space with formulas", () => {
  it("gives each design its formulas, worked out from its metrics, and none to those that lack a metric", async () => {
    const records = await all();
    expect(records.filter(({ status }) => status === "infeasible").length).toBeGreaterThan(10);
    for (const { metrics } of records) {
      const { areaUm2 = NaN, energyPerTokenUj, latencyUs } = metrics;
      const edp = energyPerTokenUj === undefined || latencyUs === undefined ? undefined : energyPerTokenUj * latencyUs;
      expect(metrics["edp"]).toBe(edp);
      expect(metrics["cost"]).toBe(edp === undefined ? undefined : areaUm2 + 2 * Math.sqrt(edp));
      expect(metrics["rest"]).toBe(areaUm2 > 400 ? Math.log2(areaUm2 - 400) : undefined);
    }
  });

  it("finds the front and the picks that the definition gives", async () => {
    const feasible = (await all()).filter(({ status }) => status === "feasible");
    const { pareto, manifest } = await runSweep(withFormulas({ pick: ["knee", "smallest cost"] }), OPTIONS);
    const costs = (record: DesignRecord) => [record.metrics["edp"] ?? NaN, record.metrics["areaUm2"] ?? NaN] as const;
    const front = feasible.filter(
      (record) =>
        !feasible.some((other) => {
          const [[a, b], [x, y]] = [costs(other), costs(record)];
          return a <= x && b <= y && (a < x || b < y);
        }),
    );
    const alike = new Map(front.toReversed().map(({ index, metrics }) => [JSON.stringify(metrics), index]));
    expect(alike.size).toBeLessThan(front.length);
    expect(pareto.front.map(({ index }) => index)).toEqual([...alike.values()].toSorted((a, b) => a - b));
    expect(pareto.metrics).toEqual(withFormulas().metrics);
    expect(manifest.space).toMatchObject({ metrics: withFormulas().metrics });
    const cheapest = Math.min(...front.map(({ metrics }) => metrics["cost"] ?? NaN));
    const pick = pareto.picks.find(({ label }) => label.includes("smallest cost"));
    expect(pick?.record.metrics["cost"]).toBe(cheapest);
  });

  it("counts designs under the bound of a formula, in the words of any other", async () => {
    const records = (await all()).filter(({ status }) => status === "feasible");
    const limit = 9;
    const constraints = [{ metric: "rest", maximum: limit }];
    const { manifest } = await runSweep(withFormulas({ constraints }), OPTIONS);
    const count = (holds: (rest: number | undefined) => boolean) =>
      records.filter(({ metrics }) => holds(metrics["rest"])).length;
    expect(manifest.counts.infeasible).toMatchObject({
      "rest > 9": count((rest) => rest !== undefined && rest > limit),
      "rest is not known": count((rest) => rest === undefined),
    });
    expect(manifest.counts.feasible).toBe(count((rest) => rest !== undefined && rest <= limit));
  });

  it("names the nearest miss of a bound on a formula", async () => {
    const least = Math.min(...(await all()).flatMap(({ status, metrics }) => (status === "feasible" ? (metrics["edp"] ?? []) : []))); // prettier-ignore
    const space = withFormulas({ constraints: [{ metric: "edp", maximum: least / 2 }] });
    const [miss] = await nearestMisses(space, await runSweep(space, OPTIONS), OPTIONS);
    expect(miss?.nearest?.value).toBe(least);
  });

  it("has errors of arithmetic where a formula rests on them, be it a column alone", async () => {
    const space = withFormulas({ metrics: { ...METRICS, padded: "areaUm2 * (1 + errorRms)" } });
    const { pareto } = await runSweep(space, OPTIONS);
    expect(pareto.front.length).toBeGreaterThan(2);
    for (const { metrics } of pareto.front) expect(metrics).toMatchObject({ errorRms: 0, padded: metrics["areaUm2"] });
  });

  it("has a key of its own for each formula", () => {
    const key = (metrics: object) =>
      sweepKey({ space: withFormulas({ metrics }), context: OPTIONS.context, modules: FAKE_MODULES }, "");
    expect(key(METRICS)).toBe(key({ ...METRICS }));
    expect(key({ ...METRICS, cost: "areaUm2 + 3 * sqrt(edp)" })).not.toBe(key(METRICS));
  });
});
