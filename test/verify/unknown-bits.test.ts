import { describe, expect, it } from "vitest";
import { FLOAT_FORMATS } from "../../generators/numeric/float-format.ts";
import { bitsOf, valueOf } from "../../generators/numeric/float-value.ts";
import { CORES } from "../../generators/registry.ts";
import { ternaryLut } from "../../generators/ternary-lut/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { verifyExternal } from "../../src/verify/external.ts";
import { parametersOf } from "../support/random-design.ts";
import { runProduct } from "../support/run-product.ts";
import { taintOfCore } from "../support/taint.ts";
import { hasIcarus } from "../support/tools.ts";
import { idleReachesOfCores, idleReachesOfUnits, maskedReachesOfCores, maskedReachesOfUnits } from "./random-taints.ts";

/** Two cores that added what nobody had offered, among the first sixty random ones: the smallest and the worst. */
const SMALLEST = parametersOf(ternaryLut, {
  activation: "int16",
  groupSize: 5,
  tables: 3,
  fetchers: 2,
  inputs: 1,
  outputs: 1,
  loopOrder: "output-stationary",
  tableStorage: "combinational",
  reduction: "adder-tree",
});
const WORST = parametersOf(ternaryLut, {
  activation: "int8",
  groupSize: 2,
  tables: 8,
  fetchers: 3,
  inputs: 131,
  outputs: 40,
});

/** Depths of floating-point pipelines, where each has its first registers elsewhere. */
const FLOAT_PIPELINES: readonly ParameterValues[] = [0, 1, 2, 4].flatMap((pipelineFloat) =>
  [0, 1].map((pipelineFetch) => ({ activation: "fp8e4m3", pipelineFloat, pipelineFetch })),
);
const ALIGNED_PIPELINES: readonly ParameterValues[] = ["tile", "vector"].flatMap((alignSpan) =>
  [0, 1].map((pipelineAlign) => ({
    activation: "fp16",
    arithmetic: "aligned",
    alignSpan,
    pipelineAlign,
    pipelineReduce: pipelineAlign,
  })),
);
const INTEGER_PIPELINES: readonly ParameterValues[] = [0, 1].flatMap((pipelineFetch) =>
  [0, 1, 2, 3].map((pipelineReduce) => ({ activation: "int4", pipelineFetch, pipelineReduce })),
);
/** A product has several steps for each output, or one. */
const ORDERS: readonly ParameterValues[] = ["table-stationary", "output-stationary"].flatMap((loopOrder) => [
  ...["fixed", "runtime"].map((shape) => ({ loopOrder, shape, inputs: 11, outputs: 5 })),
  { loopOrder, shape: "fixed", inputs: 4, outputs: 5 },
]);

function gridOf(name: string): readonly ParameterValues[] {
  const tile = name === "ternary-lut" ? { groupSize: 3, tables: 2, fetchers: 2 } : { tileInputs: 5, tileOutputs: 2 };
  const staged = name === "ternary-lut" ? [{ pipelineTable: 0 }, { pipelineTable: 1 }] : [{}];
  return [...INTEGER_PIPELINES, ...FLOAT_PIPELINES, ...ALIGNED_PIPELINES].flatMap((pipeline, i) =>
    ORDERS.map((order, j) => ({ ...tile, ...pipeline, ...order, ...staged[(i + j) % staged.length] })),
  );
}

describe("data that no stream offers", () => {
  it.each(CORES.map((core) => [core.name, core] as const))(
    "changes no register, no word and no output: %s, every loop order, shape and pipeline",
    (name, generator) => {
      for (const changes of gridOf(name)) {
        const values = parametersOf(generator, changes);
        expect(generator.conflicts(values), JSON.stringify(changes)).toEqual([]);
        const options = { products: 3, seed: 1, stalls: 5, garbage: "idle" } as const;
        const taint = taintOfCore(generator.elaborate(values), generator.product(values), options);
        expect([taint.failure, taint.state], JSON.stringify(changes)).toEqual([undefined, []]);
      }
    },
    120_000,
  );

  // unknown-bits.long.test.ts takes many more.
  it("changes no register, no word and no output of 10 random cores", () => {
    expect(idleReachesOfCores(10, 41)).toEqual([]);
  }, 120_000);

  it("changes no register, no word, no line and no answer of 3 random update units", () => {
    expect(idleReachesOfUnits(3, 42)).toEqual([]);
  }, 120_000);

  it.each([
    ["the smallest core", SMALLEST],
    ["the worst core", WORST],
  ])("changes no register and no output of %s that it reached once", (_, values) => {
    const options = { products: 4, seed: 1, stalls: 3, garbage: "idle" } as const;
    const taint = taintOfCore(ternaryLut.elaborate(values), ternaryLut.product(values), options);
    expect([taint.failure, taint.state]).toEqual([undefined, []]);
  });
});

describe("bits of offered beats that stand for no input and no output", () => {
  it("change no output, no sum and no table of 10 random cores: only the words on their way may differ", () => {
    expect(maskedReachesOfCores(10, 43)).toEqual([]);
  }, 120_000);

  it("change no line, no answer and no kept sum of 3 random update units: only what is known of no column", () => {
    expect(maskedReachesOfUnits(3, 45)).toEqual([]);
  }, 120_000);
});

describe("a weight on an input beyond N, in a key that has others", () => {
  const { bf16 } = FLOAT_FORMATS;
  const values = parametersOf(ternaryLut, {
    activation: "bf16",
    groupSize: 4,
    tables: 5,
    fetchers: 2,
    inputs: 7,
    outputs: 11,
    tableStorage: "combinational",
    floatPath: "dual",
  });
  const activations = [0.404296875, 1.3046875, 0.7578125, 0.05126953125, 2.171875, 0.021240234375, 0.11279296875];
  const weights = [1, 0, 0, 1, 1, 1, 1];
  const product = {
    inputs: 7,
    outputs: 11,
    activations: Int32Array.from(activations, (value) => bitsOf(value, bf16)),
    weights: Int8Array.from({ length: 77 }, (_, i) => weights[i % 7] ?? 0),
  };

  it.each([0, 1, -1])(
    "does not decide how the others are added: 2.75 with %d there (bf16, exactly 2.761474609375)",
    (weight) => {
      const beats = runProduct(ternaryLut, values, product, { bit: () => 1, weight: () => weight });
      expect(beats.map((beat) => valueOf(Number(beat & 0xffffn), bf16))).toEqual(beats.map(() => 2.75));
    },
  );
});

describe.runIf(hasIcarus)("verifyExternal(top, streams, { simulator: 'icarus' }): X on all that means nothing", () => {
  it.each([
    ["the smallest core", SMALLEST],
    ["the worst core", WORST],
  ])(
    "passes %s that X reached once",
    async (_, values) => {
      const options = { simulator: "icarus", products: 8, seed: 2 } as const;
      const result = await verifyExternal(ternaryLut.elaborate(values), ternaryLut.product(values), options);
      expect(result).toMatchObject({ passed: true });
    },
    120_000,
  );
});
