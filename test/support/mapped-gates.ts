import fc from "fast-check";
import { expect } from "vitest";
import { loadTechnology, type Technology } from "../../models/technology/index.ts";
import { Random } from "../../src/core/random.ts";
import { flatten } from "../../src/eda/netlist/flat.ts";
import { NetlistSimulator } from "../../src/eda/power/netlist-simulator.ts";
import { analyseTiming } from "../../src/eda/timing/timing.ts";
import { runSynthesis } from "../../src/eda/yosys/index.ts";
import { add, constant, ModuleBuilder, type Module, type Ports } from "../../src/hdl/index.ts";
import { Simulator } from "../../src/hdl/simulate.ts";
import { printVerilog } from "../../src/hdl/verilog.ts";
import { anyModule, gatedModuleOf, type Recipe } from "./random-module.ts";
import { FASTEST } from "./tools.ts";

/** The same library as if it had no clock gate. */
export function withoutGates(technology: Technology): Technology {
  return { ...technology, cells: technology.cells.filter(({ kind }) => kind !== "clock-gate") };
}

export async function mapped(module: Module, technology: Technology, hierarchy: "keep" | "flatten" = "keep") {
  const verilog = printVerilog(module);
  const run = await runSynthesis({ verilog, top: module.name, technology, hierarchy, yosys: FASTEST });
  const netlist = flatten(run.netlist, module.name, technology);
  const timing = analyseTiming(netlist, technology);
  return { result: run.result, netlist, timing, simulator: new NetlistSimulator(netlist, timing.order) };
}

/** Compares so many random modules with clock gates with their mapped netlists, in SG13G2 or in what is left of it without gates. */
export async function compareRandomModules(
  count: number,
  hierarchy: "keep" | "flatten",
  library: "gated" | "enabled",
): Promise<void> {
  const own = loadTechnology("sg13g2");
  const technology = library === "gated" ? own : withoutGates(own);
  const random = new Random(library === "gated" ? 6 : 7);
  for (const [i, recipe] of recipes(count).entries()) {
    const module = gatedModuleOf(recipe, `${library}${i}`);
    compare(module, (await mapped(module, technology, hierarchy)).simulator, random);
  }
}

/** Outputs of the tree and of its mapped netlist over 12 cycles, with a reset in the first and the sixth. */
function compare(module: Module, netlist: NetlistSimulator, random: Random): void {
  const tree = new Simulator(module);
  for (let cycle = 0; cycle < 12; cycle++) {
    const reset = cycle === 0 || cycle === 5 ? -1 : 0;
    tree.set("rst", reset === 0 ? 0n : 1n);
    if (netlist.has("rst")) netlist.set("rst", [reset]);
    for (const { name, width } of module.inputs) {
      const planes = Int32Array.from({ length: width }, () => random.integer(-(2 ** 31), 2 ** 31 - 1));
      tree.setPlanes(name, planes);
      netlist.set(name, planes);
    }
    tree.evaluate();
    netlist.evaluate();
    // Nothing is known before the first reset.
    for (const { name, width } of cycle === 0 ? [] : module.outputs) {
      const planes = new Int32Array(width);
      tree.getPlanes(name, planes);
      const seen = Array.from(planes, (_, bit) => netlist.get(name, bit));
      expect(seen, `${module.name}.${name}, cycle ${cycle}`).toEqual([...planes]);
    }
    tree.clock();
    netlist.clock();
  }
}

/** Random modules all of whose state is known after a reset: what synthesis makes of unknown bits is its own affair. */
function recipes(count: number): readonly Recipe[] {
  const known = (recipe: Recipe): Recipe => ({
    ...recipe,
    memories: [],
    registers: recipe.registers.map((register) => ({ ...register, reset: register.reset ?? 0 })),
    child: recipe.child && known(recipe.child),
  });
  const clocked = (recipe: Recipe): boolean => recipe.registers.length > 1 && (recipe.child?.registers.length ?? 0) > 0;
  return fc.sample(anyModule.filter(clocked).map(known), { seed: 12, numRuns: count });
}

/** Eight registers of 4 bits that load while `load` is high. */
export function bank(style: "gated" | "enabled"): Module {
  const m = new ModuleBuilder<Ports>(`bank_${style}`);
  const load = m.input("load", 1);
  for (let i = 0; i < 8; i++) {
    const value = m.input(`d${i}`, 4);
    m.output(`q${i}`, m.registered(`r${i}_q`, add(value, constant(4, i)), { enable: load }));
  }
  if (style === "gated") m.gateHeldRegisters(8);
  return m.build();
}
