import { describe, expect, it } from "vitest";
import { clockGateCost } from "../../../models/cost/clock-gate-cost.ts";
import { BUILT_IN, loadTechnology } from "../../../models/technology/index.ts";

describe("clockGateCost(technology)", () => {
  it.each(BUILT_IN)(
    "is one cell of %s; shut it takes less than open, open less than the clock of 16 flip-flops",
    (name) => {
      const technology = loadTechnology(name);
      const cost = clockGateCost(technology);
      const areas = technology.cells.filter(({ kind }) => kind === "clock-gate").map(({ areaUm2 }) => areaUm2);
      expect(cost?.areaUm2).toBeCloseTo(Math.min(...areas), 5);
      expect(cost?.shutFj).toBeGreaterThan(0);
      expect(cost?.openFj).toBeGreaterThan(cost?.shutFj ?? 0);
      expect(cost?.openFj).toBeLessThan(16 * (technology.primitives?.clockFj ?? 0));
    },
  );

  it("charges the clock pin once a cycle: 2.139 fF at 0.7 V in asap7, and the library's energies", () => {
    // ICGx1, CLK while shut, at the slew of 32.87 ps: see `models/technology/asap7.json`.
    expect(clockGateCost(loadTechnology("asap7"))?.shutFj).toBeGreaterThan(2.13873 * 0.7 ** 2);
  });

  it("is undefined where the library has none", () => {
    const technology = loadTechnology("sg13g2");
    const without = { ...technology, cells: technology.cells.filter(({ kind }) => kind !== "clock-gate") };
    expect(clockGateCost(without)).toBeUndefined();
  });
});
