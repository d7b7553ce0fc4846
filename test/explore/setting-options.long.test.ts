import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { loadCharacterised } from "../../models/cost/characterised-table.ts";
import { costModels } from "../../models/cost/sources.ts";
import type { EstimateContext } from "../../models/evaluate/estimate-context.ts";
import { createEvaluator } from "../../models/evaluate/evaluate.ts";
import { loadMemorySystem } from "../../models/memory/memory-system.ts";
import { SystemModel } from "../../models/memory/system.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { prepareWorkload } from "../../models/workload/mapping.ts";
import { loadWorkload, type Workload } from "../../models/workload/workload.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { combinedWorkload } from "../../models/workload/combined.ts";
import { settingsOf, type Setting, type StatedWorkload } from "../../src/config/settings.ts";
import type { Space } from "../../src/config/space.ts";
import { onceFor } from "../../src/core/once-for.ts";
import { findMetric } from "../../src/core/metrics.ts";
import type { DesignRecord, Metrics, Objective } from "../../src/core/result.ts";
import { Random } from "../../src/core/random.ts";
import { runSweep, type SweepResult } from "../../src/explore/sweep.ts";
import { settingOptions } from "../../src/explore/setting-options.ts";
import { SweepMetrics } from "../../src/formula/sweep-metrics.ts";
import { anyName } from "../support/any-name.ts";
import { CONTEXT, spaceOf } from "./fake-sweep.ts";
import { costModels as fakeCosts, GENERATORS as FAKES } from "./fake-generators.ts";

/** Half of some values, one at least. */
function some<T>(values: readonly T[], random: Random): readonly T[] {
  const kept = values.filter(() => random.bit() === 1);
  return kept.length > 0 ? kept : values.slice(0, 1);
}

const OBJECTIVES: readonly Objective[] = [
  { metric: "systemAreaUm2", direction: "minimize" },
  { metric: "systemEnergyPerTokenUj", direction: "minimize" },
  { metric: "latencyUs", direction: "minimize" },
];

const SERVED = [
  { of: ["bitnet-b1.58-large", "bitnet-b1.58-2b-4t"] },
  { of: ["bitnet-b1.58-large", "bitnet-b1.58-2b-4t"], combine: "mean", weights: [3, 0.5] },
  { of: ["bitnet-b1.58-2b-4t", "bitnet-b1.58-large", "bitnet-b1.58-3b"], combine: "geometric-mean" },
];

/** Some designs, of which the largest are too slow for the highest clock, in two settings or more. */
function anySpace(random: Random): Space {
  const json = {
    name: "any",
    technology: some(["asap7", "sky130hd"], random),
    workload: [...some(["bitnet-b1.58-large", "bitnet-b1.58-2b-4t"], random), ...some(SERVED, random)],
    clockMhz: [100, ...some([433.5, 700], random)],
    ...(random.bit() === 1 ? { cores: [1, 3] } : {}),
    memory: {
      dram: some(["lpddr5", "hbm2"], random),
      ...(random.bit() === 1 ? { weightBufferBits: [8192, 65_536] } : {}),
    },
    blocks: [
      {
        generator: "ternary-lut",
        parameters: {
          groupSize: some([2, 3], random),
          tables: some([1, 4], random),
          fetchers: some([4, 8, 16], random),
          inputs: some([8640, 6912], random),
          outputs: 64,
          shape: "runtime",
          loopOrder: some(["table-stationary", "output-stationary"], random),
        },
      },
      {
        generator: "add-sub",
        parameters: { tileInputs: [4], tileOutputs: [4, 8], inputs: 8640, outputs: 64, shape: "runtime" },
      },
    ],
    objectives: OBJECTIVES,
    constraints: [{ metric: "areaUm2", maximum: 60_000 }],
  };
  return parseSpace(json, "any", GENERATORS, anyName);
}

const REQUESTS = new Map(
  ["asap7", "sky130hd"].map((name) => {
    const technology = loadTechnology(name);
    const characterised = loadCharacterised(technology);
    const request = {
      technology,
      statistics: STANDARD_STATISTICS,
      ...(characterised === undefined ? {} : { characterised }),
    };
    return [name, request];
  }),
);

