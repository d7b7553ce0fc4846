import { describe, expect, it } from "vitest";

import { createEvaluator } from "../../models/evaluate/evaluate.ts";
import { InputError } from "../../src/core/errors.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import type { Space } from "../../src/config/space.ts";
import { pointsOf } from "../../src/config/points.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import { ACCURACY, costModels, GENERATORS } from "./fake-generators.ts";
import { CONTEXT, OPTIONS, spaceOf, TECHNOLOGY, WORKLOAD } from "./fake-sweep.ts";

const SMALL = [
  {
    generator: "lut",
    parameters: {
      groupSize: [1, 2, 3],
      tables: [1, 2, 4, 7],
      fetchers: [4, 8, 40],
      inputs: [64, 128],
      outputs: [32, 100],
      pipelineFetch: [0, 1],
    },
  },
  { generator: "plain", parameters: { tileInputs: { from: 1, to: 20 }, tileOutputs: [4, 8], inputs: 100 } },
];

/** Every point of a space, one by one, and the front by its definition. */
function bruteForce(space: Space): { readonly feasible: readonly DesignRecord[]; readonly front: readonly number[] } {
  const points = pointsOf(space, GENERATORS);
  const evaluator = createEvaluator({
    generators: GENERATORS,
    nand2AreaUm2: TECHNOLOGY.nand2AreaUm2,
    models: costModels({ technology: TECHNOLOGY }),
    accuracy: ACCURACY,
    workload: WORKLOAD,
    clockMhz: points.settings[0]?.clockMhz ?? Number.NaN,
  });
  const feasible = Array.from({ length: points.count }, (_, index) => ({ index, ...points.at(index) })).flatMap(
    (point): DesignRecord[] => {
      const generator = points.generatorAt(point.index);
      if (generator.conflicts(point.parameters).length > 0) return [];
      const { metrics, fidelity, errors, unfit } = evaluator.evaluate(point);
      const isFeasible = space.constraints.every(
        ({ metric, maximum = Infinity }) => (metrics[metric] ?? Infinity) <= maximum,
      );
      return unfit === undefined && isFeasible ? [{ ...point, status: "feasible", metrics, fidelity, errors }] : [];
    },
  );
  const cost = (record: DesignRecord) =>
    space.objectives.map(
      ({ metric, direction }) => (direction === "minimize" ? 1 : -1) * (record.metrics[metric] ?? NaN),
    );
  const dominates = (a: readonly number[], b: readonly number[]) =>
    a.every((value, k) => value <= (b[k] ?? 0)) && a.some((value, k) => value < (b[k] ?? 0));
  const front = feasible
    .filter((record) => !feasible.some((other) => dominates(cost(other), cost(record))))
    .map((record) => record.index);
  return { feasible, front };
}

