import type { DataStatistics, Generator } from "../../generators/generator.ts";
import type { Technology } from "../../models/technology/technology.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { flatten } from "../eda/netlist/flat.ts";
import { analysePower } from "../eda/power/power.ts";
import { analyseTiming } from "../eda/timing/timing.ts";
import type { Netlist } from "../eda/yosys/netlist.ts";
import { simulateCore } from "./core-activity.ts";
import { stepEnergy } from "./step-energy.ts";

/** What timing analysis and simulation say of a whole mapped core. */
export interface MeasuredCore {
  readonly criticalPathPs: number;
  readonly energyPerStepPj: number;
}

/** How `measureCore` measures, in words for reports. */
export const CORE_REFERENCE =
  "static timing analysis of the mapped netlist; energy from simulating it with the stated data, no glitches";

/** Measures a mapped core by the engines of src/eda. @throws CheckError as they do */
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
  const { togglesPerCycle, duty, cycles, steps } = simulateCore(flat, timing.order, design, statistics);
  const power = analysePower(flat, technology, timing, togglesPerCycle, duty);
  const { totalPj } = stepEnergy(flat, power, { cyclesPerStep: cycles / steps, clockMhz });
  return { criticalPathPs: timing.criticalPathPs, energyPerStepPj: totalPj };
}
