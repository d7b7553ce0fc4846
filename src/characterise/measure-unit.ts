import { PHASES, type DataStatistics, type UpdateUnitGenerator } from "../../generators/contract/index.ts";
import type { Technology } from "../../models/technology/technology.ts";
import type { ParameterValues } from "../core/parameters.ts";
import { flatten, type FlatNetlist } from "../eda/netlist/flat.ts";
import type { ToggleCounts } from "../eda/power/netlist-simulator.ts";
import { analysePower } from "../eda/power/power.ts";
import { analyseTiming, type TimingAnalysis } from "../eda/timing/timing.ts";
import type { Netlist } from "../eda/netlist/netlist.ts";
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
  const cycles = simulateUnit(flat, timing, design, statistics);
  const energyOf = (toggles: ToggleCounts): number => {
    const { instances } = analysePower(flat, technology, timing, toggles.perCycle(), toggles.duty(), toggles.ticks());
    return instances.reduce((sum, { switching, internal, clock }) => sum + switching + internal + clock, 0);
  };
  const idle = analysePower(flat, technology, timing, new Float64Array(flat.nets));
  return {
    criticalPathPs: timing.criticalPathPs,
    leakageNw: idle.leakageNw.reduce((sum, each) => sum + each, 0),
    workFj: energyOf(cycles.work),
    waitFj: energyOf(cycles.wait),
  };
}

/** Transitions of a mapped unit in cycles of work and of waiting, under the stimulus that its estimate is made with. */
export function simulateUnit(
  flat: FlatNetlist,
  timing: TimingAnalysis,
  { generator, parameters }: { readonly generator: UpdateUnitGenerator; readonly parameters: ParameterValues },
  statistics: DataStatistics,
): { readonly work: ToggleCounts; readonly wait: ToggleCounts } {
  const [unit] = generator.top(parameters);
  if (unit === undefined) throw new Error("internal: a unit without a top");
  const phases = simulateTrace(flat, timing, unit.activity.trace(statistics));
  const [work, wait] = [phases.get(PHASES.first), phases.get(PHASES.hold)];
  if (work === undefined || wait === undefined) throw new Error("internal: a unit that does not work, or never waits");
  return { work, wait };
}
