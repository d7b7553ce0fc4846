import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import { countsModel } from "../../../models/cost/counts-model.ts";
import { PricedComponents } from "../../../models/cost/priced-components.ts";
import { unitCost } from "../../../models/cost/unit-cost.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { measureUnit } from "../../../src/characterise/measure-unit.ts";
import { STANDARD_STATISTICS } from "../../../models/cost/standard-statistics.ts";
import { runSynthesis } from "../../../src/eda/yosys/index.ts";
import { printVerilog } from "../../../src/hdl/verilog.ts";
import { unitOf } from "../../support/random-unit.ts";

const TECHNOLOGY = loadTechnology("asap7");
const costOf = (values: Parameters<typeof unitOf>[0]) =>
  unitCost([new PricedComponents(countsModel(TECHNOLOGY, STANDARD_STATISTICS))], synapseUpdate, unitOf(values));

describe("unitCost(sources, generator, values)", () => {
  it("is near what synthesis, timing analysis and simulation of the mapped netlist say", async () => {
    const values = unitOf({ rows: 8, columns: 8, lanes: 4, scheme: "pair-bidirectional" });
    const estimate = costOf(values);
    const unit = synapseUpdate.elaborate(values);
    const task = { verilog: printVerilog(unit), top: unit.name, technology: TECHNOLOGY, yosys: "embedded" } as const;
    const { result, netlist } = await runSynthesis({ ...task, hierarchy: "keep" });
    const design = { generator: synapseUpdate, parameters: values };
    const measured = measureUnit(netlist, unit.name, design, {
      technology: TECHNOLOGY,
      statistics: STANDARD_STATISTICS,
    });
    const ratio = (of: "workFj" | "waitFj" | "criticalPathPs"): number => (estimate?.[of] ?? 0) / measured[of];
    expect((estimate?.areaUm2 ?? 0) / result.areaUm2).toBeCloseTo(1, 0.7);
    expect(ratio("workFj")).toBeCloseTo(1, 0.7);
    expect(ratio("waitFj")).toBeCloseTo(1, 0.7);
    expect(ratio("criticalPathPs")).toBeGreaterThan(0.7);
    expect(ratio("criticalPathPs")).toBeLessThan(1.5);
  }, 120_000);

  it("is near it for a gated clock and ticks, too", async () => {
    const values = unitOf({ rows: 8, columns: 8, lanes: 4, clockGating: "waiting", prescale: 20 });
    const estimate = costOf(values);
    const unit = synapseUpdate.elaborate(values);
    const task = { verilog: printVerilog(unit), top: unit.name, technology: TECHNOLOGY, yosys: "embedded" } as const;
    const { netlist } = await runSynthesis({ ...task, hierarchy: "keep" });
    const conditions = { technology: TECHNOLOGY, statistics: STANDARD_STATISTICS };
    const measured = measureUnit(netlist, unit.name, { generator: synapseUpdate, parameters: values }, conditions);
    for (const of of ["workFj", "waitFj"] as const) {
      expect((estimate?.[of] ?? 0) / measured[of]).toBeGreaterThan(0.75);
      expect((estimate?.[of] ?? 0) / measured[of]).toBeLessThan(1.33);
    }
    expect(measured.waitFj).toBeLessThan(0.2 * measured.workFj);
  }, 120_000);

  it.each(["asap7", "sky130hd", "sg13g2"])(
    "%s: a gated unit of 64 x 64 waits for less than 3 parts in 100 of what it works for",
    (name) => {
      const technology = loadTechnology(name);
      for (const change of [{ widthBits: 24 }, { widthBits: 14, prescale: 1000 }]) {
        const values = unitOf({ rows: 64, columns: 64, clockGating: "waiting", ...change });
        const cost = unitCost(
          [new PricedComponents(countsModel(technology, STANDARD_STATISTICS))],
          synapseUpdate,
          values,
        );
        expect(cost?.waitFj).toBeLessThan(0.03 * (cost?.workFj ?? 0));
      }
    },
    60_000,
  );

  it("grows with the lanes, and working costs more than waiting", () => {
    const [few, many] = [costOf({ lanes: 2 }), costOf({ lanes: 16 })];
    expect(many?.areaUm2).toBeGreaterThan(2 * (few?.areaUm2 ?? Infinity));
    expect(few?.workFj).toBeGreaterThan(few?.waitFj ?? Infinity);
  });

  it("does not depend on the device", () => {
    expect(costOf({ device: "pcmo" })).toEqual(costOf({ device: "epiram" }));
  });
});
