import { describe, expect, it } from "vitest";
import { FLOAT_FORMATS } from "../../../generators/numeric/float-format.ts";
import type { CoreGenerator, FloatArithmetic } from "../../../generators/contract/index.ts";
import { CORES } from "../../../generators/registry.ts";
import { createEvaluator } from "../../../models/evaluate/evaluate.ts";
import { METRIC_COUNT, metricsOfRow } from "../../../src/core/metric-row.ts";
import { createErrorTerms } from "../../../models/precision/error-terms.ts";
import { PrecisionModel } from "../../../models/precision/precision-model.ts";
import { withDefaults } from "../../../src/config/find-generator.ts";
import { ERROR_METRICS } from "../../../src/core/error-metrics.ts";
import { namesOf } from "../../../src/core/metrics.ts";
import { runSweep } from "../../../src/explore/sweep.ts";
import { ACCURACY, costModels, GENERATORS as FAKES } from "../../explore/fake-generators.ts";
import { OPTIONS, spaceOf, TECHNOLOGY } from "../../explore/fake-sweep.ts";

const STATISTICS = { zeroWeights: 0.42, seed: 1 };
const { fp16, fp8e4m3 } = FLOAT_FORMATS;

const ALIGNED: FloatArithmetic = {
  kind: "aligned",
  span: "vector",
  format: fp16,
  accumulator: fp16,
  subnormals: "kept",
  keptBits: 12,
  tileInputs: 24,
};
/** Its largest number is 28, less than some outliers. */
const SMALL = { ...fp8e4m3, name: "small", exponentBits: 3 };

function filled(arithmetic: FloatArithmetic | undefined, inputs: number, wanted?: readonly string[]) {
  const row = new Float64Array(METRIC_COUNT).fill(Number.NaN);
  const reason = createErrorTerms(STATISTICS, wanted).fill(row, arithmetic, inputs);
  return { metrics: metricsOfRow(row), reason };
}

describe("createErrorTerms(statistics, wanted).fill(row, arithmetic, inputs)", () => {
  it("puts in the errors of the arithmetic on both distributions", () => {
    const { gaussian, heavyTailed } = new PrecisionModel(STATISTICS).errors(ALIGNED, 100);
    expect(filled(ALIGNED, 100)).toEqual({
      metrics: {
        errorRms: gaussian.rms,
        errorMax: gaussian.maximum,
        errorRmsHeavy: heavyTailed.rms,
        errorMaxHeavy: heavyTailed.maximum,
      },
      reason: undefined,
    });
  });

  it("is 0 for integers, whose sums are exact", () => {
    expect(filled(undefined, 100).metrics).toEqual({ errorRms: 0, errorMax: 0, errorRmsHeavy: 0, errorMaxHeavy: 0 });
  });

  it("leaves out what overflows, and says so if it is wanted", () => {
    const overflows = { ...ALIGNED, format: SMALL, accumulator: SMALL };
    const { metrics, reason } = filled(overflows, 64);
    expect(Object.keys(metrics)).toEqual(["errorRms", "errorMax"]);
    expect(reason).toBe("sums overflow their format on random activations of unit RMS: choose a wider accumulator");
    expect(filled(overflows, 64, ["errorRms"]).reason).toBeUndefined();
  });
});

describe("createEvaluator({ precision }).evaluate(design)", () => {
  const design = { generator: "plain", parameters: { tileInputs: 10, tileOutputs: 5, inputs: 100, outputs: 40 } };
  const floating = FAKES.map((generator): CoreGenerator => ({ ...generator, arithmetic: () => ALIGNED }));
  const options = { generators: floating, nand2AreaUm2: TECHNOLOGY.nand2AreaUm2, accuracy: ACCURACY, clockMhz: 200 };
  const base = { ...options, models: costModels({ technology: TECHNOLOGY }) };

  it("has the errors of products with the design's inputs; without precision none", () => {
    const precision = createErrorTerms(STATISTICS);
    expect(createEvaluator({ ...base, precision }).evaluate(design).metrics).toMatchObject(
      filled(ALIGNED, 100).metrics,
    );
    const without = createEvaluator(base).evaluate(design).metrics;
    for (const name of namesOf(ERROR_METRICS)) expect(without).not.toHaveProperty(name);
  });
});

describe("runSweep(space, options)", () => {
  const blocks = [{ generator: "plain", parameters: { tileInputs: [4, 8], inputs: 100 } }];

  it("fills in errors if a constraint asks for one, which exact designs meet", async () => {
    const { pareto } = await runSweep(
      spaceOf(blocks, { constraints: [{ metric: "errorRms", maximum: 1e-3 }] }),
      OPTIONS,
    );
    expect(pareto.front.map(({ metrics }) => metrics["errorRms"])).toEqual([0, 0]);
  });

  it("does so for objectives and picks, and draws a knee", async () => {
    const objectives = [{ metric: "areaUm2" }, { metric: "errorRmsHeavy" }];
    const { pareto } = await runSweep(spaceOf(blocks, { objectives, pick: ["knee", "smallest errorMax"] }), OPTIONS);
    expect(pareto.picks.map(({ record }) => record.metrics["errorMax"])).toEqual([0]);
    expect(pareto.picks.map(({ label }) => label)).toEqual(["knee, smallest errorMax"]);
  });

  it("leaves them out otherwise", async () => {
    const { pareto } = await runSweep(spaceOf(blocks), OPTIONS);
    for (const { metrics } of pareto.front) expect(metrics).not.toHaveProperty("errorRms");
  });
});

describe("generator.arithmetic(values)", () => {
  const [ternaryLut, addSub, multiplier] = CORES as [CoreGenerator, CoreGenerator, CoreGenerator];
  const of = (generator: CoreGenerator, stated: Record<string, string | number>) =>
    generator.arithmetic(withDefaults(generator, stated));

  it("is undefined for integers", () => {
    for (const generator of CORES) expect(of(generator, { activation: "int8" })).toBeUndefined();
  });

  it("says how native cores group and round", () => {
    const { fp32 } = FLOAT_FORMATS;
    const shared = { kind: "native", format: fp16, subnormals: "kept", partials: 1 };
    const stated = { activation: "fp16", accumulator: "fp32" };
    expect(of(ternaryLut, { ...stated, tables: 5, tableFormat: "fp32" })).toEqual({
      ...shared,
      weights: "table",
      table: fp32,
      accumulator: fp32,
      groupSize: 3,
      groups: 5,
    });
    const baseline = { ...shared, table: fp16, accumulator: fp32, groupSize: 1, groups: 7 };
    expect(of(addSub, { ...stated, tileInputs: 7 })).toEqual({ ...baseline, weights: "table" });
    expect(of(multiplier, { ...stated, tileInputs: 7 })).toEqual({ ...baseline, weights: "multiply" });
  });

  it("says how aligned cores share exponents", () => {
    const stated = {
      activation: "fp16",
      arithmetic: "aligned",
      alignSpan: "vector",
      keptBits: 9,
      subnormals: "flushed",
    };
    expect(of(ternaryLut, { ...stated, tables: 5 })).toEqual({
      kind: "aligned",
      span: "vector",
      format: fp16,
      accumulator: fp16,
      subnormals: "flushed",
      keptBits: 9,
      tileInputs: 15,
    });
  });
});
