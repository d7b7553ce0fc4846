import { PHASES, type DataStatistics, type UpdateUnitGenerator } from "../../generators/generator.ts";
import type { Technology } from "../../models/technology/technology.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { flatten } from "../eda/netlist/flat.ts";
import { analysePower } from "../eda/power/power.ts";
import { analyseTiming } from "../eda/timing/timing.ts";
import type { Netlist } from "../eda/yosys/netlist.ts";
import { simulateTrace } from "./simulate-trace.ts";

/** What timing analysis and simulation say of a whole mapped update unit. */
export interface MeasuredUnit {
  readonly criticalPathPs: number;
  readonly leakageNw: number;
  /** Energy of a cycle in which the unit works, and of one in which a pulse or a gap only goes on [fJ], without leakage. */
  readonly workFj: number;
  readonly waitFj: number;
}

/** How `measureUnit` measures, in words for reports. */
export const UNIT_REFERENCE =
  "static timing analysis of the mapped netlist; energy from simulating it through whole updates, no glitches";

/** Measures a mapped unit under the stimulus that its estimate is made with. @throws CheckError as the engines do */
export function measureUnit(
  netlist: Netlist,
  top: string,
  design: { readonly generator: UpdateUnitGenerator; readonly parameters: ParameterValues },
  { technology, statistics }: { readonly technology: Technology; readonly statistics: DataStatistics },
): MeasuredUnit {
  const flat = flatten(netlist, top, technology);
  const timing = analyseTiming(flat, technology);
  const [unit] = design.generator.top(design.parameters);
  if (unit === undefined) throw new Error("internal: a unit without a top");
  const counts = simulateTrace(flat, timing, unit.activity.trace(statistics));
  const energyOf = (phase: number): number => {
    const toggles = counts.get(phase);
    if (toggles === undefined) throw new Error(`internal: no cycle of phase ${phase}`);
    const { instances } = analysePower(flat, technology, timing, toggles.perCycle(), toggles.duty());
    return instances.reduce((sum, { switching, internal, clock }) => sum + switching + internal + clock, 0);
  };
  const idle = analysePower(flat, technology, timing, new Float64Array(flat.nets));
  return {
    criticalPathPs: timing.criticalPathPs,
    leakageNw: idle.leakageNw.reduce((sum, each) => sum + each, 0),
    workFj: energyOf(PHASES.first),
    waitFj: energyOf(PHASES.hold),
  };
}
