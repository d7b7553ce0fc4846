import { describe, expect, it } from "vitest";

import { createEvaluator } from "../../../models/evaluate/evaluate.ts";
import type { CostModel, CycleEnergy } from "../../../models/cost/cost-model.ts";
import { METRIC_COUNT, metricColumn, metricsOfRow } from "../../../src/core/metric-row.ts";
import type { CoreGenerator } from "../../../generators/contract/index.ts";
import { METRICS } from "../../../src/core/metrics.ts";
import type { BreakdownRow, EnergyByKind } from "../../../src/core/result.ts";
import { constant, ModuleBuilder, type Ports } from "../../../src/hdl/index.ts";
import { ACCURACY, costModels, fakeModel, GENERATORS } from "../../explore/fake-generators.ts";
import { TECHNOLOGY, WORKLOAD } from "../../explore/fake-sweep.ts";

const DESIGN = { generator: "plain", parameters: { tileInputs: 10, tileOutputs: 5, inputs: 100, outputs: 40 } };
const COUNTS = costModels({ technology: TECHNOLOGY });
const BASE = {
  generators: GENERATORS,
  nand2AreaUm2: TECHNOLOGY.nand2AreaUm2,
  models: COUNTS,
  accuracy: ACCURACY,
  clockMhz: 200,
};

/** Measured modules of 2 µm² each, all but those in `unknown`. */
function measuredModel(...unknown: readonly string[]): CostModel {
  const model = fakeModel(() => 2);
  return {
    ...model,
    fidelity: "characterised",
    cost: (component) => (unknown.includes(component.key) ? undefined : model.cost(component)),
  };
}

function plainGenerator(): CoreGenerator {
  const plain = GENERATORS.find(({ name }) => name === "plain");
  if (plain === undefined) throw new Error("the fake generators have no plain");
  return plain;
}

/** `plain`, but three of four steps bring new keys only. */
function stationary(): CoreGenerator {
  const plain = plainGenerator();
  const core = new ModuleBuilder<Ports>("core_stationary");
  core.output("out", constant(1, 0));
  const built = core.build();
  return {
    ...plain,
    elaborate: () => built,
    tile: (values) => ({ ...plain.tile(values), loadsPerStep: 1 / 4 }),
  };
}

function cycle(switching: number, internal: number, clock: number): CycleEnergy {
  return { switching, internal, clock };
}

/** Each module 10 µm² and 100 nW; 8 + 3 + 1 fJ to load, 4 + 1 + 1 fJ to hold; two buffers between the modules. */
const BUFFERED: CostModel = {
  fidelity: "counts",
  cost: () => ({ areaUm2: 10, leakageNw: 100 }),
  energy: () => ({ load: cycle(8, 3, 1), hold: cycle(4, 1, 1) }),
  top: () => ({
    buffers: 2,
    areaUm2: 6,
    leakageNw: 40,
    energy: { load: cycle(40, 20, 0), hold: cycle(0, 0, 0) },
    criticalPathPs: 2500,
  }),
};

function totalPj({ switching, internal, clock, leakage }: EnergyByKind): number {
  return switching + internal + clock + leakage;
}

function sumOf(rows: readonly BreakdownRow[], term: (row: BreakdownRow) => number): number {
  return rows.reduce((sum, row) => sum + term(row), 0);
}

