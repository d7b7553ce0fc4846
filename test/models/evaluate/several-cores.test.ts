import { describe, expect, it } from "vitest";
import { GENERATORS } from "../../../generators/registry.ts";
import { loadAccuracy } from "../../../models/cost/accuracy.ts";
import { costModels } from "../../../models/cost/sources.ts";
import { createEvaluator } from "../../../models/evaluate/evaluate.ts";
import { loadMemorySystem } from "../../../models/memory/memory-system.ts";
import { SystemModel } from "../../../models/memory/system.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { prepareWorkload } from "../../../models/workload/mapping.ts";
import { parseWorkload, type Workload } from "../../../models/workload/workload.ts";
import { STANDARD_STATISTICS } from "../../../models/cost/standard-statistics.ts";
import { parseDesign } from "../../../src/config/design.ts";
import { anyName } from "../../support/any-name.ts";

const technology = loadTechnology("asap7");
const memory = loadMemorySystem({ dram: "hbm2" }, { technology, directory: ".", where: "memory" });
const models = costModels({ technology, statistics: STANDARD_STATISTICS, fidelity: "counts" });
const CLOCK_MHZ = 200;

const design = parseDesign(
  {
    generator: "ternary-lut",
    parameters: {
      groupSize: 3,
      tables: 2,
      fetchers: 4,
      inputs: 96,
      outputs: 16,
      shape: "runtime",
      loopOrder: "table-stationary",
    },
  },
  "design",
  GENERATORS,
  anyName,
);

function layers(...sizes: readonly (readonly [inputs: number, outputs: number])[]): Workload {
  const json = sizes.map(([inputs, outputs], i) => ({ name: `l${i}`, inputs, outputs, count: 1 }));
  return parseWorkload({ name: "w", title: "W", source: "a test", layers: json }, "w");
}

/** Metrics of a design, as numbers by name. */
function metricsOf(workload: Workload): Readonly<Record<string, number>> {
  const evaluator = createEvaluator({
    generators: GENERATORS,
    nand2AreaUm2: technology.nand2AreaUm2,
    models,
    accuracy: loadAccuracy(technology),
    clockMhz: CLOCK_MHZ,
    workload,
    memory: new SystemModel(memory, prepareWorkload(workload), CLOCK_MHZ),
  });
  return evaluator.evaluate(design).metrics;
}

const WORKLOAD = layers([96, 40], [60, 90]);
/** Tiles of 4 outputs on 3 cores: 4, 3 and 3 of 10; 8, 8 and 7 of 23, the last of 2. */
const SHARES = [layers([96, 16], [60, 32]), layers([96, 12], [60, 32]), layers([96, 12], [60, 26])];

const one = metricsOf(WORKLOAD);
const three = metricsOf({ ...WORKLOAD, cores: 3 });
const own = SHARES.map(metricsOf);
const at = (metrics: Readonly<Record<string, number>> | undefined, name: string) => metrics?.[name] ?? Number.NaN;
const sumOf = (name: string) => own.reduce((sum, metrics) => sum + at(metrics, name), 0);

describe("metrics of a design of which three equal cores share each token", () => {
  it("are those of one core where they are of its circuit", () => {
    const circuit = [
      "areaUm2",
      "ge",
      "macsPerCycle",
      "areaPerMacUm2",
      "tops",
      "topsPerMm2",
      "keyBitsPerStep",
      "criticalPathPs",
    ];
    for (const name of [...circuit, "fMaxMhz", "leakageUw", "powerMw", "energyPerStepPj", "energyPerMacFj"])
      expect(three[name], name).toBe(one[name]);
  });

  it("count the steps of all cores, and the cycles of the slowest in each layer", () => {
    expect(three["stepsPerToken"]).toBe(sumOf("stepsPerToken"));
    expect(three["weightBitsPerToken"]).toBe(sumOf("weightBitsPerToken"));
    // The first core has the largest share of both layers.
    expect(three["cyclesPerToken"]).toBe(at(own[0], "cyclesPerToken"));
    expect(three["latencyUs"]).toBe(at(own[0], "latencyUs"));
    const slots = 3 * at(three, "cyclesPerToken") * at(three, "macsPerCycle");
    expect(three["utilisation"]).toBeCloseTo((96 * 40 + 60 * 90) / slots, 12);
  });

  it("have the energy of each core for its own share, and of its idle cycles until the slowest is done", () => {
    const [steps, cycles] = [at(one, "stepsPerToken"), at(one, "cyclesPerToken")];
    // What an idle cycle takes, from one core alone [µJ].
    const idleUj = (at(one, "energyPerTokenUj") - steps * at(one, "energyPerStepPj") * 1e-6) / (cycles - steps);
    const waits = own.reduce((sum, metrics) => sum + at(three, "cyclesPerToken") - at(metrics, "cyclesPerToken"), 0);
    expect(waits).toBeGreaterThan(0);
    expect(at(three, "energyPerTokenUj") / (sumOf("energyPerTokenUj") + waits * idleUj)).toBeCloseTo(1, 9);
  });

  it("have three times the core, and buffers for each: all inputs, the largest share of the outputs, keys of its own", () => {
    // As one core that has to hold 96 inputs and at most 32 outputs.
    const each = at(own[0], "sramAreaUm2");
    expect(at(three, "sramAreaUm2") / (3 * each)).toBeCloseTo(1, 12);
    expect(at(three, "systemAreaUm2") / (3 * (at(one, "areaUm2") + each))).toBeCloseTo(1, 12);
  });

  it("read each weight once from DRAM, at its whole bandwidth", () => {
    expect(at(three, "dramEnergyPerTokenUj") / sumOf("dramEnergyPerTokenUj")).toBeCloseTo(1, 12);
    const bits = at(three, "weightBitsPerToken");
    expect(at(three, "bandwidthTokensPerSecond")).toBeCloseTo((memory.dram.bandwidthGBps * 8e9) / bits, 3);
    expect(three["systemTokensPerSecond"]).toBe(
      Math.min(at(three, "tokensPerSecond"), at(three, "bandwidthTokensPerSecond")),
    );
  });

  it("are to the last bit those of today where there is one core", () => {
    expect(metricsOf({ ...WORKLOAD, cores: 1 })).toEqual(one);
  });
});