function loadedWorkload(stated: StatedWorkload): Workload {
  if (typeof stated === "string") return loadWorkload(stated);
  const { of, combine = "worst", weights = of.map(() => 1) } = stated;
  return combinedWorkload({ of: of.map((name) => loadWorkload(name)), combine, weights });
}

function contextOf({ technology: name, workload = "", memory = {} }: Setting): EstimateContext {
  const request = REQUESTS.get(name);
  if (request === undefined) throw new Error(`${name} is not loaded`);
  const { technology } = request;
  return {
    ...request,
    accuracy: loadAccuracy(technology),
    workload: loadedWorkload(workload),
    memory: loadMemorySystem(memory, { technology, directory: ".", where: "memory" }),
  };
}

async function sweep(space: Space): Promise<SweepResult & { readonly records: readonly DesignRecord[] }> {
  const records: DesignRecord[] = [];
  const options = { context: settingsOf(space).map(contextOf), model: "", workers: 1 };
  await runSweep(space, { ...options, onRecords: (some) => void records.push(...some) });
  return { ...(await runSweep(space, options)), records };
}

/**
 * Designs as `tritforge estimate` has them, with models of their own for each setting, one workload after the other. Modules
 * of a setting are priced once: it is settings that must not meet.
 */
const estimatesOf = onceFor(
  (setting: Setting) => JSON.stringify(setting),
  (setting) => {
    const { workload: stated = "", clockMhz, cores = 1 } = setting;
    const names = typeof stated === "string" ? [stated] : stated.of;
    const workloads = names.map((name) => ({ ...loadWorkload(name), cores }));
    // Buffers of a design that serves several hold the largest layers of all.
    const served = workloads.flatMap((workload) => prepareWorkload(workload).shapes);
    const { memory, ...context } = contextOf(setting);
    const models = costModels(context);
    const evaluators = workloads.map((workload) =>
      createEvaluator({
        generators: GENERATORS,
        nand2AreaUm2: context.technology.nand2AreaUm2,
        models,
        accuracy: context.accuracy,
        clockMhz,
        workload,
        ...(memory === undefined
          ? {}
          : { memory: new SystemModel(memory, prepareWorkload(workload), clockMhz, served) }),
      }),
    );
    return ({ generator, parameters }: DesignRecord) =>
      evaluators.map((evaluator) => evaluator.evaluate({ generator, parameters }));
  },
);

/** The metrics of a design in all its workloads, by plain arithmetic. */
function together(all: readonly Metrics[], stated: StatedWorkload | undefined): Metrics {
  const { combine = "worst", weights = all.map(() => 1) } = typeof stated === "object" ? stated : {};
  const total = weights.reduce((sum, weight) => sum + weight, 0);
  const mean = (values: readonly number[]) =>
    values.reduce((sum, value, i) => sum + (value * (weights[i] ?? 0)) / total, 0);
  const names = Object.keys(all[0] ?? {}).filter((name) => all.every((metrics) => metrics[name] !== undefined));
  const entries = names.map((name): [string, number] => {
    const values = all.map((metrics) => metrics[name] ?? Number.NaN);
    const isLess = findMetric(name)?.better === "minimize";
    if (combine === "worst") return [name, isLess ? Math.max(...values) : Math.min(...values)];
    if (combine === "geometric-mean") return [name, Math.exp(mean(values.map(Math.log)))];
    return [name, isLess ? mean(values) : 1 / mean(values.map((value) => 1 / value))];
  });
  return Object.fromEntries(entries);
}

function frontOf(records: readonly DesignRecord[]): readonly DesignRecord[] {
  const costs = records.map(({ metrics }) => OBJECTIVES.map(({ metric }) => metrics[metric] ?? Number.NaN));
  const dominates = (a: readonly number[], b: readonly number[]): boolean =>
    a.every((cost, k) => cost <= (b[k] ?? 0)) && a.some((cost, k) => cost < (b[k] ?? 0));
  return records.filter((_, i) => !costs.some((other) => dominates(other, costs[i] ?? [])));
}

/** A design, whatever its index and whether its setting has others beside it. */
function bare({ generator, parameters, metrics, errors, fidelity }: DesignRecord): string {
  return JSON.stringify({ generator, parameters, metrics, errors, fidelity });
}

const random = new Random(5);
const SPACES = Array.from({ length: 5 }, () => anySpace(random));

/** Both tests look at the same sweeps. */
const sweptOnce = onceFor((space: Space) => space, sweep);

