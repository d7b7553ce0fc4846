import { describe, expect, it } from "vitest";
import { ternaryLut } from "../../../generators/ternary-lut/index.ts";
import { printVerilog } from "../../../src/hdl/verilog.ts";
import { parametersOf, randomDesigns, SMALL } from "../../support/random-design.ts";
import { expectedCellsOf, wordCells } from "../../support/word-cells.ts";

const FIXED = { activation: "int4", groupSize: 2, tables: 2, fetchers: 2, inputs: 6, outputs: 3 };
const RUNTIME = {
  activation: "int8",
  groupSize: 3,
  tables: 1,
  fetchers: 2,
  inputs: 9,
  outputs: 4,
  shape: "runtime",
  tableStorage: "combinational",
  loopOrder: "output-stationary",
  reduction: "adder-tree",
  pipelineFetch: 1,
  pipelineReduce: 1,
};

const FAST = {
  ...FIXED,
  inputs: 12,
  tables: 3,
  pipelineTable: 1,
  adder: "prefix",
  pipelineFetch: 1,
  pipelineReduce: 3,
};

describe("printVerilog(ternaryLut.elaborate(values))", () => {
  it.each([
    ["fixed", FIXED],
    ["runtime", RUNTIME],
    ["fast", FAST],
  ])("is the golden text of a small %s core", async (name, changes) => {
    const files = printVerilog(ternaryLut.elaborate(parametersOf(ternaryLut, changes)));
    await expect(Object.values(files).join("\n")).toMatchFileSnapshot(`../../golden/ternary-lut-${name}.v`);
  });
});

describe("printVerilog(generator.elaborate(values)), read by Yosys", () => {
  it("has the cells of countModule(module) in every module of 20 random designs", async () => {
    const limits = { ...SMALL, groupSize: 3 };
    const designs = [...randomDesigns(12, 13, limits, "integers"), ...randomDesigns(8, 14, limits, "floats")];
    const tops = designs.map(({ generator, parameters }) => generator.elaborate(parameters));
    const {
      full_adder: _full,
      half_adder: _half,
      clock_gate: _gate,
      ...cells
    } = await wordCells(Object.assign({}, ...tops.map((top) => printVerilog(top))));
    expect(cells).toEqual(expectedCellsOf(tops));
  }, 180_000);
});