describe("evaluator.evaluate(design)", () => {
  it("gives every metric of the core, worked out by hand", () => {
    // 50 lanes of 30 µm² and a control of 15; tiles of 10 × 5, keys of 2 bits.
    // up: 30 × 100 in products of 40, 40, 20 outputs: 3·(8 + 8 + 4) = 60 steps, + 3 idle + 4 = 67 cycles, twice.
    // down: 100 × 30 in one product: 10·6 = 60 steps, + 1 + 4 = 65 cycles, twice.
    // A step: 1515 fJ and 1515 nW / 200 MHz = 7.575 fJ of leakage. 240 steps; 24 idle cycles of 151.5 (clock) + 7.575 fJ.
    const { metrics } = createEvaluator({ ...BASE, workload: WORKLOAD }).evaluate(DESIGN);
    expect(metrics).toEqual({
      areaUm2: 1515,
      ge: 3030,
      macsPerCycle: 50,
      areaPerMacUm2: 30.3,
      tops: 0.02,
      topsPerMm2: (0.02 / 1515) * 1e6,
      keyBitsPerStep: 100,
      weightBitsPerToken: 240 * 100,
      stepsPerToken: 240,
      cyclesPerToken: 264,
      latencyUs: 1.32,
      tokensPerSecond: 1e6 / 1.32,
      utilisation: 12_000 / (264 * 50),
      criticalPathPs: 1000,
      fMaxMhz: 1000,
      leakageUw: 1.515,
      powerMw: expect.closeTo(0.304_515, 12),
      energyPerStepPj: expect.closeTo(1.522_575, 12),
      energyPerMacFj: expect.closeTo(30.4515, 10),
      energyPerTokenUj: expect.closeTo(0.000_369_235_8, 14),
    });
  });

  it("mixes the energy of loading and holding by the steps that load", () => {
    // 51 modules: 0.25·12 + 0.75·6 = 7.5 fJ; buffers 0.25·60 = 15 fJ; (51·100 + 40) nW / 200 MHz = 25.7 fJ of leakage.
    const evaluator = createEvaluator({ ...BASE, generators: [stationary()], models: [BUFFERED] });
    expect(evaluator.evaluate(DESIGN).metrics).toMatchObject({
      areaUm2: 516,
      leakageUw: 5.14,
      energyPerStepPj: expect.closeTo(0.4232, 12),
      criticalPathPs: 2500,
    });
  });

  it("lists the modules, largest area first, with energy by kind and expected errors", () => {
    // Energy was never measured: its error is as large as itself. Control: 15 nW / 200 MHz = 0.075 fJ.
    const { breakdown } = createEvaluator(BASE).evaluate(DESIGN);
    expect(breakdown).toEqual([
      {
        module: "lane_plain",
        role: "lane",
        instances: 50,
        areaUm2Each: 30,
        areaUm2: 1500,
        areaError: 0.02,
        energyPj: { switching: 0.75, internal: 0.6, clock: 0.15, leakage: 0.0075 },
        energyError: 1,
      },
      {
        module: "control_plain",
        role: "control",
        instances: 1,
        areaUm2Each: 15,
        areaUm2: 15,
        areaError: 0.02,
        energyPj: { switching: 0.0075, internal: 0.006, clock: 0.0015, leakage: 0.000_075 },
        energyError: 1,
      },
    ]);
  });

  it("gives the buffers between the modules a row, under the name of the top", () => {
    const { breakdown } = createEvaluator({ ...BASE, generators: [stationary()], models: [BUFFERED] }).evaluate(DESIGN);
    expect(breakdown.at(-1)).toMatchObject({
      module: "core_stationary",
      role: "fan-out",
      instances: 1,
      areaUm2: 6,
      energyPj: { switching: 0.01, internal: 0.005, clock: 0, leakage: 0.0002 },
    });
  });

  it.each([
    ["without buffers", BASE],
    ["with buffers and steps that hold", { ...BASE, generators: [stationary()], models: [BUFFERED] }],
  ])("breaks area and energy per step down without a rest, %s", (_, options) => {
    const { metrics, breakdown } = createEvaluator(options).evaluate(DESIGN);
    expect(sumOf(breakdown, (row) => row.areaUm2)).toBeCloseTo(metrics["areaUm2"] ?? NaN, 9);
    expect(sumOf(breakdown, (row) => totalPj(row.energyPj))).toBeCloseTo(metrics["energyPerStepPj"] ?? NaN, 12);
  });

  it("leaves out the metrics per token when there is no workload", () => {
    const { metrics } = createEvaluator(BASE).evaluate(DESIGN);
    expect(Object.keys(metrics)).toEqual([
      "areaUm2",
      "ge",
      "macsPerCycle",
      "areaPerMacUm2",
      "tops",
      "topsPerMm2",
      "keyBitsPerStep",
      "criticalPathPs",
      "fMaxMhz",
      "leakageUw",
      "powerMw",
      "energyPerStepPj",
      "energyPerMacFj",
    ]);
  });

  it("adds memories to the core once the core's own terms are there", () => {
    const share = {
      sramAreaUm2: 1000,
      sramEnergyPerTokenUj: 1,
      dramEnergyPerTokenUj: 2,
      bandwidthTokensPerSecond: 3,
      systemTokensPerSecond: 4,
      waitUs: 0,
    };
    const memory = { share: () => share };
    const { metrics } = createEvaluator({ ...BASE, workload: WORKLOAD, memory }).evaluate(DESIGN);
    expect(metrics["systemAreaUm2"]).toBe(2515);
    expect(metrics["systemEnergyPerTokenUj"]).toBeCloseTo((metrics["energyPerTokenUj"] ?? 0) + 3, 12);
    expect(metrics["systemTokensPerSecond"]).toBe(4);
  });

  it("says why a design does not fit the workload, and still prices it", () => {
    const small = { ...DESIGN, parameters: { ...DESIGN.parameters, inputs: 99 } };
    const { metrics, unfit } = createEvaluator({ ...BASE, workload: WORKLOAD }).evaluate(small);
    expect(unfit).toBe("layer down needs 100 inputs, design has 99");
    expect(metrics).not.toHaveProperty("latencyUs");
    expect(metrics["areaUm2"]).toBe(1515);
  });

  it("says that a clock is too fast for the critical path, and still gives all metrics", () => {
    // The path takes 1000 ps.
    const { metrics, unfit } = createEvaluator({ ...BASE, workload: WORKLOAD, clockMhz: 1250 }).evaluate(DESIGN);
    expect(unfit).toBe(
      "critical path longer than the clock period of 800 ps: add pipeline stages, choose prefix adders, or lower the clock",
    );
    expect(metrics["latencyUs"]).toBe(264 / 1250);
  });

  it("accepts a clock of exactly the critical path", () => {
    expect(createEvaluator({ ...BASE, clockMhz: 1000 }).evaluate(DESIGN).unfit).toBeUndefined();
  });

  it.each([Number.NaN, -1, Infinity])("throws when a module is priced at %d", (area) => {
    const evaluator = createEvaluator({ ...BASE, models: [fakeModel(() => area)] });
    expect(() => evaluator.evaluate(DESIGN)).toThrow(`module lane_plain: areaUm2 came out as ${area}`);
  });

  it.each([Number.NaN, -1, Infinity])("throws when the energy of a module comes out as %d", (energy) => {
    const model: CostModel = {
      ...fakeModel(() => 1),
      energy: () => ({ load: cycle(1, 1, 1), hold: cycle(0, 0, energy) }),
    };
    const evaluator = createEvaluator({ ...BASE, models: [model] });
    expect(() => evaluator.evaluate(DESIGN)).toThrow(`module lane_plain: energy came out as 3 and ${energy} fJ`);
  });

  it("throws when a design has no area, no leakage, no energy or no critical path at all", () => {
    const one = fakeModel(() => 1);
    const top = one.top([]);
    const free = { load: cycle(0, 0, 0), hold: cycle(0, 0, 0) };
    const models: readonly (readonly [string, CostModel])[] = [
      ["areaUm2", { ...one, cost: () => ({ areaUm2: 0, leakageNw: 1 }) }],
      ["leakageNw", { ...one, cost: () => ({ areaUm2: 1, leakageNw: 0 }) }],
      ["energy per step", { ...one, energy: () => free }],
      ["criticalPathPs", { ...one, top: () => ({ ...top, criticalPathPs: 0 }) }],
    ];
    for (const [what, model] of models) {
      expect(() => createEvaluator({ ...BASE, models: [model] }).evaluate(DESIGN)).toThrow(`${what} came out as 0`);
    }
  });

  it("builds and prices each distinct module once", () => {
    const priced: string[] = [];
    const model = fakeModel(() => 1);
    const cost: CostModel["cost"] = (component) => (priced.push(component.key), model.cost(component));
    const energy: CostModel["energy"] = (component) => (
      priced.push(`${component.key} energy`),
      model.energy(component)
    );
    const evaluator = createEvaluator({ ...BASE, models: [{ ...model, cost, energy }] });
    for (const tileInputs of [1, 2, 3, 2, 1])
      evaluator.evaluate({ ...DESIGN, parameters: { ...DESIGN.parameters, tileInputs } });
    expect(priced).toEqual(["lane_plain", "control_plain", "lane_plain energy", "control_plain energy"]);
  });

  it("throws for a generator that does not exist", () => {
    const design = { ...DESIGN, generator: "spiral" };
    expect(() => createEvaluator(BASE).evaluate(design)).toThrow("no generator is called spiral");
  });
});

