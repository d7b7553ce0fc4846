import { synapseUpdate } from "../../../generators/synapse-update/index.ts";
import { countsModel } from "../../../models/cost/counts-model.ts";
import { PricedComponents } from "../../../models/cost/priced-components.ts";
import type { UnitQuantity } from "../../../models/cost/unit-accuracy.ts";
import { unitCost } from "../../../models/cost/unit-cost.ts";
import type { Technology } from "../../../models/technology/index.ts";
import { simulateUnit } from "../../../src/characterise/measure-unit.ts";
import { STANDARD_STATISTICS } from "../../../models/cost/standard-statistics.ts";
import type { ParameterValues } from "../../../src/core/parameters.ts";
import { flatten } from "../../../src/eda/netlist/flat.ts";
import type { ToggleCounts } from "../../../src/eda/power/netlist-simulator.ts";
import { referencePower } from "../opensta/power.ts";
import { referenceTiming } from "../opensta/timing.ts";
import { analysePower } from "../../../src/eda/power/power.ts";
import { analyseTiming } from "../../../src/eda/timing/timing.ts";
import { runSynthesis } from "../../../src/eda/yosys/index.ts";
import { printVerilog } from "../../../src/hdl/verilog.ts";
import { CLOCK_MHZ } from "../conditions.ts";

/** What is compared: one number an estimate and one a measurement. */
export type UnitNumbers = Readonly<Record<UnitQuantity, number>>;

export interface UnitComparison {
  readonly name: string;
  readonly estimated: UnitNumbers;
  /** By Yosys and our own engines. */
  readonly measured: UnitNumbers;
  /** By OpenSTA, where the original library is there. */
  readonly openSta?: Omit<UnitNumbers, "areaUm2">;
}

/** Estimates a unit, synthesises it, and measures the netlist. */
export async function compareUnit(
  values: ParameterValues,
  technology: Technology,
  libertyFile: string | undefined,
): Promise<UnitComparison> {
  const estimate = unitCost(
    [new PricedComponents(countsModel(technology, STANDARD_STATISTICS))],
    synapseUpdate,
    values,
  );
  if (estimate === undefined) throw new Error("internal: counts know every module");
  const unit = synapseUpdate.elaborate(values);
  const { result, netlist, mappedVerilog } = await runSynthesis({
    verilog: printVerilog(unit),
    top: unit.name,
    technology,
    hierarchy: "keep",
    yosys: "embedded",
  });
  const flat = flatten(netlist, unit.name, technology);
  const timing = analyseTiming(flat, technology);
  const cycles = simulateUnit(flat, timing, { generator: synapseUpdate, parameters: values }, STANDARD_STATISTICS);
  const own = (toggles: ToggleCounts): number => {
    const { instances } = analysePower(flat, technology, timing, toggles.perCycle(), toggles.duty(), toggles.ticks());
    return instances.reduce((sum, { switching, internal, clock }) => sum + switching + internal + clock, 0);
  };
  const { workFj, waitFj, areaUm2, criticalPathPs } = estimate;
  const measured = {
    areaUm2: result.areaUm2,
    criticalPathPs: timing.criticalPathPs,
    workFj: own(cycles.work),
    waitFj: own(cycles.wait),
  };
  const base = { name: unit.name, estimated: { areaUm2, criticalPathPs, workFj, waitFj }, measured };
  if (libertyFile === undefined) return base;
  const design = { verilog: mappedVerilog, top: unit.name, libertyFile, clock: "clk" };
  const { fo4 } = technology.tables;
  const sta = (toggles: ToggleCounts): number => {
    const [togglesPerCycle, duty, ticks] = [toggles.perCycle(), toggles.duty(), toggles.ticks()];
    const request = { ...design, netlist: flat, clockMhz: CLOCK_MHZ, fo4, togglesPerCycle, duty, ticks };
    const { internal, switching } = referencePower(request);
    const { portSwitchingFj, clockChargeFj } = analysePower(flat, technology, timing, togglesPerCycle, duty, ticks);
    return ((internal + switching) / CLOCK_MHZ) * 1e9 + portSwitchingFj + clockChargeFj;
  };
  return {
    ...base,
    openSta: {
      criticalPathPs: referenceTiming({ ...design, netlist: flat, fo4 }),
      workFj: sta(cycles.work),
      waitFj: sta(cycles.wait),
    },
  };
}
