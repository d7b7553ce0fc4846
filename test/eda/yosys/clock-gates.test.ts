import { describe, expect, it } from "vitest";
import { BUILT_IN, loadTechnology } from "../../../models/technology/index.ts";
import { ToggleCounts } from "../../../src/eda/power/netlist-simulator.ts";
import { analysePower } from "../../../src/eda/power/power.ts";
import { bank, compareRandomModules, mapped, withoutGates } from "../../support/mapped-gates.ts";

describe("runSynthesis(request), of a design with clock gates", () => {
  // clock-gates.long.test.ts takes many more.
  it.each(["keep", "flatten"] as const)(
    "maps 2 random modules to cells that compute the same, hierarchy %s",
    (hierarchy) => compareRandomModules(2, hierarchy, "gated"),
    120_000,
  );

  it.each(["keep", "flatten"] as const)(
    "makes enables of them where the library has none, hierarchy %s",
    (hierarchy) => compareRandomModules(2, hierarchy, "enabled"),
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
