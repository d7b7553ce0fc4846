import { CheckError } from "../../core/errors.ts";
import { cellPath, ONE_NET, type FlatNetlist } from "../netlist/flat.ts";
import type { CellTimings } from "./cell-timing.ts";

/** Who drives each net, and an order in which cells can be evaluated. */
export interface CellOrder {
  /** Net → index of the cell that drives it; `UNDRIVEN`, or `OUTSIDE`: an input port or a constant. */
  readonly drivers: Int32Array;
  /** Combinational cells, drivers before readers. */
  readonly combinational: Int32Array;
  readonly flipFlops: Int32Array;
  /** A gate that is clocked by another one comes after it. */
  readonly clockGates: Int32Array;
}

/** Driver of a net that nothing drives. */
export const UNDRIVEN = -1;

/** Driver of a net that comes from an input port or is a constant. */
export const OUTSIDE = -2;

/**
 * Sorts the cells of a netlist.
 * @throws {CheckError} naming a net with two drivers, a net that is read but not driven, an input that is not connected,
 *   or the cells of a combinational loop
 */
export function orderCells(netlist: FlatNetlist, timingOf: CellTimings): CellOrder {
  const drivers = driversOf(netlist, timingOf);
  checkReaders(netlist, timingOf, drivers);
  const kinds = Uint8Array.from(netlist.cells, ({ cell }) => {
    const { flipFlop, clockGate } = timingOf(cell);
    return flipFlop !== undefined ? FLIP_FLOP : clockGate !== undefined ? CLOCK_GATE : COMBINATIONAL;
  });
  const all = new Int32Array(kinds.length).map((_, index) => index);
  return {
    drivers,
    combinational: sort(netlist, timingOf, drivers, kinds),
    flipFlops: all.filter((index) => kinds[index] === FLIP_FLOP),
    clockGates: gatesFirst(
      netlist,
      timingOf,
      drivers,
      all.filter((index) => kinds[index] === CLOCK_GATE),
    ),
  };
}

const [COMBINATIONAL, FLIP_FLOP, CLOCK_GATE] = [0, 1, 2] as const;

/** Sorted by how many gates are in front of each. */
function gatesFirst(netlist: FlatNetlist, timingOf: CellTimings, drivers: Int32Array, gates: Int32Array): Int32Array {
  const depths = new Map<number, number>();
  const depthOf = (index: number): number => {
    const known = depths.get(index);
    if (known !== undefined) return known;
    const flat = netlist.cells[index] as FlatNetlist["cells"][number];
    depths.set(index, 0); // a loop of clocks ends here
    const clock = flat.nets[timingOf(flat.cell).clockGate?.clock ?? 0] as number;
    const before = drivers[clock] as number;
    const depth = gates.includes(before) ? depthOf(before) + 1 : 0;
    depths.set(index, depth);
    return depth;
  };
  return gates.toSorted((a, b) => depthOf(a) - depthOf(b) || a - b);
}

function driversOf(netlist: FlatNetlist, timingOf: CellTimings): Int32Array {
  const drivers = new Int32Array(netlist.nets).fill(UNDRIVEN);
  drivers.fill(OUTSIDE, 0, ONE_NET + 1);
  const drive = (net: number, driver: number): void => {
    const before = drivers[net] as number;
    if (before !== UNDRIVEN) throw twoDrivers(netlist, net, [before, driver]);
    drivers[net] = driver;
  };
  for (const { direction, nets } of netlist.ports) {
    if (direction === "input") for (const net of nets) drive(net, OUTSIDE);
  }
  netlist.cells.forEach(({ cell, nets }, index) => {
    for (const { pin } of timingOf(cell).outputs) if ((nets[pin] as number) >= 0) drive(nets[pin] as number, index);
  });
  return drivers;
}

function twoDrivers(netlist: FlatNetlist, net: number, drivers: readonly number[]): CheckError {
  const names = drivers.map((driver) => {
    const cell = netlist.cells[driver];
    return cell === undefined ? (net <= ONE_NET ? "a constant" : "an input port") : cellPath(netlist, cell);
  });
  return new CheckError(`net ${netlist.nameOf(net)} has two drivers: ${names.join(" and ")}`);
}

function checkReaders(netlist: FlatNetlist, timingOf: CellTimings, drivers: Int32Array): void {
  for (const flat of netlist.cells) {
    for (const pin of timingOf(flat.cell).inputs) {
      const net = flat.nets[pin] as number;
      if (net >= 0 && drivers[net] !== UNDRIVEN) continue;
      const input = `${cellPath(netlist, flat)}, input ${flat.cell.pins[pin]?.name}`;
      if (net < 0) throw new CheckError(`${input} is not connected`);
      throw new CheckError(`net ${netlist.nameOf(net)} is read (${input}) but nothing drives it`);
    }
  }
  for (const { name, direction, nets } of netlist.ports) {
    const bit = direction === "output" ? nets.findIndex((net) => drivers[net] === UNDRIVEN) : -1;
    if (bit >= 0) throw new CheckError(`output port ${name}[${bit}] is driven by nothing`);
  }
}

/** Kahn's algorithm: a cell is ready when the drivers of all its inputs are. */
function sort(netlist: FlatNetlist, timingOf: CellTimings, drivers: Int32Array, kinds: Uint8Array): Int32Array {
  const { cells } = netlist;
  const waiting = new Int32Array(cells.length);
  const readers: number[][] = Array.from(cells, () => []);
  cells.forEach(({ cell, nets }, index) => {
    if (kinds[index] !== COMBINATIONAL) return;
    for (const pin of timingOf(cell).inputs) {
      const driver = drivers[nets[pin] as number] as number;
      if (driver < 0 || kinds[driver] !== COMBINATIONAL) continue;
      waiting[index] = (waiting[index] as number) + 1;
      readers[driver]?.push(index);
    }
  });
  const ready: number[] = [];
  waiting.forEach((count, index) => {
    if (count === 0 && kinds[index] === COMBINATIONAL) ready.push(index);
  });
  for (const cell of ready) {
    for (const reader of readers[cell] ?? []) {
      waiting[reader] = (waiting[reader] as number) - 1;
      if (waiting[reader] === 0) ready.push(reader);
    }
  }
  const stuck = waiting.findIndex((count) => count > 0);
  if (stuck >= 0) throw loopThrough(netlist, timingOf, drivers, waiting, stuck);
  return Int32Array.from(ready);
}

/** Walks from a cell that never got ready towards its drivers until one comes again. */
function loopThrough(
  netlist: FlatNetlist,
  timingOf: CellTimings,
  drivers: Int32Array,
  waiting: Int32Array,
  start: number,
): CheckError {
  const walk: number[] = [];
  for (let at = start; !walk.includes(at);) {
    walk.push(at);
    const flat = netlist.cells[at];
    const inputs = flat === undefined ? [] : timingOf(flat.cell).inputs.map((pin) => flat.nets[pin] as number);
    const stuck = inputs.map((net) => drivers[net] as number).find((driver) => (waiting[driver] ?? 0) > 0);
    if (stuck === undefined) break;
    if (walk.includes(stuck)) walk.splice(0, walk.indexOf(stuck));
    at = stuck;
  }
  const names = walk.toReversed().flatMap((index) => {
    const flat = netlist.cells[index];
    return flat === undefined ? [] : [cellPath(netlist, flat)];
  });
  return new CheckError(`combinational loop: ${[...names, names[0]].join(" → ")}`);
}
