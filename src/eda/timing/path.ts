import { setupPs } from "../../../models/technology/lookup.ts";
import type { SetupTime } from "../../../models/technology/tables.ts";
import { cellPath, type FlatCell, type FlatNetlist } from "../netlist/flat.ts";
import { EDGES, RISE, type Arrivals, type Edge, type TimingProblem } from "./arrivals.ts";

/** One net on a path. */
export interface PathPoint {
  /** `instance/cell`, or the port's name with the bit. */
  readonly at: string;
  /** Library cell that drives the net, or `input port`. */
  readonly cell: string;
  /** Its output; empty for a port. */
  readonly pin: string;
  readonly net: string;
  readonly edge: "rise" | "fall";
  readonly arrivalPs: number;
  readonly slewPs: number;
  /** What the edge sees [fF]. */
  readonly loadFf: number;
}

/** Where a path ends. */
export interface PathEnd {
  /** `instance/cell.pin` of a flip-flop or clock gate, or the output port's name with the bit. */
  readonly at: string;
  /** 0 at a port. */
  readonly setupPs: number;
  /** Arrival and setup time [ps]. */
  readonly delayPs: number;
  readonly net: number;
  readonly edge: Edge;
}

/** The longest path, and the longest of those from flip-flop to flip-flop. */
export interface LongestPaths {
  readonly end: PathEnd | undefined;
  /** 0: no path. */
  readonly registerPathPs: number;
}

/** Looks through all ends; the first of equals is taken. */
export function longestPaths(problem: TimingProblem, arrivals: Arrivals): LongestPaths {
  let worst: PathEnd | undefined;
  let registerPathPs = 0;
  const offer = (net: number, edge: Edge, setup: number, at: () => string): void => {
    const delayPs = (arrivals.latestPs[edge][net] as number) + setup;
    if (delayPs > (worst?.delayPs ?? -Infinity)) worst = { at: at(), setupPs: setup, delayPs, net, edge };
  };
  for (const { name, direction, nets } of problem.netlist.ports) {
    if (direction !== "output") continue;
    nets.forEach((net, bit) => EDGES.forEach((edge) => offer(net, edge, 0, () => `${name}[${bit}]`)));
  }
  const end = (flat: FlatCell, pin: number, { rise, fall, pin: name }: SetupTime): void => {
    const net = flat.nets[pin] as number;
    for (const edge of EDGES) {
      const setup = setupPs(problem.tables, edge === RISE ? rise : fall, arrivals.slewsPs[edge][net] as number);
      offer(net, edge, setup, () => `${cellPath(problem.netlist, flat)}.${name}`);
      registerPathPs = Math.max(registerPathPs, (arrivals.fromRegistersPs[edge][net] as number) + setup);
    }
  };
  for (const index of [...problem.order.flipFlops, ...problem.order.clockGates]) {
    const flat = problem.netlist.cells[index];
    const { flipFlop, clockGate } = flat === undefined ? {} : problem.timingOf(flat.cell);
    if (flat === undefined) continue;
    if (flipFlop !== undefined) end(flat, flipFlop.data, flipFlop.setup);
    else if (clockGate !== undefined) end(flat, clockGate.enable, clockGate.setup);
  }
  return { end: worst, registerPathPs };
}

/** The points of a path from its start to its end. */
export function tracePath(problem: TimingProblem, arrivals: Arrivals, end: PathEnd): readonly PathPoint[] {
  const points: PathPoint[] = [];
  for (let at = end.net * 2 + end.edge; at >= 0;) {
    const edge: Edge = at % 2 === 0 ? 0 : 1;
    const net = Math.floor(at / 2);
    points.push({
      ...driverOf(problem.netlist, net, problem.order.drivers[net] as number),
      net: problem.netlist.nameOf(net),
      edge: edge === RISE ? "rise" : "fall",
      arrivalPs: arrivals.latestPs[edge][net] as number,
      slewPs: arrivals.slewsPs[edge][net] as number,
      loadFf: problem.loads.edgeFf[edge][net] as number,
    });
    at = arrivals.before[edge][net] as number;
  }
  return points.toReversed();
}

function driverOf(netlist: FlatNetlist, net: number, driver: number): Pick<PathPoint, "at" | "cell" | "pin"> {
  const flat = netlist.cells[driver];
  if (flat === undefined) return { at: netlist.nameOf(net), cell: "input port", pin: "" };
  const pin = flat.cell.pins.find(({ direction }, i) => direction === "output" && flat.nets[i] === net);
  return { at: cellPath(netlist, flat), cell: flat.cell.name, pin: pin?.name ?? "" };
}