describe("createEvaluator({ models: [measured, counts] })", () => {
  it("takes the measured modules when all of a design's are known", () => {
    const { metrics, fidelity } = createEvaluator({ ...BASE, models: [measuredModel(), ...COUNTS] }).evaluate(DESIGN);
    expect(fidelity).toBe("characterised");
    expect(metrics["areaUm2"]).toBe(51 * 2);
  });

  it("takes counts for the whole design when one module was not measured", () => {
    const models = [measuredModel("control_plain"), ...COUNTS];
    const { metrics, fidelity } = createEvaluator({ ...BASE, models }).evaluate(DESIGN);
    expect(fidelity).toBe("counts");
    expect(metrics["areaUm2"]).toBe(1515);
  });

  it("says why a design that no source knows cannot be estimated, and gives no number", () => {
    const options = { ...BASE, models: [measuredModel("control_plain")] };
    const { metrics, breakdown, unfit } = createEvaluator({ ...options, whyUnknown: "not measured" }).evaluate(DESIGN);
    expect({ metrics, breakdown, unfit }).toEqual({ metrics: {}, breakdown: [], unfit: "not measured" });
    expect(createEvaluator(options).evaluate(DESIGN).unfit).toBe("no source of costs knows all its modules");
  });
});

describe("evaluator.evaluateMetrics(generator, values, row)", () => {
  it("fills the row with the numbers of evaluate, in the order of METRICS", () => {
    const evaluator = createEvaluator({ ...BASE, workload: WORKLOAD });
    const row = new Float64Array(METRIC_COUNT);
    expect(evaluator.evaluateMetrics(plainGenerator(), DESIGN.parameters, row)).toBeUndefined();
    const { metrics } = evaluator.evaluate(DESIGN);
    expect([...row]).toEqual(METRICS.map(({ name }) => metrics[name] ?? Number.NaN));
    expect(metricsOfRow(row)).toEqual(metrics);
  });

  it("leaves nothing of the design before in the row", () => {
    const evaluator = createEvaluator({ ...BASE, models: [measuredModel("lane_plain")] });
    const row = new Float64Array(METRIC_COUNT).fill(7);
    expect(evaluator.evaluateMetrics(plainGenerator(), DESIGN.parameters, row)).toMatch(/no source/);
    expect(metricsOfRow(row)).toEqual({});
  });
});

