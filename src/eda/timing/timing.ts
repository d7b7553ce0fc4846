import type { Technology } from "../../../models/technology/technology.ts";
import { CheckError } from "../../core/errors.ts";
import { cellPath, ONE_NET, type FlatCell, type FlatNetlist } from "../netlist/flat.ts";
import { findArrivals } from "./arrivals.ts";
import { cellTimings, type CellTimings } from "./cell-timing.ts";
import { findConstants, VARIES, type Constants } from "./constants.ts";
import { findLoads } from "./loads.ts";
import { orderCells, OUTSIDE, type CellOrder } from "./order.ts";
import { longestPaths, tracePath, type PathPoint } from "./path.ts";
import { mhzOfPeriodPs } from "../../core/units.ts";

/** Static timing of a netlist; arrays are per net. */
export interface TimingAnalysis {
  /** Longest path between {input ports, flip-flops} and {flip-flops with setup, output ports} [ps]; 0: no path. */
  readonly criticalPathPs: number;
  /** The clock that the longest path allows; infinite if there is no path. */
  readonly fMaxMhz: number;
  /** Longest path from flip-flop to flip-flop, setup included [ps]; 0: no path. */
  readonly registerPathPs: number;
  /** The longest path; empty if there is none. */
  readonly path: readonly PathPoint[];
  /** Where it ends: `instance/cell.pin` or a port's bit, and the setup time there. */
  readonly end: { readonly at: string; readonly setupPs: number } | undefined;
  /** Capacitance on each net, output ports included [fF]. */
  readonly loads: Float64Array;
  /** Transition times [ps]; 0 where nothing ever switches. */
  readonly riseSlews: Float64Array;
  readonly fallSlews: Float64Array;
  readonly order: CellOrder;
}

/**
 * Static timing with the library's NLDM tables, block based as in OpenSTA: latest arrival and largest slew per net and edge,
 * blocked by constants; ideal clock; pin capacitances, no wires. Input ports switch at 0 with the slew of `fo4`, as does the
 * clock; every bit of an output port carries its load. Clear, preset and hold are not looked at.
 * Price: linear; 107 000 cells of SG13G2 in 0.4 s.
 * Paths end at the enables of clock gates, too; the gates' own delay is part of the clock, which is ideal.
 * @throws {CheckError} as `orderCells` and `cellTimings`; for a flip-flop whose clock is neither an input port nor gated, or
 *   with another input that is not constant
 */
export function analyseTiming(netlist: FlatNetlist, technology: Technology): TimingAnalysis {
  const { tables } = technology;
  const timingOf = cellTimings(technology);
  const order = orderCells(netlist, timingOf);
  const constants = findConstants(netlist, order, timingOf);
  checkFlipFlops(netlist, order, constants, timingOf);
  checkClockGates(netlist, order, constants, timingOf);
  const loads = findLoads(netlist, timingOf, tables.fo4.loadFf);
  const problem = { netlist, tables, timingOf, order, constants, loads };
  const arrivals = findArrivals(problem);
  const { end, registerPathPs } = longestPaths(problem, arrivals);
  const hasPath = end !== undefined;
  return {
    criticalPathPs: hasPath ? end.delayPs : 0,
    fMaxMhz: hasPath ? mhzOfPeriodPs(end.delayPs) : Infinity,
    registerPathPs,
    path: hasPath ? tracePath(problem, arrivals, end) : [],
    end,
    loads: loads.loads,
    riseSlews: arrivals.slewsPs[0],
    fallSlews: arrivals.slewsPs[1],
    order,
  };
}

/** Only data before a rising edge of an ideal clock is timed, so there must be nothing else. */
function checkFlipFlops(netlist: FlatNetlist, order: CellOrder, constants: Constants, timingOf: CellTimings): void {
  for (const index of order.flipFlops) {
    const flat = netlist.cells[index];
    const timing = flat && timingOf(flat.cell);
    if (timing?.flipFlop === undefined || flat === undefined) continue;
    const { clock, data } = timing.flipFlop;
    const clockNet = flat.nets[clock] as number;
    checkClock(netlist, order, flat, clockNet);
    const other = timing.inputs.find(
      (pin) => pin !== clock && pin !== data && constants.values[flat.nets[pin] as number] === VARIES,
    );
    if (other !== undefined) {
      const pin = flat.cell.pins[other]?.name;
      throw new CheckError(`${cellPath(netlist, flat)}: ${pin} is not constant; only clock and data are timed`);
    }
  }
}

/** A clock comes from a port or a clock gate. */
function checkClock(netlist: FlatNetlist, order: CellOrder, flat: FlatCell, clockNet: number): void {
  const driver = order.drivers[clockNet] as number;
  if (clockNet > ONE_NET && (driver === OUTSIDE || order.clockGates.includes(driver))) return;
  throw new CheckError(`${cellPath(netlist, flat)}: clock ${netlist.nameOf(clockNet)} is not an input port`);
}

/** Pins for tests must be tied, or a gate would open when nobody asked for it. */
function checkClockGates(netlist: FlatNetlist, order: CellOrder, constants: Constants, timingOf: CellTimings): void {
  for (const index of order.clockGates) {
    const flat = netlist.cells[index];
    const gate = flat && timingOf(flat.cell).clockGate;
    if (gate === undefined || flat === undefined) continue;
    checkClock(netlist, order, flat, flat.nets[gate.clock] as number);
    const tests = timingOf(flat.cell).inputs.filter((pin) => pin !== gate.clock && pin !== gate.enable);
    const open = tests.find((pin) => constants.values[flat.nets[pin] as number] !== 0);
    if (open !== undefined)
      throw new CheckError(`${cellPath(netlist, flat)}: ${flat.cell.pins[open]?.name} is not tied to 0`);
  }
}
