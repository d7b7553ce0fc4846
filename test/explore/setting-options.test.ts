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
import { loadWorkload } from "../../models/workload/workload.ts";
import { STANDARD_STATISTICS } from "../../src/characterise/statistics.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import { settingsOf, type Setting } from "../../src/config/settings.ts";
import type { Space } from "../../src/config/space.ts";
import type { Objective } from "../../src/core/result.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import { Random } from "../../src/core/random.ts";
import { runSweep, type SweepResult } from "../../src/explore/sweep.ts";
import { settingOptions } from "../../src/explore/setting-options.ts";
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

/** Some designs, of which the largest are too slow for the highest clock, in two settings or more. */
function anySpace(random: Random): Space {
  const json = {
    name: "any",
    technology: some(["asap7", "sky130hd"], random),
    workload: some(["bitnet-b1.58-large", "bitnet-b1.58-2b-4t"], random),
    clockMhz: [100, ...some([433.5, 700], random)],
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
          inputs: 6912,
          outputs: 64,
          shape: "runtime",
          loopOrder: some(["table-stationary", "output-stationary"], random),
        },
      },
      {
        generator: "add-sub",
        parameters: { tileInputs: [4], tileOutputs: [4, 8], inputs: 6912, outputs: 64, shape: "runtime" },
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

function contextOf({ technology: name, workload = "", memory = {} }: Setting): EstimateContext {
  const request = REQUESTS.get(name);
  if (request === undefined) throw new Error(`${name} is not loaded`);
  const { technology } = request;
  return {
    ...request,
    accuracy: loadAccuracy(technology),
    workload: loadWorkload(workload),
    memory: loadMemorySystem(memory, { technology, directory: ".", where: "memory" }),
  };
}

async function sweep(space: Space): Promise<SweepResult & { readonly records: readonly DesignRecord[] }> {
  const records: DesignRecord[] = [];
  const options = { context: settingsOf(space).map(contextOf), model: "", workers: 1 };
  await runSweep(space, { ...options, onRecords: (some) => void records.push(...some) });
  return { ...(await runSweep(space, options)), records };
}

/** A design as `tritforge estimate` has it: with models of its own for its setting. */
function estimate({ generator, parameters }: DesignRecord, setting: Setting) {
  const context = contextOf(setting);
  const workload = context.workload ?? loadWorkload("bitnet-b1.58-large");
  const memory = context.memory;
  return createEvaluator({
    generators: GENERATORS,
    nand2AreaUm2: context.technology.nand2AreaUm2,
    models: costModels(context),
    accuracy: context.accuracy,
    clockMhz: setting.clockMhz,
    workload,
    ...(memory === undefined ? {} : { memory: new SystemModel(memory, prepareWorkload(workload), setting.clockMhz) }),
  }).evaluate({ generator, parameters });
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

describe("a sweep of a space with several settings", () => {
  it.each(SPACES)(
    "gives each design the numbers of an estimate in its setting, to the last bit (%#)",
    async (space) => {
      const { records } = await sweep(space);
      const settings = settingsOf(space);
      const size = records.length / settings.length;
      expect(settings.length).toBeGreaterThan(1);
      for (const record of records) {
        const setting = settings[Math.floor(record.index / size)];
        if (setting === undefined) throw new Error("no setting");
        const { metrics, unfit } = estimate(record, setting);
        expect(record.metrics, JSON.stringify(record)).toEqual(metrics);
        expect(record.status === "feasible").toBe(unfit === undefined && (metrics["areaUm2"] ?? 0) <= 60_000);
        if (settings.filter(({ clockMhz }) => clockMhz !== setting.clockMhz).length > 0)
          expect(record.setting).toMatchObject({ clockMhz: setting.clockMhz });
      }
    },
  );

  it.each(SPACES)("has the front of all its settings, each swept alone (%#)", async (space) => {
    const { pareto, manifest } = await sweep(space);
    const alone = await Promise.all(
      settingsOf(space).map(async (setting) => {
        const { technology, clockMhz, workload = "", memory = {} } = setting;
        return sweep({ ...space, technology, clockMhz, workload, memory });
      }),
    );
    const feasible = alone.flatMap(({ records }) => records.filter(({ status }) => status === "feasible"));
    expect(manifest.counts.feasible).toBe(feasible.length);
    expect(pareto.front.map(bare)).toEqual(frontOf(feasible).map(bare));
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
    const [a1, a2, b1, b2] = settingOptions(space, [CONTEXT, CONTEXT, other, other], undefined, code);
    expect([a1, a2, b1, b2].map((options) => options?.clockMhz)).toEqual([1, 2, 1, 2]);
    expect(a1?.models).toBe(a2?.models);
    expect(b1?.models).toBe(b2?.models);
    expect(a1?.models).not.toBe(b1?.models);
    expect(a1?.precision).toBe(b2?.precision);
  });

  it("wants a context for each setting", () => {
    const space = spaceOf(blocks, { clockMhz: [1, 2] });
    expect(() => settingOptions(space, CONTEXT, undefined, code)).toThrow("got 1 contexts, expected one for each of 2");
  });
});