describe("evaluator.provenance(generator, values)", () => {
  it("says what the numbers rest on and how far each metric may be off; what was not measured has no error", () => {
    expect(createEvaluator(BASE).provenance(plainGenerator(), DESIGN.parameters)).toEqual({
      fidelity: "counts",
      errors: { areaUm2: 0.02, ge: 0.02, areaPerMacUm2: 0.02, topsPerMm2: 0.02 },
    });
  });

  it("agrees with evaluate on either source", () => {
    for (const unknown of ["none", "lane_plain"]) {
      const evaluator = createEvaluator({ ...BASE, models: [measuredModel(unknown), ...COUNTS] });
      const { fidelity, errors } = evaluator.evaluate(DESIGN);
      expect(evaluator.provenance(plainGenerator(), DESIGN.parameters)).toEqual({ fidelity, errors });
    }
  });

  it("is undefined when no source knows the design", () => {
    const evaluator = createEvaluator({ ...BASE, models: [measuredModel("lane_plain")] });
    expect(evaluator.provenance(plainGenerator(), DESIGN.parameters)).toBeUndefined();
  });
});

describe("metricColumn(name)", () => {
  it("throws for a metric that does not exist", () => {
    expect(() => metricColumn("speed")).toThrow("no metric is called speed");
  });
});
