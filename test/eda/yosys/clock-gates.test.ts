import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BUILT_IN, loadTechnology, type Technology } from "../../../models/technology/index.ts";
import { Random } from "../../../src/core/random.ts";
import { flatten } from "../../../src/eda/netlist/flat.ts";
import { NetlistSimulator, ToggleCounts } from "../../../src/eda/power/netlist-simulator.ts";
import { analysePower } from "../../../src/eda/power/power.ts";
import { analyseTiming } from "../../../src/eda/timing/timing.ts";
import { runSynthesis } from "../../../src/eda/yosys/index.ts";
import { add, constant, ModuleBuilder, type Module, type Ports } from "../../../src/hdl/index.ts";
import { Simulator } from "../../../src/hdl/simulate.ts";
import { printVerilog } from "../../../src/hdl/verilog.ts";
import { anyModule, gatedModuleOf, type Recipe } from "../../support/random-module.ts";
import { FASTEST } from "../../support/tools.ts";

/** The same library as if it had no clock gate. */
function withoutGates(technology: Technology): Technology {
  return { ...technology, cells: technology.cells.filter(({ kind }) => kind !== "clock-gate") };
}

async function mapped(module: Module, technology: Technology, hierarchy: "keep" | "flatten" = "keep") {
  const verilog = printVerilog(module);
  const run = await runSynthesis({ verilog, top: module.name, technology, hierarchy, yosys: FASTEST });
  const netlist = flatten(run.netlist, module.name, technology);
  const timing = analyseTiming(netlist, technology);
  return { result: run.result, netlist, timing, simulator: new NetlistSimulator(netlist, timing.order) };
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
function bank(style: "gated" | "enabled"): Module {
  const m = new ModuleBuilder<Ports>(`bank_${style}`);
  const load = m.input("load", 1);
  for (let i = 0; i < 8; i++) {
    const value = m.input(`d${i}`, 4);
    m.output(`q${i}`, m.registered(`r${i}_q`, add(value, constant(4, i)), { enable: load }));
  }
  if (style === "gated") m.gateHeldRegisters(8);
  return m.build();
}

describe("runSynthesis(request), of a design with clock gates", () => {
  it.each(["keep", "flatten"] as const)(
    "maps 12 random modules to cells that compute the same, hierarchy %s",
    async (hierarchy) => {
      const technology = loadTechnology("sg13g2");
      const random = new Random(6);
      for (const [i, recipe] of recipes(12).entries()) {
        const module = gatedModuleOf(recipe, `gated${i}`);
        compare(module, (await mapped(module, technology, hierarchy)).simulator, random);
      }
    },
    120_000,
  );

  it.each(["keep", "flatten"] as const)(
    "makes enables of them where the library has none, hierarchy %s",
    async (hierarchy) => {
      const technology = withoutGates(loadTechnology("sg13g2"));
      const random = new Random(7);
      for (const [i, recipe] of recipes(12).entries()) {
        const module = gatedModuleOf(recipe, `enabled${i}`);
        compare(module, (await mapped(module, technology, hierarchy)).simulator, random);
      }
    },
    120_000,
  );

  it.each(BUILT_IN)(
    "takes the integrated gate of %s, one for 32 flip-flops, and saves their multiplexers",
    async (name) => {
      const technology = loadTechnology(name);
      const gate = technology.cells.find(({ clockGate }) => clockGate !== undefined)?.name ?? "";
      const [gated, enabled] = [await mapped(bank("gated"), technology), await mapped(bank("enabled"), technology)];
      expect(gated.result.cells[gate]).toBe(1);
      expect(gated.result.areaUm2).toBeLessThan(enabled.result.areaUm2);
      const without = await mapped(bank("gated"), withoutGates(technology));
      expect(without.result.areaUm2 / enabled.result.areaUm2).toBeCloseTo(1, 1);
    },
    60_000,
  );
});

describe("analysePower(netlist, …), of clock gates", () => {
  /** Energy of a mean cycle in which the clock of the bank ticks in every n-th cycle, and nothing else moves [fJ]. */
  async function clockFj(style: "gated" | "enabled", name: string, every: number): Promise<number> {
    const technology = loadTechnology(name);
    const { netlist, timing, simulator } = await mapped(bank(style), technology);
    const counts = new ToggleCounts(netlist.nets);
    for (let cycle = 0; cycle < 64; cycle++) {
      simulator.set("load", [cycle % every === 0 ? -1 : 0]);
      simulator.evaluate();
      simulator.count(cycle === 0 ? undefined : counts);
      simulator.clock();
    }
    const { instances } = analysePower(netlist, technology, timing, counts.perCycle(), counts.duty(), counts.ticks());
    return instances.reduce((sum, { clock }) => sum + clock, 0);
  }

  it.each(BUILT_IN)(
    "lets flip-flops of %s cost nothing in cycles without a tick",
    async (name) => {
      const [always, never, free] = [
        await clockFj("gated", name, 1),
        await clockFj("gated", name, 1e9),
        await clockFj("enabled", name, 1e9),
      ];
      // All 32 flip-flops tick, and the gate comes on top; or only the gate's own clock pin is left.
      expect(always).toBeGreaterThan(free);
      expect(always).toBeLessThan(1.4 * free);
      expect(never).toBeLessThan(0.15 * free);
      expect(never).toBeGreaterThan(0);
    },
    60_000,
  );
});
