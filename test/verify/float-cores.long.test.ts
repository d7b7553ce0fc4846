import { describe, expect, it } from "vitest";
import { FLOAT_NAMES } from "../../generators/numeric/float-format.ts";
import { CORES } from "../../generators/registry.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import { verifyEmbedded } from "../../src/verify/embedded.ts";
import { verifyExternal } from "../../src/verify/external.ts";
import { parametersOf } from "../support/random-design.ts";
import { hasIcarus, hasVerilator } from "../support/tools.ts";

/** Products that fill their tiles, and products that do not; more outputs than lanes and fewer. */
const SHAPES = [
  { name: "divisible", inputs: 24, outputs: 4, loopOrder: "table-stationary", shape: "fixed" },
  { name: "with rests", inputs: 23, outputs: 5, loopOrder: "table-stationary", shape: "fixed" },
  { name: "with rests", inputs: 23, outputs: 5, loopOrder: "output-stationary", shape: "runtime" },
  { name: "less than a tile", inputs: 5, outputs: 1, loopOrder: "output-stationary", shape: "fixed" },
];
/** None, behind each adder, inside, and as deep as it goes. */
const DEPTHS = [0, 1, 2, 4];

/** Two groups of three (or six activations) and two lanes. */
function tileOf(name: string): ParameterValues {
  return name === "ternary-lut" ? { groupSize: 3, tables: 2, fetchers: 2 } : { tileInputs: 6, tileOutputs: 2 };
}

function failuresOf(name: string, changes: ParameterValues): string[] {
  const generator = CORES.find((each) => each.name === name);
  if (generator === undefined) throw new Error(`no generator ${name}`);
  return SHAPES.flatMap(({ name: size, ...shape }) => {
    const values = parametersOf(generator, { ...tileOf(name), ...changes, ...shape });
    const conflicts = generator.conflicts(values).map(({ path, message }) => `${path}: ${message}`);
    if (conflicts.length > 0) return conflicts;
    const options = { products: 20, seed: 9 };
    const { failure } = verifyEmbedded(generator.elaborate(values), generator.product(values), options);
    return failure === undefined ? [] : [`${size}, ${shape.loopOrder}, ${shape.shape}: ${failure}`];
  });
}

const names = CORES.map(({ name }) => name);

describe("verifyEmbedded(generator.elaborate(values), …), native floating point", () => {
  const cases = names.flatMap((name) =>
    FLOAT_NAMES.flatMap((activation) => DEPTHS.map((depth) => ({ name, activation, depth }))),
  );

  it.each(cases)("passes for $name, $activation, $depth registers in each adder", ({ name, activation, depth }) => {
    // Formats and depths take turns with the other choices, so that each meets each.
    const turn = FLOAT_NAMES.indexOf(activation) + DEPTHS.indexOf(depth);
    const changes = {
      activation,
      pipelineFloat: depth,
      floatPath: turn % 2 === 0 ? "single" : "dual",
      adder: turn % 3 === 0 ? "prefix" : "ripple",
      subnormals: turn % 4 === 3 ? "flushed" : "kept",
      accumulator: activation === "fp32" || turn % 2 === 1 ? "activation" : "fp32",
      pipelineFetch: turn % 2,
    };
    expect(failuresOf(name, changes)).toEqual([]);
  });
});

describe("verifyEmbedded(generator.elaborate(values), …), aligned", () => {
  const cases = names.flatMap((name) =>
    FLOAT_NAMES.flatMap((activation) => ["tile", "vector"].map((alignSpan) => ({ name, activation, alignSpan }))),
  );

  it.each(cases)("passes for $name, $activation, one exponent for a $alignSpan", ({ name, activation, alignSpan }) => {
    const turn = FLOAT_NAMES.indexOf(activation);
    for (const depth of [0, 1, 2]) {
      const changes = {
        activation,
        arithmetic: "aligned",
        alignSpan,
        keptBits: [4, 9, 14][(turn + depth) % 3] as number,
        accumulator: depth === 1 ? "fp16" : "activation",
        subnormals: turn % 2 === 0 ? "kept" : "flushed",
        reduction: depth === 2 ? "adder-tree" : "compressor",
        adder: depth === 1 ? "prefix" : "ripple",
        pipelineFetch: depth === 0 ? 0 : 1,
        pipelineReduce: depth,
      };
      expect(failuresOf(name, changes)).toEqual([]);
    }
  });
});

type Printed = ParameterValues & { readonly name: string };

const PRINTED = [
  { name: "ternary-lut", activation: "fp16", groupSize: 3, pipelineFloat: 0, accumulator: "fp32" },
  { name: "ternary-lut", activation: "fp8e4m3", groupSize: 4, pipelineFloat: 2, tableFormat: "fp16", accumulator: "fp16" },
  { name: "add-sub", activation: "bf16", floatPath: "dual", adder: "prefix", pipelineFloat: 3 },
  { name: "multiplier", activation: "fp8e5m2", pipelineFloat: 1, accumulator: "fp16" },
  { name: "ternary-lut", activation: "fp16", arithmetic: "aligned", keptBits: 11 },
  { name: "add-sub", activation: "fp32", arithmetic: "aligned", alignSpan: "vector", keptBits: 18, pipelineReduce: 1 },
] as readonly Printed[]; // prettier-ignore

/** A simulator that compiles takes minutes for the others. */
const SMALLEST: Printed = {
  name: "ternary-lut",
  activation: "fp8e5m2",
  groupSize: 2,
  pipelineFloat: 2,
  tables: 1,
  fetchers: 1,
};

for (const [simulator, isThere] of [
  ["icarus", hasIcarus],
  ["verilator", hasVerilator],
] as const) {
  describe.runIf(isThere)(`verifyExternal(top, streams, { simulator: '${simulator}' }), floating point`, () => {
    const designs: readonly Printed[] = simulator === "icarus" ? PRINTED : [SMALLEST];
    it.each(designs)(
      "passes the printed Verilog of $name, $activation",
      async ({ name, ...changes }) => {
        const generator = CORES.find((each) => each.name === name);
        if (generator === undefined) throw new Error(`no generator ${name}`);
        const tile = name === "ternary-lut" ? { tables: 2, fetchers: 2 } : { tileInputs: 5, tileOutputs: 2 };
        const values = parametersOf(generator, { ...tile, ...changes, inputs: 19, outputs: 3 } as ParameterValues);
        expect(generator.conflicts(values)).toEqual([]);
        const options = { simulator, products: 20, seed: 4 };
        const result = await verifyExternal(generator.elaborate(values), generator.product(values), options);
        expect(result).toMatchObject({ passed: true, products: 20 });
      },
      120_000,
    );
  });
}
