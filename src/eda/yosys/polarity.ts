import { FULL_ADDER, HALF_ADDER } from "./adders.ts";
import type { Bit, NetlistCell, NetlistModule } from "../netlist/netlist.ts";

/** Suffix of the cell types that work on complemented values: `full_adder_dual`, `$_DFF_P__dual` is `flip_flop_dual`. */
export const DUAL = "_dual";

/** The flip-flop that elaboration leaves. */
export const FLIP_FLOP = "$_DFF_P_";

/** The same on complemented values. */
export const FLIP_FLOP_DUAL = "flip_flop_dual";

/** Cells whose outputs are complemented in the library. */
export interface Inverting {
  readonly sum: boolean;
  readonly carry: boolean;
  /** The flip-flop gives the complement of its data. */
  readonly flipFlop: boolean;
}

/**
 * Picks the polarity of every full adder, so that as few inverters as possible are left.
 *
 * A full adder is its own dual: fed with complemented inputs it gives the complemented sum and carry. A cell with
 * inverting outputs can therefore stand in two ways, and between two of opposite ways no inverter is needed:
 *
 *     a, b, c ─→ [cell] ─→ ~sum, ~carry ─→ [dual cell] ─→ sum, carry
 *
 * Half adders (mapped to gates, where NAND + OAI and NOR + AOI do the same) and inverting flip-flops take part. The
 * choice is a maximum cut of the graph of connections, found by descent from a breadth-first colouring: exact on trees,
 * deterministic, linear time a round. Cells that are better off complemented get the type `…_dual`.
 */
export function choosePolarity(module: NetlistModule, inverting: Inverting): NetlistModule {
  const graph = buildGraph(module, inverting);
  if (graph.names.length === 0) return module;
  const dual = descend(graph, colour(graph));
  const cells = { ...module.cells };
  graph.names.forEach((name, node) => {
    const cell = cells[name];
    if (dual[node] === 1 && cell !== undefined && cell.type !== HALF_ADDER)
      cells[name] = { ...cell, type: dualType(cell.type) };
  });
  return { ...module, cells };
}

/** Type of the same cell on complemented values. */
export function dualType(type: string): string {
  return type === FLIP_FLOP ? FLIP_FLOP_DUAL : `${type}${DUAL}`;
}

/** One net between polarised cells; it costs an inverter if what its driver gives differs from what a reader takes. */
interface Net {
  /** Node that drives, with its output inverted or not; −1: a port, which gives the true value; −2: logic that gives either. */
  driver: number;
  driverInverts: 0 | 1;
  /** Nodes that read; a dual node takes the complement. */
  readonly readers: number[];
  /** An output port reads: it takes the true value. */
  toPort: boolean;
}

interface Graph {
  /** Cell name of each node. */
  readonly names: readonly string[];
  /** Node → the polarity it takes when nothing else decides. */
  readonly preferred: Uint8Array;
  readonly nets: readonly Net[];
  /** Node → indices of its nets. */
  readonly netsOf: readonly (readonly number[])[];
}

const FROM_PORT = -1;
const FROM_LOGIC = -2;
const INPUTS = ["a", "b", "c", "D"];

function buildGraph(module: NetlistModule, inverting: Inverting): Graph {
  const nets = new Map<Bit, Net>();
  const netOf = (bit: Bit): Net => {
    const known = nets.get(bit);
    if (known !== undefined) return known;
    const net: Net = { driver: FROM_LOGIC, driverInverts: 0, readers: [], toPort: false };
    nets.set(bit, net);
    return net;
  };
  const names: string[] = [];
  const outputs = { sum: inverting.sum, carry: inverting.carry, Q: inverting.flipFlop };
  for (const [name, cell] of Object.entries(module.cells)) {
    if (!takesPart(cell, inverting)) continue;
    const node = names.push(name) - 1;
    for (const port of INPUTS) {
      const bit = cell.connections[port]?.[0];
      if (typeof bit === "number") netOf(bit).readers.push(node);
    }
    for (const [port, inverts] of Object.entries(outputs)) {
      const bit = cell.connections[port]?.[0];
      if (typeof bit === "number") Object.assign(netOf(bit), { driver: node, driverInverts: inverts ? 1 : 0 });
    }
  }
  for (const { direction, bits } of Object.values(module.ports)) {
    for (const bit of bits) {
      const net = nets.get(bit);
      if (net !== undefined && direction === "input") net.driver = FROM_PORT;
      if (net !== undefined && direction === "output") net.toPort = true;
    }
  }
  // The inverter of a flip-flop is best in front of it, where the logic that computes its data absorbs it.
  const preferred = Uint8Array.from(names, (name) => (module.cells[name]?.type === FLIP_FLOP ? 1 : 0));
  return { names, preferred, nets: [...nets.values()], netsOf: indexNets(names, [...nets.values()]) };
}

