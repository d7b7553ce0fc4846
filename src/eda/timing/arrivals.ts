import { tableAt } from "../../../models/technology/lookup.ts";
import type { TechnologyTables } from "../../../models/technology/tables.ts";
import { ONE_NET, type FlatCell, type FlatNetlist } from "../netlist/flat.ts";
import type { CellTimings, PinArc } from "./cell-timing.ts";
import { NEGATIVE, POSITIVE, type Constants } from "./constants.ts";
import type { NetLoads } from "./loads.ts";
import type { CellOrder } from "./order.ts";

/** The rising edge, as an index. */
export const RISE = 0;

/** The falling edge, as an index. */
export const FALL = 1;

/** One of the two edges. */
export type Edge = typeof RISE | typeof FALL;

/** Both edges, in the order of their indices. */
export const EDGES = [RISE, FALL] as const;

/** One value per net for the rising and one for the falling edge. */
export type PerEdge<Values> = readonly [rise: Values, fall: Values];

/** What has been found at the nets. */
export interface Arrivals {
  /** Latest arrival [ps]; −∞: no edge ever. */
  readonly latestPs: PerEdge<Float64Array>;
  /** The same over paths that begin at flip-flops. */
  readonly fromRegistersPs: PerEdge<Float64Array>;
  /** Largest transition time of any arc [ps]; 0: no edge ever. */
  readonly slewsPs: PerEdge<Float64Array>;
  /** Net · 2 + edge that the latest arrival came from; −1: it starts here. */
  readonly before: PerEdge<Int32Array>;
}

/** What the analysis works on. */
export interface TimingProblem {
  readonly netlist: FlatNetlist;
  readonly tables: TechnologyTables;
  readonly timingOf: CellTimings;
  readonly order: CellOrder;
  readonly constants: Constants;
  readonly loads: NetLoads;
}

/** An edge that reaches a net: `from` as in `Arrivals.before`. */
interface Event {
  readonly net: number;
  readonly edge: Edge;
  readonly latestPs: number;
  readonly fromRegistersPs: number;
  readonly slewPs: number;
  readonly from: number;
}

/** Latest arrivals and largest slews: one pass over the cells, input ports and clock pins switching at 0. */
export function findArrivals(problem: TimingProblem): Arrivals {
  const { netlist, order } = problem;
  const arrivals = startAtPorts(netlist, problem.tables.fo4.slewPs);
  for (const index of order.flipFlops) launch(problem, netlist.cells[index] as FlatCell, arrivals);
  for (const index of order.combinational) traverse(problem, index, arrivals);
  return arrivals;
}

function startAtPorts({ nets, ports }: FlatNetlist, slewPs: number): Arrivals {
  const never = (): Float64Array => new Float64Array(nets).fill(-Infinity);
  const nothing = (): Int32Array => new Int32Array(nets).fill(-1);
  const arrivals: Arrivals = {
    latestPs: [never(), never()],
    fromRegistersPs: [never(), never()],
    slewsPs: [new Float64Array(nets), new Float64Array(nets)],
    before: [nothing(), nothing()],
  };
  for (const { direction, nets: bits } of ports) {
    if (direction !== "input") continue;
    for (const net of bits) {
      for (const edge of EDGES) {
        if (net > ONE_NET) arrive(arrivals, { net, edge, latestPs: 0, fromRegistersPs: -Infinity, slewPs, from: -1 });
      }
    }
  }
  return arrivals;
}

/** A flip-flop's outputs follow its clock. */
function launch({ tables, timingOf, loads }: TimingProblem, { cell, nets }: FlatCell, arrivals: Arrivals): void {
  const clockSlewPs = tables.fo4.slewPs;
  for (const { pin, arcs } of timingOf(cell).outputs) {
    const net = nets[pin] as number;
    for (const { arc } of arcs) {
      if (arc.sense !== "clock") continue;
      for (const edge of EDGES) {
        const loadFf = loads.edgeFf[edge][net] as number;
        const delayPs = tableAt(tables, edge === RISE ? arc.rise : arc.fall, clockSlewPs, loadFf);
        const slewPs = tableAt(tables, edge === RISE ? arc.riseSlew : arc.fallSlew, clockSlewPs, loadFf);
        arrive(arrivals, { net, edge, latestPs: delayPs, fromRegistersPs: delayPs, slewPs, from: -1 });
      }
    }
  }
}

function traverse(problem: TimingProblem, index: number, arrivals: Arrivals): void {
  const { cell, nets } = problem.netlist.cells[index] as FlatCell;
  const { inputs, outputs } = problem.timingOf(cell);
  const cofactor = problem.constants.cofactors.get(index);
  outputs.forEach(({ pin, arcs }, output) => {
    for (const each of arcs) {
      const senses = cofactor?.senses[output]?.[inputs.indexOf(each.from)] ?? POSITIVE + NEGATIVE;
      if (senses !== 0) follow(problem, each, senses, nets[each.from] as number, nets[pin] as number, arrivals);
    }
  });
}

/** Carries both edges of a net over one arc. @param senses those that the cell's constant inputs leave */
function follow(
  { tables, loads }: TimingProblem,
  { arc }: PinArc,
  senses: number,
  from: number,
  net: number,
  arrivals: Arrivals,
): void {
  const { latestPs, fromRegistersPs, slewsPs } = arrivals;
  const isPositive = arc.sense !== "negative" && (senses & POSITIVE) !== 0;
  const isNegative = arc.sense !== "positive" && (senses & NEGATIVE) !== 0;
  for (const inEdge of EDGES) {
    const arrivalPs = latestPs[inEdge][from] as number;
    if (arrivalPs === -Infinity) continue;
    for (const edge of EDGES) {
      if (!(inEdge === edge ? isPositive : isNegative)) continue;
      const inSlewPs = slewsPs[inEdge][from] as number;
      const loadFf = loads.edgeFf[edge][net] as number;
      const delayPs = tableAt(tables, edge === RISE ? arc.rise : arc.fall, inSlewPs, loadFf);
      arrive(arrivals, {
        net,
        edge,
        latestPs: arrivalPs + delayPs,
        fromRegistersPs: (fromRegistersPs[inEdge][from] as number) + delayPs,
        slewPs: tableAt(tables, edge === RISE ? arc.riseSlew : arc.fallSlew, inSlewPs, loadFf),
        from: from * 2 + inEdge,
      });
    }
  }
}

function arrive(arrivals: Arrivals, { net, edge, latestPs, fromRegistersPs, slewPs, from }: Event): void {
  const latest = arrivals.latestPs[edge];
  if (latestPs > (latest[net] as number)) {
    latest[net] = latestPs;
    arrivals.before[edge][net] = from;
  }
  raise(arrivals.fromRegistersPs[edge], net, fromRegistersPs);
  raise(arrivals.slewsPs[edge], net, slewPs);
}

function raise(values: Float64Array, net: number, value: number): void {
  if (value > (values[net] as number)) values[net] = value;
}