describe("a sweep of a space with several settings", () => {
  it.each(SPACES)(
    "gives each design the numbers of an estimate in its setting, to the last bit (%#)",
    async (space) => {
      const { records } = await sweptOnce(space);
      const settings = settingsOf(space);
      const size = records.length / settings.length;
      expect(settings.length).toBeGreaterThan(1);
      for (const record of records) {
        const setting = settings[Math.floor(record.index / size)];
        if (setting === undefined) throw new Error("no setting");
        const each = estimatesOf(setting)(record);
        const metrics = together(
          each.map((one) => one.metrics),
          setting.workload,
        );
        const isExact = typeof setting.workload !== "object" || setting.workload.combine === undefined;
        if (isExact) expect(record.metrics, JSON.stringify(record)).toEqual(metrics);
        expect(Object.keys(record.metrics)).toEqual(Object.keys(metrics));
        for (const [name, value] of Object.entries(metrics))
          expect((record.metrics[name] ?? 0) / value, name).toBeCloseTo(1, 12);
        const fits = each.every(({ unfit }) => unfit === undefined);
        expect(record.status === "feasible").toBe(fits && (metrics["areaUm2"] ?? 0) <= 60_000);
        if (settings.filter(({ clockMhz }) => clockMhz !== setting.clockMhz).length > 0)
          expect(record.setting).toMatchObject({ clockMhz: setting.clockMhz });
      }
    },
  );

  it.each(SPACES)("has the front of all its settings, each swept alone (%#)", async (space) => {
    const { pareto, manifest } = await sweptOnce(space);
    const alone = await Promise.all(
      settingsOf(space).map(async (setting) => {
        const { technology, clockMhz, workload = "", memory = {}, cores = 1 } = setting;
        return sweep({ ...space, technology, clockMhz, workload, memory, cores });
      }),
    );
    const feasible = alone.flatMap(({ records }) => records.filter(({ status }) => status === "feasible"));
    expect(manifest.counts.feasible).toBe(feasible.length);
    expect(pareto.front.map(bare)).toEqual(frontOf(feasible).map(bare));
    for (const { index, perWorkload, parameters, generator } of pareto.front) {
      const setting = settingsOf(space)[Math.floor(index / (manifest.counts.total / settingsOf(space).length))];
      if (setting === undefined || typeof setting.workload !== "object") expect(perWorkload).toBeUndefined();
      else {
        const each = estimatesOf(setting)({ index, generator, parameters, status: "feasible", metrics: {} });
        for (const [i, name] of setting.workload.of.entries())
          expect(each[i]?.metrics).toMatchObject(perWorkload?.[name] ?? {});
        expect(Object.keys(Object.values(perWorkload ?? {})[0] ?? {})).toHaveLength(12);
      }
    }
    const fronts = alone.flatMap((each) => each.pareto.front);
    expect(pareto.front.map(bare)).toEqual(frontOf(fronts).map(bare));
  });
});

describe("settingOptions(space, contexts)", () => {
  const blocks = [{ generator: "plain", parameters: {} }];
  const code = { generators: FAKES, costModels: fakeCosts };

  it("shares sources of costs and of errors among the clocks of a technology, and nothing with another", () => {
    const space = spaceOf(blocks, {
      clockMhz: [1, 2],
      technology: ["a", "b"],
      objectives: [{ metric: "errorRms" }],
    });
    const other = { ...CONTEXT, technology: { ...CONTEXT.technology, name: "b" } };
    const [a1, a2, b1, b2] = settingOptions(
      { space, context: [CONTEXT, CONTEXT, other, other] },
      new SweepMetrics(),
      code,
    );
    expect([a1, a2, b1, b2].map((options) => options?.clockMhz)).toEqual([1, 2, 1, 2]);
    expect(a1?.models).toBe(a2?.models);
    expect(b1?.models).toBe(b2?.models);
    expect(a1?.models).not.toBe(b1?.models);
    expect(a1?.precision).toBe(b2?.precision);
  });

  it("wants a context for each setting", () => {
    const space = spaceOf(blocks, { clockMhz: [1, 2] });
    expect(() => settingOptions({ space, context: CONTEXT }, new SweepMetrics(), code)).toThrow(
      "got 1 contexts, expected one for each of 2",
    );
  });
});
