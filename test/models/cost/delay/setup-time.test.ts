import { describe, expect, it } from "vitest";
import { BUILT_IN, loadTechnology } from "../../../../models/technology/index.ts";
import { setupTime } from "../../../../models/cost/delay/setup-time.ts";
import { tinyCells, tinyTables, tinyTechnology } from "../../../eda/netlist/samples.ts";

describe("setupTime(technology)", () => {
  it("is the larger of both edges, at the slew of an inverter that drives four", () => {
    const technology = tinyTechnology(tinyCells, tinyTables);
    // Rising data 5 ps, falling 7 ps, and 0.1 ps per ps of slew.
    expect(setupTime(technology)).toBeCloseTo(7 + 0.1 * technology.tables.fo4.slewPs, 9);
  });

  it("is undefined without a flip-flop or its table", () => {
    expect(setupTime(tinyTechnology(tinyCells, { ...tinyTables, DFF: { arcs: [], energy: [] } }))).toBeUndefined();
    expect(setupTime(tinyTechnology([], {}))).toBeUndefined();
  });

  it.each(BUILT_IN)("is a part of a gate delay or a few in %s", (name) => {
    const technology = loadTechnology(name);
    const fo4 = (setupTime(technology) ?? 0) / technology.tables.fo4.delayPs;
    expect(fo4).toBeGreaterThan(0.1);
    expect(fo4).toBeLessThan(3);
  });
});
