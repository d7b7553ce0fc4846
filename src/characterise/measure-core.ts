import type { DataStatistics, Generator } from "../../generators/contract/index.ts";
import type { Technology } from "../../models/technology/technology.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { flatten, type FlatNetlist } from "../eda/netlist/flat.ts";
import { analysePower } from "../eda/power/power.ts";
import type { CellOrder } from "../eda/timing/order.ts";
import { analyseTiming } from "../eda/timing/timing.ts";
import type { Netlist } from "../eda/netlist/netlist.ts";
import { simulateCore, type CoreActivity } from "./core-activity.ts";
import { stepEnergy } from "./step-energy.ts";

/** What timing analysis and simulation say of a whole mapped core. */
export interface MeasuredCore {
  readonly criticalPathPs: number;
  readonly energyPerStepPj: number;
}

/** How `measureCore` measures, in words for reports. */
export const CORE_REFERENCE =
  "static timing analysis of the mapped netlist; energy from simulating it with the stated data, no glitches";

/** Measures a mapped design by the engines of src/eda. @throws CheckError as they do */
export function measureCore(
  netlist: Netlist,
  top: string,
  design: { readonly generator: Generator; readonly parameters: ParameterValues },
  conditions: {
    readonly technology: Technology;
    readonly statistics: DataStatistics;
    readonly clockMhz: number;
  },
): MeasuredCore {
  const { technology, statistics, clockMhz } = conditions;
  const flat = flatten(netlist, top, technology);
  const timing = analyseTiming(flat, technology);
  const { togglesPerCycle, duty, ticks, cycles, steps } = simulateDesign(flat, timing.order, design, statistics);
  const power = analysePower(flat, technology, timing, togglesPerCycle, duty, ticks);
  const { totalPj } = stepEnergy(flat, power, { cyclesPerStep: cycles / steps, clockMhz });
  return { criticalPathPs: timing.criticalPathPs, energyPerStepPj: totalPj };
}

/** Drives a mapped design as its kind is used. @throws {Error} for an update unit, whose activity is not simulated yet */
function simulateDesign(
  flat: FlatNetlist,
  order: CellOrder,
  { generator, parameters }: { readonly generator: Generator; readonly parameters: ParameterValues },
  statistics: DataStatistics,
): CoreActivity {
  switch (generator.kind) {
    case "core":
      return simulateCore(flat, order, { generator, parameters }, statistics);
    case "update-unit":
      throw new Error(`${generator.name}: the activity of update units is not simulated yet`);
  }
}
