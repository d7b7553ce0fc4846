import { describe, expect, it } from "vitest";

import { createEvaluator } from "../../../models/cost/evaluate.ts";
import { METRIC_COUNT, metricColumn, metricsOfRow } from "../../../models/cost/metric-row.ts";
import type { Generator } from "../../../generators/generator.ts";
import { METRICS } from "../../../src/core/metrics.ts";
import { GENERATORS, priceModule } from "../../explore/fake-generators.ts";
import { TECHNOLOGY, WORKLOAD } from "../../explore/fake-sweep.ts";

const DESIGN = { generator: "plain", parameters: { tileInputs: 10, tileOutputs: 5, inputs: 100, outputs: 40 } };
const BASE = { generators: GENERATORS, technology: TECHNOLOGY, priceModule, clockMhz: 200 };

describe("evaluator.evaluate(design)", () => {
  it("gives every metric, worked out by hand", () => {
    // 50 lanes of 30 µm² and a control of 15; tiles of 10 × 5, keys of 2 bits.
    // up: 30 × 100 in products of 40, 40, 20 outputs: 3·(8 + 8 + 4) = 60 steps, + 3 idle + 4 = 67 cycles, twice.
    // down: 100 × 30 in one product: 10·6 = 60 steps, + 1 + 4 = 65 cycles, twice.
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
    });
  });

  it("lists the modules, largest area first, with rows that sum to the area", () => {
    const { breakdown } = createEvaluator(BASE).evaluate(DESIGN);
    expect(breakdown).toEqual([
      { module: "lane_plain", role: "lane", instances: 50, areaUm2Each: 30, areaUm2: 1500 },
      { module: "control_plain", role: "control", instances: 1, areaUm2Each: 15, areaUm2: 15 },
    ]);
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
    ]);
  });

  it("says why a design does not fit the workload, and still prices it", () => {
    const small = { ...DESIGN, parameters: { ...DESIGN.parameters, inputs: 99 } };
    const { metrics, unfit } = createEvaluator({ ...BASE, workload: WORKLOAD }).evaluate(small);
    expect(unfit).toBe("layer down needs 100 inputs, design has 99");
    expect(metrics).not.toHaveProperty("latencyUs");
    expect(metrics["areaUm2"]).toBe(1515);
  });

  it.each([Number.NaN, -1, Infinity])("throws when a module is priced at %d", (area) => {
    const evaluator = createEvaluator({ ...BASE, priceModule: () => area });
    expect(() => evaluator.evaluate(DESIGN)).toThrow(`module lane_plain has an area of ${area} µm²`);
  });

  it("throws when a design has no area at all", () => {
    expect(() => createEvaluator({ ...BASE, priceModule: () => 0 }).evaluate(DESIGN)).toThrow("areaUm2 came out as 0");
  });

  it("builds and prices each distinct module once", () => {
    const priced: string[] = [];
    const evaluator = createEvaluator({ ...BASE, priceModule: (module) => (priced.push(module.name), 1) });
    for (const tileInputs of [1, 2, 3, 2, 1])
      evaluator.evaluate({ ...DESIGN, parameters: { ...DESIGN.parameters, tileInputs } });
    expect(priced).toEqual(["lane_plain", "control_plain"]);
  });
});

describe("evaluator.evaluateMetrics(generator, values, row)", () => {
  it("fills the row with the numbers of evaluate, in the order of METRICS", () => {
    const evaluator = createEvaluator({ ...BASE, workload: WORKLOAD });
    const row = new Float64Array(METRIC_COUNT);
    const generator = GENERATORS.find(({ name }) => name === "plain") as Generator;
    expect(evaluator.evaluateMetrics(generator, DESIGN.parameters, row)).toBeUndefined();
    expect([...row]).toEqual(METRICS.map(({ name }) => evaluator.evaluate(DESIGN).metrics[name]));
    expect(metricsOfRow(row)).toEqual(evaluator.evaluate(DESIGN).metrics);
  });
});

describe("metricColumn(name)", () => {
  it("throws for a metric that does not exist", () => {
    expect(() => metricColumn("speed")).toThrow("no metric is called speed");
  });
});
