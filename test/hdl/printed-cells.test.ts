import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, ModuleBuilder, not, type Module } from "../../src/hdl/index.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";
import { anyModule, moduleOf } from "../support/random-module.ts";
import { expectedCellsOf, wordCells } from "../support/word-cells.ts";

/** The cells that Yosys finds in the printed modules, adder leaves left out. */
async function printedCells(tops: readonly Module[]) {
  const files = Object.assign({}, ...tops.map((top) => printVerilog(top)));
  const { full_adder: _full, half_adder: _half, ...cells } = await wordCells(files);
  return cells;
}

describe("printVerilog(module), read by Yosys", () => {
  it("has the cells of countModule(module), for 400 random modules", async () => {
    const recipes = fc.sample(anyModule, { seed: 2, numRuns: 400 });
    const modules = recipes.map((recipe, i) => moduleOf(recipe, `random${i}`));
    expect(await printedCells(modules)).toEqual(expectedCellsOf(modules));
  }, 60_000);

  it("prints an unnamed node once that drives two outputs and another node", async () => {
    const m = new ModuleBuilder("shared_sum");
    const a = m.input("a", 4);
    const sum = add(a, m.input("b", 4));
    m.output("y", sum);
    m.output("z", sum);
    m.output("inverse", not(sum));
    expect(await printedCells([m.build()])).toEqual({ shared_sum: { $add: 4, $not: 4 } });
  }, 60_000);
});
