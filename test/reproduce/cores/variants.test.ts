import { describe, expect, it } from "vitest";
import type { ExperimentPoint } from "../../../src/core/reproduction.ts";
import { chooseVariant, variantsOf } from "../../../src/reproduce/cores/variants.ts";

const POINT: ExperimentPoint = {
  sweep: "tile",
  architecture: "lut",
  activation: "int8",
  arithmetic: "integer",
  tile: 8,
  aspect: "1:1",
  groupSize: 2,
  groups: 4,
  inputsPerStep: 8,
  outputsPerStep: 8,
};

describe("variantsOf(point)", () => {
  it("crosses two adders, four depths and three ways to hold tables: 24", () => {
    const variants = variantsOf(POINT);
    expect(variants).toHaveLength(24);
    expect(variants[0]).toMatchObject({ groupSize: 2, tables: 4, fetchers: 8, inputs: 64, outputs: 8 });
  });

  it("does not tell tables of one activation, or baselines, apart by how they are held", () => {
    expect(variantsOf({ ...POINT, groupSize: 1, groups: 8 })).toHaveLength(8);
    expect(variantsOf({ ...POINT, architecture: "sign-flip", groupSize: 1, groups: 8 })).toHaveLength(8);
  });

  it("keeps the precision of the format and a sign when aligned: 12 bits for fp16", () => {
    const [first] = variantsOf({ ...POINT, activation: "fp16", arithmetic: "aligned" });
    expect(first).toMatchObject({ arithmetic: "aligned", keptBits: 12 });
  });

  it("puts the registers of native floating point into its adders", () => {
    const variants = variantsOf({ ...POINT, activation: "fp16", arithmetic: "native" });
    expect(new Set(variants.map((values) => values["pipelineFloat"]))).toEqual(new Set([0, 1, 2, 3]));
    expect(new Set(variants.map((values) => values["pipelineReduce"]))).toEqual(new Set([0]));
  });
});

describe("chooseVariant(variants, periodPs)", () => {
  const small = { areaUm2: 10, criticalPathPs: 2500 };
  const middle = { areaUm2: 12, criticalPathPs: 2000 };
  const fast = { areaUm2: 15, criticalPathPs: 1500 };

  it("takes the smallest that meets the clock, just met included", () => {
    expect(chooseVariant([fast, small, middle], 2000)).toEqual({ chosen: middle, clock: "met" });
  });

  it("takes the fastest if none does, and says so", () => {
    expect(chooseVariant([small, fast, middle], 1000)).toEqual({ chosen: fast, clock: "missed" });
  });

  it("takes the first of equals", () => {
    const twin = { ...middle };
    expect(chooseVariant([middle, twin], 2000).chosen).toBe(middle);
  });

  it("throws without variants", () => {
    expect(() => chooseVariant([], 2000)).toThrow("without variants");
  });
});
