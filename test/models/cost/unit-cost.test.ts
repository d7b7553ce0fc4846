import { describe, expect, it } from "vitest";
import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import { countsModel } from "../../../models/cost/counts-model.ts";
import { PricedComponents } from "../../../models/cost/priced-components.ts";
import { unitCost } from "../../../models/cost/unit-cost.ts";
import { loadTechnology } from "../../../models/technology/index.ts";
import { measureUnit } from "../../../src/characterise/measure-unit.ts";
import { STANDARD_STATISTICS } from "../../../src/characterise/statistics.ts";
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

  it("grows with the lanes, and working costs more than waiting", () => {
    const [few, many] = [costOf({ lanes: 2 }), costOf({ lanes: 16 })];
    expect(many?.areaUm2).toBeGreaterThan(2 * (few?.areaUm2 ?? Infinity));
    expect(few?.workFj).toBeGreaterThan(few?.waitFj ?? Infinity);
  });

  it("does not depend on the device", () => {
    expect(costOf({ device: "pcmo" })).toEqual(costOf({ device: "epiram" }));
  });
});
