import { describe, expect, it } from "vitest";
import { CORES } from "../../../../generators/registry.ts";
import { ternaryLut } from "../../../../generators/ternary-lut/index.ts";
import type { ParameterValues } from "../../../../src/core/parameters.ts";
import { parametersOf } from "../../../support/random-design.ts";

function messages(changes: ParameterValues): string[] {
  return ternaryLut.conflicts(parametersOf(ternaryLut, changes)).map(({ path, message }) => `${path}: ${message}`);
}

describe("ternaryLut.conflicts(values), floating point", () => {
  it.each(CORES)("$name takes each format as it comes", (generator) => {
    for (const activation of ["fp8e4m3", "fp8e5m2", "fp16", "bf16", "fp32"])
      for (const arithmetic of ["native", "aligned"])
        expect(generator.conflicts(parametersOf(generator, { activation, arithmetic }))).toEqual([]);
  });

  it("refuses sums that do not hold what they add", () => {
    expect(messages({ activation: "fp16", accumulator: "bf16" })).toEqual([
      "accumulator: got bf16, expected a format that holds every fp16 of the words it adds: fp16, fp32",
    ]);
    expect(messages({ activation: "fp8e4m3", tableFormat: "fp16", accumulator: "fp8e4m3" })).toEqual([
      "accumulator: got fp8e4m3, expected a format that holds every fp16 of the words it adds: fp16, fp32",
    ]);
    expect(messages({ activation: "bf16", tableFormat: "fp16", accumulator: "fp32" })).toEqual([
      "tableFormat: got fp16, expected a format that holds every bf16 of the activations: bf16, fp32",
    ]);
  });

  it("lets an aligned core round its results to a narrower format", () => {
    expect(messages({ activation: "fp16", arithmetic: "aligned", accumulator: "fp8e4m3" })).toEqual([]);
  });

  it("refuses an alignment that would lose every bit", () => {
    expect(messages({ activation: "fp16", arithmetic: "aligned", keptBits: 1 })).toEqual([
      "keptBits: got 1, expected at least 2: beside the sign, alignment would lose every bit",
    ]);
  });

  it("refuses values that would be ignored", () => {
    expect(messages({ activation: "int8", accumulator: "fp32" })).toEqual([
      "accumulator: got fp32, expected the default activation, as it has no effect here (only with floating-point activations)",
    ]);
    expect(messages({ activation: "fp16", pipelineReduce: 1 })).toEqual([
      "pipelineReduce: got 1, expected the default 0, as it has no effect here (not with native floating-point arithmetic)",
    ]);
    expect(messages({ activation: "fp16", pipelineFloat: 1, tableStorage: "combinational" })).toEqual([
      "pipelineFloat: got 1, expected 0 with combinational tables: their entries would be late",
    ]);
  });
});
