import { describe, expect, it } from "vitest";
import { boundInWords } from "../../src/explore/bounds-of-space.ts";
import { constantObjectives } from "../../src/explore/constant-objectives.ts";
import { nearestMisses } from "../../src/explore/nearest-misses.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import { CONTEXT, OPTIONS, spaceOf } from "./fake-sweep.ts";

const BLOCKS = [{ generator: "plain", parameters: { tileInputs: [2, 4, 8], tileOutputs: [2, 4] } }];

async function swept(changes: object = {}) {
  const space = spaceOf(BLOCKS, changes);
  return { space, result: await runSweep(space, OPTIONS) };
}

describe("nearestMisses(space, result, options)", () => {
  it("finds, for each bound that leaves no design, the one that is nearest to it", async () => {
    const { result: all } = await swept();
    const areas = [...all.pareto.front, ...all.pareto.cloud.records].map(({ metrics }) => metrics["areaUm2"] ?? 0);
    const least = Math.min(...areas);
    const { space, result } = await swept({ constraints: [{ metric: "areaUm2", maximum: least / 2 }] });
    const misses = await nearestMisses(space, result, OPTIONS);
    expect(misses.map(({ bound }) => bound.metric)).toEqual(["areaUm2"]);
    expect(misses[0]?.nearest?.value).toBe(least);
  });

  it("looks among designs that keep the other bounds, and if there is none, among all", async () => {
    const none = [
      { metric: "areaUm2", maximum: 1e-6 },
      { metric: "macsPerCycle", minimum: 1e6 },
    ];
    const { space, result } = await swept({ constraints: none });
    const [miss, ...others] = await nearestMisses(space, result, OPTIONS);
    expect(others).toEqual([]);
    expect([miss?.bound, miss?.nearest?.keepsOthers]).toEqual([none[0], false]);
    expect(miss?.nearest?.value).toBeGreaterThan(0);
    const { space: fast, result: tooSlow } = await swept({ constraints: none.slice(1) });
    const [slow] = await nearestMisses(fast, tooSlow, OPTIONS);
    expect([slow?.nearest?.value, slow?.nearest?.keepsOthers]).toEqual([32, true]);
  });

  it("looks in all settings, and says in which the nearest is", async () => {
    const settings = { clockMhz: [100, 200, 50], constraints: [{ metric: "latencyUs", maximum: 1e-6 }] };
    const space = spaceOf(BLOCKS, settings);
    const options = { ...OPTIONS, context: [CONTEXT, CONTEXT, CONTEXT] };
    const [miss] = await nearestMisses(space, await runSweep(space, options), options);
    expect([miss?.nearest?.setting, miss?.nearest?.design.parameters["tileOutputs"]]).toEqual([{ clockMhz: 200 }, 4]);
  });

  it("tells the progress of each sweep that it takes, by the bound", async () => {
    const constraints = [
      { metric: "areaUm2", maximum: 1e-6 },
      { metric: "macsPerCycle", minimum: 1e6 },
    ];
    const { space, result } = await swept({ constraints });
    const told: (readonly [string, number, number])[] = [];
    const progressOf =
      (bound: string) =>
      ({ done, total }: { readonly done: number; readonly total: number }): void =>
        void told.push([bound, done, total]);
    await nearestMisses(space, result, { ...OPTIONS, progressOf });
    // One with the other bound, which leaves nothing, and one without.
    const bound = "areaUm2 at most 1.00×10⁻⁶\u00a0µm²";
    expect(told.filter(([, done]) => done === 0)).toEqual([
      [bound, 0, 6],
      [bound, 0, 6],
    ]);
    expect(told.at(-1)).toEqual([bound, 6, 6]);
  });

  it("has nothing to say where a design is feasible", async () => {
    const { space, result } = await swept();
    expect(await nearestMisses(space, result, OPTIONS)).toEqual([]);
  });
});

describe("constantObjectives(result)", () => {
  it("names an objective that has one value", async () => {
    const { result } = await swept({ objectives: [{ metric: "areaUm2" }, { metric: "utilisation" }] });
    expect(constantObjectives(result)).toEqual([]);
    const same = (record: (typeof result.pareto.front)[number]) => ({
      ...record,
      metrics: { ...record.metrics, utilisation: 1 },
    });
    const { front, cloud } = result.pareto;
    const records = cloud.records.map(same);
    const pareto = { ...result.pareto, front: front.map(same), cloud: { ...cloud, records } };
    expect(constantObjectives({ ...result, pareto })).toEqual([{ metric: "utilisation", value: 1 }]);
  });
});

describe("boundInWords(constraint)", () => {
  it("has the metric, what is asked of it, and the unit", () => {
    expect(boundInWords({ metric: "areaUm2", maximum: 5 })).toBe("areaUm2 at most 5\u00a0µm²");
    expect(boundInWords({ metric: "tops", minimum: 1, maximum: 2 })).toBe(
      "tops at least 1\u00a0TOPS and at most 2\u00a0TOPS",
    );
  });
});
