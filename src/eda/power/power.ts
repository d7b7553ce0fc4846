import type { Technology } from "../../../models/technology/technology.ts";
import { ONE_NET, type FlatNetlist } from "../netlist/flat.ts";
import type { TimingAnalysis } from "../timing/timing.ts";
import { CellActivity } from "./cell-activity.ts";
import { EnergyLibrary, type CellEnergies, type EnergyCause } from "./energy-library.ts";

/** Energy of one cycle by its cause [fJ]. Leakage is left out: it is a power. */
export interface CycleEnergyFj {
  switching: number;
  internal: number;
  clock: number;
}

/** Energy of a cycle [fJ] and leakage, by instance. */
export interface PowerAnalysis {
  /** Index of `FlatNetlist.instances` → energy of its own cells. */
  readonly instances: readonly CycleEnergyFj[];
  /** Part of `switching` that charges nets which input ports drive, clock apart; `report_power` does not count it. */
  readonly portSwitchingFj: number;
  /** Part of `clock` that charges clock pins on the clock's port, C·V² a cycle; `report_power` does not count it either. */
  readonly clockChargeFj: number;
  /** Leakage of each instance's own cells [nW]; ÷ clock [MHz] = fJ per cycle. */
  readonly leakageNw: Float64Array;
  readonly flipFlops: Int32Array;
}

/**
 * Energy of a netlist per cycle at given transitions, with the library's tables:
 *
 *     switching  ½·C·V² per transition of every input pin, paid by the cell that the pin is on
 *     internal   per transition the mean of both edges' tables, at the slews and loads of the timing analysis
 *     clock      both, of the clock pins of flip-flops and clock gates, and of what gates give: one rising and one falling
 *                edge in each cycle in which the clock ticks
 *
 * An output's table depends on which input made it switch. As in OpenSTA since 2.3 the inputs share its transitions by
 * their own transitions times the probability that these pass.
 * @param togglesPerCycle mean transitions per cycle of each net, without glitches
 * @param duty part of the time in which each net is 1; half of it if absent
 * @param ticks part of the cycles in which each net that is a clock ticks; all if absent
 * @throws {CheckError} naming a cell without energy tables, leakage or capacitance
 */
export function analysePower(
  netlist: FlatNetlist,
  technology: Technology,
  timing: Pick<TimingAnalysis, "loads" | "riseSlews" | "fallSlews">,
  togglesPerCycle: Float64Array,
  duty: Float64Array = new Float64Array(netlist.nets).fill(0.5),
  ticks: Float64Array = new Float64Array(netlist.nets).fill(1),
): PowerAnalysis {
  const instances = netlist.instances.map((): CycleEnergyFj => ({ switching: 0, internal: 0, clock: 0 }));
  const leakageNw = new Float64Array(netlist.instances.length);
  const flipFlops = new Int32Array(netlist.instances.length);
  const isPort = portNets(netlist);
  const perFf = 0.5 * technology.voltageV ** 2;
  const library = new EnergyLibrary(technology);
  const { fo4 } = technology.tables;
  let [portSwitchingFj, clockChargeFj] = [0, 0];

  for (const flat of netlist.cells) {
    const own = instances[flat.instance]!;
    const energies = library.of(flat.cell);
    const activity = new CellActivity(flat, { togglesPerCycle, duty, ticks });
    leakageNw[flat.instance]! += energies.leakageNw;
    if (flat.cell.flipFlop !== undefined) flipFlops[flat.instance]! += 1;
    for (const { pin, capacitanceFf } of energies.inputs) {
      const energyFj = perFf * capacitanceFf * activity.transitions(pin);
      if (pin === activity.clock) {
        own.clock += energyFj;
        if (isPort[flat.nets[pin]!] === 1) clockChargeFj += energyFj;
        continue;
      }
      own.switching += energyFj;
      if (isPort[flat.nets[pin]!] === 1) portSwitchingFj += energyFj;
    }
    const slewsOf = (pin: number): readonly [number, number] => {
      if (pin === activity.clock) return [fo4.slewPs, fo4.slewPs];
      const net = flat.nets[pin]!;
      return net < 0 ? [0, 0] : [timing.riseSlews[net]!, timing.fallSlews[net]!];
    };
    const meanFj = (cause: EnergyCause, loadFf: number): number => library.meanFj(cause, slewsOf(cause.pin), loadFf);
    for (const each of energies.pins) {
      const transitions = activity.transitions(each.pin);
      if (transitions === 0) continue;
      const net = flat.nets[each.pin]!;
      const energyFj = transitions * internalFj(each, activity, (cause) => meanFj(cause, timing.loads[net] ?? 0));
      if (activity.isClock(each.pin)) own.clock += energyFj;
      else own.internal += energyFj;
    }
  }
  return { instances, portSwitchingFj, clockChargeFj, leakageNw, flipFlops };
}

/** Energy of one transition of a pin [fJ]: the mean over what causes it. */
function internalFj(
  { name, causes }: CellEnergies["pins"][number],
  activity: CellActivity,
  energyFj: (cause: EnergyCause) => number,
): number {
  const [first] = causes;
  if (first !== undefined && causes.length === 1) return energyFj(first);
  if (first?.state !== undefined) {
    const open = activity.openShare;
    return causes.reduce((sum, cause) => sum + (cause.state === "open" ? open : 1 - open) * energyFj(cause), 0);
  }
  let [weighted, weights] = [0, 0];
  for (const cause of causes) {
    const weight = activity.weight(name, cause.name, "");
    if (weight === 0) continue;
    weighted += weight * energyFj(cause);
    weights += weight;
  }
  return weights === 0 ? 0 : weighted / weights;
}

function portNets(netlist: FlatNetlist): Uint8Array {
  const isPort = new Uint8Array(netlist.nets);
  for (const { direction, nets } of netlist.ports) {
    if (direction === "input") for (const net of nets) if (net > ONE_NET) isPort[net] = 1;
  }
  return isPort;
}
