import type { Technology } from "../../models/technology/index.ts";
import type { CoreGenerator } from "../../generators/contract/index.ts";
import { simulateCore, type CoreActivity } from "../../src/characterise/core-activity.ts";
import { STANDARD_STATISTICS } from "../../models/cost/standard-statistics.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import type { EnergyByKind } from "../../src/core/result.ts";
import { flatten, type FlatNetlist } from "../../src/eda/netlist/flat.ts";
import { referencePower } from "./opensta/power.ts";
import { referenceTiming } from "./opensta/timing.ts";
import { analysePower, type PowerAnalysis } from "../../src/eda/power/power.ts";
import { analyseTiming, type TimingAnalysis } from "../../src/eda/timing/timing.ts";
import type { Netlist } from "../../src/eda/netlist/netlist.ts";
import { CLOCK_MHZ } from "./conditions.ts";
import type { MeasuredTwice } from "./measured.ts";
import { stepEnergy } from "../../src/characterise/step-energy.ts";

/** Raised whenever an engine below answers otherwise than before; part of what a measurement is kept by. */
export const ENGINES_VERSION = 5;

/** A design in library cells, its hierarchy kept. */
export interface MappedDesign {
  readonly generator: CoreGenerator;
  readonly parameters: ParameterValues;
  readonly technology: Technology;
  readonly netlist: Netlist;
  readonly top: string;
  /** The same netlist as Verilog. */
  readonly verilog: string;
  /** The original Liberty file; without it OpenSTA is not asked. */
  readonly libertyFile?: string;
}

export interface MeasuredEnergy {
  readonly energyPerStepPj: MeasuredTwice;
  readonly byKindPj: EnergyByKind;
  /** Module name → all its instances, in one step [pJ]. */
  readonly modulesPj: ReadonlyMap<string, number>;
}

/** What the engines say of one netlist. */
export interface EngineReadings extends MeasuredEnergy {
  readonly criticalPathPs: MeasuredTwice;
}

/** Of every core. */
const CLOCK_PORT = "clk";

/** Static timing and power by our engines, and by OpenSTA under the same conditions and activity. @throws as they do */
export function readEngines(mapped: MappedDesign): EngineReadings {
  const { netlist, top, technology } = mapped;
  const flat = flatten(netlist, top, technology);
  const timing = analyseTiming(flat, technology);
  return { criticalPathPs: pathOf(mapped, flat, timing), ...energyOf(mapped, flat, timing) };
}

function pathOf(mapped: MappedDesign, flat: FlatNetlist, { criticalPathPs: own }: TimingAnalysis): MeasuredTwice {
  const { verilog, top, technology, libertyFile } = mapped;
  if (libertyFile === undefined) return { own };
  const { fo4 } = technology.tables;
  return { own, openSta: referenceTiming({ verilog, top, libertyFile, fo4, clock: CLOCK_PORT, netlist: flat }) };
}

function energyOf(mapped: MappedDesign, flat: FlatNetlist, timing: TimingAnalysis): MeasuredEnergy {
  const { technology } = mapped;
  const activity = simulateCore(flat, timing.order, mapped, STANDARD_STATISTICS);
  const power = analysePower(flat, technology, timing, activity.togglesPerCycle, activity.duty, activity.ticks);
  const own = stepEnergy(flat, power, { cyclesPerStep: activity.cycles / activity.steps, clockMhz: CLOCK_MHZ });
  const openSta = openStaEnergy(mapped, flat, activity, power);
  const total = openSta === undefined ? {} : { openSta: own.perStep(openSta) };
  return { energyPerStepPj: { own: own.totalPj, ...total }, byKindPj: own.byKindPj, modulesPj: own.modulesPj };
}

/** Energy of a mean cycle by OpenSTA [pJ], with what it leaves out: charging the nets that input ports drive, the clock among them. */
function openStaEnergy(
  { verilog, top, technology, libertyFile }: MappedDesign,
  netlist: FlatNetlist,
  { togglesPerCycle, duty, ticks }: CoreActivity,
  { portSwitchingFj, clockChargeFj }: PowerAnalysis,
): number | undefined {
  if (libertyFile === undefined) return undefined;
  const design = { verilog, top, libertyFile, netlist, clock: CLOCK_PORT, clockMhz: CLOCK_MHZ };
  const { fo4 } = technology.tables;
  const { internal, switching, leakage } = referencePower({ ...design, fo4, togglesPerCycle, duty, ticks });
  const reportedPj = ((internal + switching + leakage) / CLOCK_MHZ) * 1e6;
  return reportedPj + (portSwitchingFj + clockChargeFj) / 1000;
}
