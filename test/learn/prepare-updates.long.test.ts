import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { GENERATORS } from "../../generators/registry.ts";
import { loadAccuracy } from "../../models/cost/accuracy.ts";
import { loadTechnology } from "../../models/technology/index.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import { parseSpace } from "../../src/config/load-space.ts";
import type { DesignRecord } from "../../src/core/result.ts";
import { settingsOf, type Setting } from "../../src/config/settings.ts";
import type { EstimateContext } from "../../models/evaluate/estimate-context.ts";
import { runSweep } from "../../src/explore/sweep.ts";
import { USUAL_TRAINING } from "../../src/core/training.ts";
import { prepareUpdates } from "../../src/learn/prepare-updates.ts";

const SPACE = {
  name: "tiny",
  technology: "asap7",
  clockMhz: 100,
  training: { layers: [64, 4, 10], examples: 30, epochs: 1, runs: 3 },
  blocks: [
    {
      generator: "synapse-update",
      parameters: {
        device: ["hzo-fefet", "epiram", "linear-64"],
        rows: 32,
        columns: 8,
        lanes: [4, 8],
        encoding: ["sign", "binary-count"],
        maxPulses: 3,
        widthBits: 8,
      },
    },
  ],
  objectives: [{ metric: "accuracy" }, { metric: "energyPerUpdatePj" }, { metric: "areaUm2" }],
};

const folder = mkdtempSync(join(tmpdir(), "tritforge-stage-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** What rests on one technology is one object, as in the product. */
const CONTEXTS = new Map(
  ["asap7", "sky130hd"].map((name): [string, EstimateContext] => {
    const technology = loadTechnology(name);
    const accuracy = loadAccuracy(technology);
    return [name, { technology, statistics: STANDARD_STATISTICS, accuracy, fidelity: "counts" }];
  }),
);

function contextOf({ technology }: Setting): EstimateContext {
  const context = CONTEXTS.get(technology);
  if (context === undefined) throw new Error(`${technology} is not loaded`);
  return context;
}

/** The sweep of SPACE with all of its points. */
async function swept(workers: number, cache: string, space: object = SPACE) {
  const records: DesignRecord[] = [];
  const parsed = parseSpace(space, "SPACE.json", GENERATORS, () => undefined);
  const result = await runSweep(parsed, {
    context: settingsOf(parsed).map(contextOf),
    model: "",
    workers,
    prepare: prepareUpdates(parsed.training ?? USUAL_TRAINING, { cache: join(folder, cache), workers }),
    onRecords: (some) => void records.push(...some),
  });
  return { ...result, records };
}

describe("runSweep of update units, with prepareUpdates(training, options)", () => {
  const first = swept(2, "a");

  it("trains within its budget, and says why the rest has no accuracy", { timeout: 120_000 }, async () => {
    const { manifest, records } = await first;
    expect(manifest.training).toMatchObject({ runs: 2, keys: 2, trainedKeys: 2, layers: [64, 4, 10] });
    const reasonOf = (device: string) => records.find(({ parameters }) => parameters["device"] === device)?.reason;
    expect(reasonOf("hzo-fefet")).toBeUndefined();
    expect(reasonOf("epiram")).toBe(
      "widthBits: got 8, expected at least 9, or prescale 2: LTP pulse of 5 µs is 500 cycles at 100 MHz",
    );
    expect(reasonOf("linear-64")).toBe("not trained: device linear-64 states no voltages, widths and conductances");
  });

  it("has accuracy, energy and latency in every feasible record", { timeout: 120_000 }, async () => {
    const { records, pareto } = await first;
    const feasible = records.filter(({ status }) => status === "feasible");
    expect(feasible.length).toBe(4);
    for (const { metrics } of [...feasible, ...pareto.front])
      for (const name of ["accuracy", "energyPerUpdatePj", "updateLatencyUs", "pulsesPerDeviceMax", "unitsAreaUm2"])
        expect(metrics).toHaveProperty(name);
  });

  it("gives the same files with another number of workers, and from the cache", { timeout: 120_000 }, async () => {
    const { manifest, pareto } = await first;
    for (const again of [await swept(1, "b"), await swept(2, "a")]) {
      expect(again.manifest).toEqual(manifest);
      expect(again.pareto).toEqual(pareto);
    }
  });

  it("judges units in several technologies and at several clocks as in each alone", { timeout: 120_000 }, async () => {
    const several = { technology: ["asap7", "sky130hd"], clockMhz: [100, 40] };
    const { records, manifest } = await swept(1, "a", { ...SPACE, ...several });
    // At 40 MHz, pulses of 5 µs fit in a register of 8 bits.
    expect(manifest.training).toMatchObject({ runs: 3, keys: 4 });
    expect(records).toHaveLength(4 * 12);
    for (const [place, setting] of settingsOf({ ...SPACE, ...several }).entries()) {
      const isFirst = setting.technology === SPACE.technology && setting.clockMhz === SPACE.clockMhz;
      const alone = await (isFirst ? first : swept(1, "a", { ...SPACE, ...setting }));
      for (const [i, { status, metrics, errors }] of alone.records.entries()) {
        const own = records[place * 12 + i];
        // The budget is shared: what is trained in one setting alone may come too late among several.
        if (own?.reason?.startsWith("not trained") === true) continue;
        expect(own).toMatchObject({ status, metrics, setting, ...(errors === undefined ? {} : { errors }) });
      }
    }
  });

  it("skips what the budget does not reach", { timeout: 120_000 }, async () => {
    const { manifest } = await swept(1, "a", { ...SPACE, training: { ...SPACE.training, runs: 1 } });
    expect(manifest.training).toMatchObject({ runs: 1, keys: 2 });
    expect(manifest.counts.infeasible).toHaveProperty(["not trained: expected at most 1 (training.runs)"]);
  });

  it("knows formulas over metrics that only a training gives, and trains for them", { timeout: 120_000 }, async () => {
    const metrics = {
      worth: { formula: "accuracy / sqrt(unitsAreaUm2)", direction: "maximize" },
      edp: "energyPerExampleNj * updateLatencyUs",
    };
    const objectives = [{ metric: "worth" }, { metric: "edp" }];
    const { records, pareto, manifest } = await swept(1, "a", { ...SPACE, metrics, objectives });
    expect(manifest.training).toMatchObject({ keys: 2, trainedKeys: 2 });
    const feasible = records.filter(({ status }) => status === "feasible");
    expect(feasible.length).toBe(4);
    for (const { metrics: found } of [...feasible, ...pareto.front]) {
      const { accuracy = NaN, unitsAreaUm2 = NaN, energyPerExampleNj = NaN, updateLatencyUs = NaN } = found;
      expect(found["worth"]).toBe(accuracy / Math.sqrt(unitsAreaUm2));
      expect(found["edp"]).toBe(energyPerExampleNj * updateLatencyUs);
    }
    const best = Math.max(...feasible.map(({ metrics: found }) => found["worth"] ?? NaN));
    expect(Math.max(...pareto.front.map(({ metrics: found }) => found["worth"] ?? NaN))).toBe(best);
  });
});