describe("runSweep(space, options)", () => {
  it("finds the exact front of three objectives, and counts every point once", async () => {
    const space = spaceOf(SMALL, { constraints: [{ metric: "areaUm2", maximum: 5_000 }] });
    const { manifest, pareto } = await runSweep(space, OPTIONS);
    const { feasible, front } = bruteForce(space);
    expect(pareto.front.map((record) => record.index)).toEqual(front);
    expect(pareto.front).toEqual(feasible.filter((record) => front.includes(record.index)));
    const { counts } = manifest;
    const sum = (reasons: Readonly<Record<string, number>>) => Object.values(reasons).reduce((a, b) => a + b, 0);
    expect(counts).toMatchObject({
      total: 3 * 4 * 3 * 2 * 2 * 2 + 40,
      feasible: feasible.length,
      pareto: front.length,
    });
    expect(counts.feasible + sum(counts.infeasible) + sum(counts.failed)).toBe(counts.total);
  });

  it("counts infeasible and failed points under short reasons that many points share", async () => {
    const { manifest } = await runSweep(
      spaceOf(SMALL, { constraints: [{ metric: "areaUm2", maximum: 5_000 }] }),
      OPTIONS,
    );
    expect(manifest.counts.failed).toEqual({ "outputs: expected at least as many as fetchers": 3 * 4 * 2 * 2 });
    expect(Object.keys(manifest.counts.infeasible)).toEqual([
      "layer down needs 100 inputs, design has 64",
      "areaUm2 > 5000",
    ]);
  });

  it("records a multiple out of range, a circuit that cannot be built and one of no modules as failed points", async () => {
    const space = spaceOf([
      { generator: "broken", parameters: { tileInputs: [2, 3, 4], tileOutputs: [1, 2], inputs: 128 } },
      {
        generator: "lut",
        parameters: { tables: 200, fetchers: { times: "tables", factors: [1, 2] }, inputs: 128, outputs: 200 },
      },
    ]);
    const { manifest } = await runSweep(space, OPTIONS);
    expect(manifest.counts).toMatchObject({
      total: 8,
      feasible: 3,
      failed: {
        "leakageNw came out as 0, expected a finite number above 0": 2,
        "the circuit cannot be built": 2,
        "fetchers: expected an integer from 1 to 256": 1,
      },
    });
  });

  it("hands every point to onRecords in order, with its reason", async () => {
    const space = spaceOf(SMALL, { constraints: [{ metric: "areaUm2", maximum: 5_000 }] });
    const records: DesignRecord[] = [];
    const { manifest } = await runSweep(space, { ...OPTIONS, onRecords: (some) => void records.push(...some) });
    expect(records.map((record) => record.index)).toEqual(
      Array.from({ length: manifest.counts.total }, (_, index) => index),
    );
    expect(records.filter((record) => record.status === "feasible")).toEqual(bruteForce(space).feasible);
    const failed = records.find((record) => record.status === "failed");
    expect(failed).toMatchObject({ reason: "outputs: got 32, expected at least as many as fetchers", metrics: {} });
    const tooLarge = records.find((record) => record.reason === "areaUm2 > 5000");
    expect(tooLarge?.metrics["areaUm2"]).toBeGreaterThan(5_000);
  });

  it("refuses to hand over every point of a space of billions", async () => {
    const wide = { from: 1, to: 65_536 };
    const space = spaceOf([{ generator: "plain", parameters: { inputs: wide, outputs: wide, tileInputs: [1, 2] } }]);
    await expect(runSweep(space, { ...OPTIONS, onRecords: () => undefined })).rejects.toThrow(
      "--points: got a space of 8589934592 designs, expected at most 4294967296 to write one by one",
    );
  });

  it("gives a space without a feasible point an empty front", async () => {
    const { manifest, pareto } = await runSweep(
      spaceOf(SMALL, { constraints: [{ metric: "areaUm2", maximum: 1 }] }),
      OPTIONS,
    );
    expect(manifest.counts).toMatchObject({ feasible: 0, pareto: 0 });
    expect(pareto).toMatchObject({
      front: [],
      picks: [],
      equalThroughput: [],
      cloud: { total: 0, shown: 0, records: [] },
    });
  });

  it("completes the picks one by one with finishPick, breakdown included", async () => {
    const space = spaceOf(SMALL, { pick: ["knee", "smallest areaUm2", "largest tops"] });
    const rtl = { directory: "rtl", top: "top", files: [] };
    const { pareto } = await runSweep(space, { ...OPTIONS, finishPick: (pick) => Promise.resolve({ ...pick, rtl }) });
    expect(pareto.picks.flatMap((pick) => pick.label.split(", "))).toEqual([
      "knee",
      "smallest areaUm2",
      "largest tops",
    ]);
    for (const { record, breakdown, rtl: done } of pareto.picks) {
      expect(breakdown.reduce((sum, row) => sum + row.areaUm2, 0)).toBeCloseTo(record.metrics["areaUm2"] ?? 0, 6);
      expect(done).toEqual(rtl);
    }
  });

  it("compares each baseline at equal throughput by the smallest design", async () => {
    const space = spaceOf(SMALL, { equalThroughput: { baselines: ["plain"] } });
    const { pareto } = await runSweep(space, OPTIONS);
    const { feasible } = bruteForce(space);
    const throughputs = (name: string) =>
      new Set(feasible.filter((record) => record.generator === name).map((record) => record.metrics["macsPerCycle"]));
    const common = [...throughputs("lut")]
      .filter((macs) => throughputs("plain").has(macs))
      .toSorted((a, b) => (a ?? 0) - (b ?? 0));
    expect(common.length).toBeGreaterThan(3);
    expect(pareto.equalThroughput.map((row) => row.macsPerCycle)).toEqual(common);
    for (const { macsPerCycle, best } of pareto.equalThroughput) {
      for (const [generator, { metrics }] of Object.entries(best)) {
        const areas = feasible
          .filter((record) => record.generator === generator && record.metrics["macsPerCycle"] === macsPerCycle)
          .map((record) => record.metrics["areaUm2"] ?? NaN);
        expect(metrics["areaUm2"]).toBe(Math.min(...areas));
      }
    }
  });

  it("compares at equal throughput within each setting, as sweeps of one setting do", async () => {
    const swept = async (clockMhz: number | readonly number[]) => {
      const space = spaceOf(SMALL, { equalThroughput: { baselines: ["plain"] }, clockMhz });
      const context = typeof clockMhz === "number" ? CONTEXT : clockMhz.map(() => CONTEXT);
      return runSweep(space, { ...OPTIONS, context });
    };
    const clocks = [100, 200];
    const alone = await Promise.all(clocks.map(swept));
    const expected = alone.flatMap(({ pareto, manifest }, place) =>
      pareto.equalThroughput.map(({ macsPerCycle, best }) => ({
        macsPerCycle,
        setting: { clockMhz: clocks[place] },
        best: Object.fromEntries(
          Object.entries(best).map(([generator, found]) => [
            generator,
            { ...found, index: found.index + place * manifest.counts.total },
          ]),
        ),
      })),
    );
    expect(expected.length).toBeGreaterThan(6);
    expect((await swept(clocks)).pareto.equalThroughput).toEqual(expected);
  });

  it.each([false, true])(
    "gives the same bytes for 1, 2 and 3 workers (each point written: %s)",
    async (isWritten) => {
      const large = [
        {
          generator: "lut",
          parameters: {
            groupSize: [1, 2],
            tables: { from: 1, to: 30 },
            fetchers: { from: 1, to: 30 },
            inputs: 128,
            outputs: { times: "fetchers", factors: [1, 3, 300] },
            pipelineFetch: [0, 1],
          },
        },
        {
          generator: "plain",
          parameters: { tileInputs: { from: 1, to: 60 }, tileOutputs: { from: 1, to: 60 }, inputs: 128 },
        },
      ];
      const space = spaceOf(large, {
        constraints: [{ metric: "areaUm2", maximum: 30_000 }],
        equalThroughput: { baselines: ["plain"] },
        pick: ["knee"],
      });
      const texts: string[] = [];
      for (const workers of [1, 2, 3]) {
        const hash: string[] = [];
        const onRecords = (records: readonly DesignRecord[]) => void hash.push(JSON.stringify(records.at(-1)));
        const { manifest, pareto } = await runSweep(space, {
          ...OPTIONS,
          workers,
          ...(isWritten ? { onRecords } : {}),
        });
        expect(manifest.counts.total).toBe(2 * 30 * 30 * 3 * 2 + 3600);
        expect(pareto.cloud.shown).toBe(2000);
        texts.push(JSON.stringify({ manifest, pareto, hash }));
      }
      expect(new Set(texts).size).toBe(1);
    },
    60_000,
  );

  it("rejects with InputError when no point can be judged, also from a worker", async () => {
    const large = [
      { generator: "plain", parameters: { tileInputs: { from: 1, to: 100 }, tileOutputs: { from: 1, to: 100 } } },
    ];
    for (const blocks of [SMALL, large]) {
      const sweep = runSweep(spaceOf(blocks), {
        ...OPTIONS,
        context: { ...CONTEXT, technology: { ...TECHNOLOGY, name: "unpriced" } },
      });
      await expect(sweep).rejects.toThrow(InputError);
      await expect(sweep).rejects.toThrow("technology unpriced: has no prices");
    }
  }, 60_000);

  it("reports progress up to the whole space", async () => {
    const seen: number[] = [];
    await runSweep(spaceOf(SMALL), { ...OPTIONS, onProgress: ({ done, total }) => seen.push(done / total) });
    expect(seen.at(-1)).toBe(1);
  });
});
