import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Random } from "../../src/core/random.ts";
import { add, ModuleBuilder, not, xor, type Module, type Ports } from "../../src/hdl/index.ts";
import { Simulator } from "../../src/hdl/simulate.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";
import { runIcarus, type Cycle } from "../support/icarus.ts";
import { anyModule, gatedModuleOf, moduleOf } from "../support/random-module.ts";
import { hasIcarus } from "../support/tools.ts";
import { expectedCellsOf, wordCells } from "../support/word-cells.ts";

/** The cells that Yosys finds in the printed modules, adder leaves left out. */
async function printedCells(tops: readonly Module[]) {
  const files = Object.assign({}, ...tops.map((top) => printVerilog(top)));
  const { full_adder: _full, half_adder: _half, clock_gate: _gate, ...cells } = await wordCells(files);
  return cells;
}

describe("printVerilog(module), read by Yosys", () => {
  it("has the cells of countModule(module), for 250 random modules", async () => {
    const recipes = fc.sample(anyModule, { seed: 2, numRuns: 250 });
    const modules = recipes.map((recipe, i) => (i % 2 === 0 ? moduleOf : gatedModuleOf)(recipe, `random${i}`));
    expect(await printedCells(modules)).toEqual(expectedCellsOf(modules));
  }, 60_000);

  it("prints an unnamed node once that drives two outputs and another node", async () => {
    const m = new ModuleBuilder<Ports>("shared_sum");
    const a = m.input("a", 4);
    const sum = add(a, m.input("b", 4));
    m.output("y", sum);
    m.output("z", sum);
    m.output("inverse", not(sum));
    expect(await printedCells([m.build()])).toEqual({ shared_sum: { $add: 4, $not: 4 } });
  }, 60_000);

  it("prints an operator once that goes to all copies of a child", async () => {
    const child = new ModuleBuilder<Ports>("copied");
    const m = new ModuleBuilder<Ports>("broadcast");
    const sum = xor(m.input("a", 4), m.input("b", 4));
    m.output("y", m.repeat("u", 3, child.build({ y: not(child.input("a", 4)) }), { a: sum }).y);
    expect(await printedCells([m.build()])).toEqual({ broadcast: { $xor: 4, copied: 3 }, copied: { $not: 4 } });
  }, 60_000);
});

function randomCycles(module: Module, random: Random): Cycle[] {
  return Array.from({ length: 8 }, (_, cycle) => ({
    isReset: cycle === 2,
    inputs: Object.fromEntries(
      module.inputs.map(({ name, width }) => [name, BigInt(random.integer(0, 2 ** width - 1))]),
    ),
  }));
}

/** The outputs in each cycle, hexadecimal as Icarus prints them. */
function simulate(module: Module, cycles: readonly Cycle[]): Record<string, string>[] {
  const simulator = new Simulator(module);
  return cycles.map(({ isReset, inputs }) => {
    simulator.set("rst", isReset ? 1n : 0n);
    for (const [port, value] of Object.entries(inputs)) simulator.set(port, value);
    simulator.evaluate();
    const outputs = module.outputs.map(({ name }) => [name, simulator.get(name).toString(16)]);
    simulator.clock();
    return Object.fromEntries(outputs);
  });
}

if (hasIcarus) {
  describe("printVerilog(module), run by Icarus Verilog", () => {
    it("gives what new Simulator(module) gives, for 300 random modules over 8 cycles", () => {
      const random = new Random(9);
      const modules = fc
        .sample(anyModule, { seed: 9, numRuns: 300 })
        .map((recipe, i) => (i % 2 === 0 ? moduleOf : gatedModuleOf)(recipe, `random${i}`));
      const runs = modules.map((module) => ({ module, cycles: randomCycles(module, random) }));
      const seen = runIcarus(runs);
      for (const [i, { module, cycles }] of runs.entries())
        expect(seen[i], module.name).toEqual(simulate(module, cycles));
    }, 60_000);
  });
}