function takesPart(cell: NetlistCell, inverting: Inverting): boolean {
  if (cell.type === FULL_ADDER || cell.type === HALF_ADDER) return inverting.sum || inverting.carry;
  return cell.type === FLIP_FLOP && inverting.flipFlop;
}

function indexNets(names: readonly string[], nets: readonly Net[]): readonly (readonly number[])[] {
  const netsOf: number[][] = names.map(() => []);
  nets.forEach((net, index) => {
    for (const node of new Set([...net.readers, net.driver])) if (node >= 0) netsOf[node]?.push(index);
  });
  return netsOf;
}

/** Inverters a net needs: 0, 1. */
function cost(net: Net, dual: Uint8Array): number {
  let [takesTrue, takesComplement] = [net.toPort, false];
  for (const reader of net.readers) {
    if (dual[reader] === 1) takesComplement = true;
    else takesTrue = true;
  }
  if (net.driver === FROM_LOGIC) return takesTrue && takesComplement ? 1 : 0;
  const givesComplement = net.driver === FROM_PORT ? false : ((dual[net.driver] ?? 0) ^ net.driverInverts) === 1;
  return (givesComplement ? takesTrue : takesComplement) ? 1 : 0;
}

/** First choice: from the inputs of the module on, each node takes its first-found neighbour's best polarity. */
function colour(graph: Graph): Uint8Array {
  const dual = graph.preferred.slice();
  const seen = new Uint8Array(graph.names.length);
  for (let start = 0; start < seen.length; start += 1) {
    if (seen[start] === 1) continue;
    seen[start] = 1;
    const queue = [start];
    for (const node of queue) {
      for (const index of graph.netsOf[node] ?? []) {
        const net = graph.nets[index];
        if (net === undefined) continue;
        for (const reader of net.readers) {
          if (seen[reader] === 1 || net.driver < 0) continue;
          seen[reader] = 1;
          dual[reader] = (dual[net.driver] ?? 0) ^ net.driverInverts;
          queue.push(reader);
        }
        if (net.driver >= 0 && seen[net.driver] === 0) {
          seen[net.driver] = 1;
          dual[net.driver] = (dual[node] ?? 0) ^ net.driverInverts;
          queue.push(net.driver);
        }
      }
    }
  }
  return dual;
}

const MAXIMUM_ROUNDS = 50;
/** A node's own preference, in inverters: decides ties only. */
const PREFERENCE = 0.25;

/** Flips single nodes as long as that saves inverters. */
function descend(graph: Graph, dual: Uint8Array): Uint8Array {
  const around = (node: number): number => {
    let total = dual[node] === graph.preferred[node] ? 0 : PREFERENCE;
    for (const index of graph.netsOf[node] ?? []) {
      const net = graph.nets[index];
      if (net !== undefined) total += cost(net, dual);
    }
    return total;
  };
  for (let round = 0; round < MAXIMUM_ROUNDS; round += 1) {
    let saved = 0;
    for (let node = 0; node < dual.length; node += 1) {
      const before = around(node);
      dual[node] = (dual[node] ?? 0) ^ 1;
      const gain = before - around(node);
      if (gain > 0) saved += gain;
      else dual[node] = (dual[node] ?? 0) ^ 1;
    }
    if (saved === 0) break;
  }
  return dual;
}
