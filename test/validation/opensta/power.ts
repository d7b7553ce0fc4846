import { join } from "node:path";
import { ToolError } from "../../../src/core/errors.ts";
import { readLibertyFile } from "../../../src/eda/liberty/index.ts";
import type { FlatNetlist } from "../../../src/eda/netlist/flat.ts";
import { CellActivity, type NetActivity } from "../../../src/eda/power/cell-activity.ts";
import { conditions, runOpenSta, type StaDesign } from "./engine.ts";
import { idealGates, pathOf } from "./ideal-gates.ts";
import { linesOf, readPowerLog, type LoggedEnergy, type LoggedInstance } from "./power-log.ts";
import { TemporaryFolder } from "../../../src/run/temporary-folder.ts";
import { periodPsOfMhz, wattsOfFj } from "../../../src/core/units.ts";

/** A mapped design, its clock, its conditions and what its nets do. */
export interface StaPowerRequest extends StaDesign, NetActivity {
  readonly fo4: { readonly slewPs: number; readonly loadFf: number };
  readonly clock: string;
  readonly clockMhz: number;
  readonly netlist: FlatNetlist;
}

/** Power by OpenSTA [W]. */
export interface StaPower {
  /** All internal power, clock pins included. */
  readonly internal: number;
  /** The part of `internal` in clock pins of flip-flops. */
  readonly clock: number;
  /** Of nets that cells drive; nets of input ports are left out, as in `report_power`. */
  readonly switching: number;
  readonly leakage: number;
}

/**
 * Power of a netlist from OpenSTA's slews, loads and looked-up energies, with the given activity of every net. Output
 * ports carry no load.
 *
 * OpenSTA 2.0.17 (Debian, 2019) takes no activities of pins: `set_power_activity -pins` fails, and what is set below it
 * is overwritten by propagation. Its sums are no energies either: it adds both edges to every transition, and an output
 * pays for each input that may cause its transition. So `report_power` logs what it looked up, and the sums are those of
 * OpenSTA since 2.3 (power/Power.cc, findInputInternalPower and findOutputInternalPower): the mean of both edges; an
 * output's causes weighted by their transitions times the probability that these pass; rails added; an input's energies
 * weighted by the probability of their condition.
 * @throws {ToolError} as `runOpenSta`, or naming a cell that the log lacks
 */
export function referencePower(request: StaPowerRequest): StaPower {
  const { netlist, clockMhz } = request;
  const log = lookUp(request);
  let [internalFj, clockFj, switchingFj, leakage] = [0, 0, 0, 0];
  for (const flat of netlist.cells) {
    const path = pathOf(netlist, flat);
    const logged = log.get(path);
    if (logged === undefined) throw new ToolError(`OpenSTA's log has no cell ${path}`, "");
    const activity = new CellActivity(flat, request);
    flat.cell.pins.forEach(({ name, direction }, pin) => {
      const energies = logged.energies.get(name) ?? [];
      if (direction === "output") {
        internalFj += outputFj(name, energies, activity) * activity.transitions(pin);
        // Under a global activity of 1, OpenSTA gives a clock behind a gate its two transitions all the same.
        const logs = activity.isClock(pin) ? 2 : 1;
        switchingFj += ((logged.switchingFj.get(name) ?? 0) / logs) * activity.transitions(pin);
      } else if (pin === activity.clock) clockFj += inputFj(energies, activity) * activity.transitions(pin);
      else internalFj += inputFj(energies, activity) * activity.transitions(pin);
    });
    leakage += leakageOf(logged, activity);
  }
  const watts = (energyFj: number): number => wattsOfFj(energyFj, clockMhz);
  return { internal: watts(internalFj + clockFj), clock: watts(clockFj), switching: watts(switchingFj), leakage };
}

/**
 * Energy of one transition of an input pin [fJ]. An entry without condition is for all states that no other entry names;
 * OpenSTA would count it in every state.
 */
function inputFj(energies: readonly LoggedEnergy[], activity: CellActivity): number {
  let sum = 0;
  for (const rail of new Set(energies.map((energy) => energy.rail))) {
    let [rest, restFj] = [1, 0];
    for (const { when, riseFj, fallFj } of energies.filter((energy) => energy.rail === rail)) {
      const share = when === "" ? 0 : activity.share(when);
      sum += (share * (riseFj + fallFj)) / 2;
      rest -= share;
      if (when === "") restFj += (riseFj + fallFj) / 2;
    }
    sum += Math.max(0, rest) * restFj;
  }
  return sum;
}

/** Energy of one transition of an output pin [fJ], over its causes; rails are added. */
function outputFj(output: string, energies: readonly LoggedEnergy[], activity: CellActivity): number {
  let sum = 0;
  for (const rail of new Set(energies.map((energy) => energy.rail))) {
    let [weighted, weights] = [0, 0];
    for (const { from, when, riseFj, fallFj } of energies.filter((energy) => energy.rail === rail)) {
      const weight = activity.weight(output, from, when);
      weighted += (weight * (riseFj + fallFj)) / 2;
      weights += weight;
    }
    if (weights > 0) sum += weighted / weights;
  }
  return sum;
}

/** The cell's leakage if the library states one, else that of its states [W]. */
function leakageOf({ leakageW, defaultLeakageW, states }: LoggedInstance, activity: CellActivity): number {
  if (leakageW !== undefined) return leakageW;
  if (states.length === 0) return defaultLeakageW;
  return states.reduce((sum, state) => sum + activity.share(state.when) * state.leakageW, 0);
}

/** Under a global activity nothing is propagated, and every table is looked up. */
function lookUp({
  libertyFile,
  fo4,
  clock,
  clockMhz,
  ...design
}: StaPowerRequest): ReadonlyMap<string, LoggedInstance> {
  const folder = new TemporaryFolder("power");
  const file = (name: string): string => join(folder.path, name);
  const periodPs = periodPsOfMhz(clockMhz);
  try {
    folder.write("cells.lib", countGround(readLibertyFile(libertyFile)));
    runOpenSta({ ...design, libertyFile: file("cells.lib") }, [
      ...conditions({ ...fo4, loadFf: 0 }, clock, periodPs),
      ...idealGates(design.netlist, fo4.slewPs),
      ["set_power_activity", "-global", "-activity", 1, "-duty", 0.5],
      ["sta::set_debug", "power", 3],
      ["report_power", ">", file("power.log")],
    ]);
    return readPowerLog(linesOf(file("power.log")), periodPs);
  } finally {
    folder.remove();
  }
}

/** OpenSTA 2.0.17 skips energies of a rail at 0 V, some of them only; at 1 V it counts them all. Nothing else reads this. */
function countGround(liberty: string): string {
  return liberty.replaceAll(
    /(voltage_map\s*\(\s*"?\w+"?\s*,\s*)"?0(?:\.0*)?"?\s*\)/g,
    (_, start: string) => `${start}1)`,
  );
}
