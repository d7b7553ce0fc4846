import { ADDER_PIN_WEIGHT, bufferTree, FAN_OUT_LIMIT } from "../core/fan-out.ts";
import { SpareArrays } from "../core/spare-arrays.ts";
import type { Module } from "./netlist.ts";
import { addOwnPins } from "./own-pins.ts";
import { PINS, STEPS, timingGraph, type TimingChild, type TimingGraph } from "./timing-graph.ts";

/** Fan-out of the nets of a module. */
export interface FanOut {
  /** Buffers in the module, those at its output ports too. */
  readonly buffers: number;
  /** Input port → pins on each bit after buffering, what the parent's net drives; of a dealt port the bits of one copy. */
  readonly ports: ReadonlyMap<string, Float64Array>;
}

const PORT_BUFFER = STEPS.indexOf("portBuffer");

const known = new WeakMap<Module, FanOut>();

/** Fan-out of every net of a module, as synthesis buffers it (src/eda/yosys/fan-out.ts); made once. */
export function fanOutOf(module: Module): FanOut {
  const found = known.get(module) ?? makeFanOut(timingGraph(module));
  known.set(module, found);
  return found;
}

function makeFanOut(graph: TimingGraph): FanOut {
  return withNetLoads(graph, (loads) => bufferedLoads(graph, loads));
}

function bufferedLoads(graph: TimingGraph, { readers, total }: NetLoads): FanOut {
  let buffers = 0;
  for (let node = 0; node < total.length; node++) {
    if (graph.steps[node] === PORT_BUFFER) buffers++;
    if (total[node]! <= FAN_OUT_LIMIT) continue;
    const tree = bufferTree(readers[node]!, total[node]! / Math.max(1, readers[node]!));
    buffers += tree.buffers;
    total[node] = tree.rootPins;
  }
  const ports = new Map([...graph.inputs].map(([port, bits]) => [port, pick(total, bits)]));
  return { buffers, ports };
}

/** What each node of a module's own logic drives, children's pins included, before buffers. */
export interface NetLoads {
  /** Pins of each kind on node n: `pins[n · PINS.length + kind]`; pins behind a child's port are of that port's kinds. */
  readonly pins: Float64Array;
  /** All pins on node n, in pins of a small gate. */
  readonly total: Float64Array;
  /** Cells and copies of children that read node n. */
  readonly readers: Float64Array;
}

/** What a pin of each kind weighs, in pins of a small gate. */
const PIN_WEIGHTS = PINS.map((pin) => (pin === "adderPin" ? ADDER_PIN_WEIGHT : 1));

const spare = new SpareArrays();

/**
 * Runs `use` with the loads of all nets, which it must not keep: they take more room than the graph and are asked for once
 * or twice.
 */
export function withNetLoads<T>(graph: TimingGraph, use: (loads: NetLoads) => T): T {
  const nodes = graph.steps.length;
  return spare.with(nodes * PINS.length, 0, (pins) =>
    spare.with(nodes, 0, (total) =>
      spare.with(nodes, 0, (readers) => {
        const loads = { pins, total, readers };
        addOwnPins(graph, pins);
        sumUp(loads);
        for (const child of graph.children) addChild(child, loads);
        return use(loads);
      }),
    ),
  );
}

/** Of the pins of a module's own logic. */
function sumUp({ pins, total, readers }: NetLoads): void {
  const kinds = PIN_WEIGHTS.length;
  for (let node = 0; node < total.length; node++) {
    let [count, weight] = [0, 0];
    for (let kind = 0; kind < kinds; kind++) {
      const ofKind = pins[node * kinds + kind]!;
      count += ofKind;
      weight += ofKind * PIN_WEIGHTS[kind]!;
    }
    readers[node] = count;
    total[node] = weight;
  }
}

function pick(values: Float64Array, places: Int32Array): Float64Array {
  const picked = new Float64Array(places.length);
  for (let i = 0; i < places.length; i++) picked[i] = values[places[i]!]!;
  return picked;
}

/** A child's ports weigh as much as the pins behind them, once for each copy that reads a bit. */
function addChild({ instance, inputs, dealt }: TimingChild, { pins, readers, total }: NetLoads) {
  const inside = fanOutOf(instance.module);
  for (const [port, nodes] of inputs) {
    const loads = inside.ports.get(port);
    if (loads === undefined) continue;
    const width = instance.module.inputs.find(({ name }) => name === port)?.width ?? loads.length;
    const isShared = !dealt.has(port) && nodes.length === width;
    const copies = isShared ? instance.count : 1;
    for (let i = 0, bit = 0; i < nodes.length; i++, bit = bit + 1 === loads.length ? 0 : bit + 1) {
      const node = nodes[i]!;
      if (node < 0) continue;
      const load = loads[bit]! * copies;
      pins[node * PINS.length] = pins[node * PINS.length]! + load;
      total[node] = total[node]! + load;
      readers[node] = readers[node]! + copies;
    }
  }
}
