import { dealtPorts } from "./dealt-ports.ts";
import { GateList } from "./gate-list.ts";
import { ModuleScope, type ModulePlace } from "./lower-module.ts";
import type { Bits } from "./lower-words.ts";
import type { Instance, Module } from "./netlist.ts";
import { nodesOf } from "./walk.ts";

/**
 * Module tree → flat list of one-bit gates, for the simulator. Slices, concatenations and names cost nothing; constants
 * fold; memories become flip-flops with a write decoder and a read tree.
 */

/** A design as gates, and where its ports and its state are. */
export interface LoweredDesign {
  readonly gates: GateList;
  readonly inputs: ReadonlyMap<string, Bits>;
  readonly outputs: ReadonlyMap<string, Bits>;
  /** Registers and words of memories by where they are: `lane[2].result_q`, `lane[0].partial_sums[3]`. */
  readonly state: ReadonlyMap<string, Bits>;
  /** Nodes of the netlist, every instance counted: what one word-level simulator would evaluate per cycle. */
  readonly nodes: number;
}

/** Lowers a whole design. */
export function lower(top: Module): LoweredDesign {
  return lowerInto(top, undefined);
}

/**
 * Lowers a module's own logic: what its children give are inputs named `instance.port`, all copies of a repeated one side
 * by side.
 */
export function lowerOwn(module: Module): LoweredDesign {
  return lowerInto(module, new Map());
}

function lowerInto(top: Module, boundary: Map<string, Bits> | undefined): LoweredDesign {
  const gates = new GateList();
  const inputs = new Map<string, Bits>();
  // Without children, nobody reads what is dealt out to them.
  const unread = boundary === undefined ? new Map() : dealtPorts(top);
  for (const port of top.inputs)
    inputs.set(
      port.name,
      Array.from({ length: unread.has(port) ? 0 : port.width }, () => gates.input()),
    );
  const reset = gates.input();
  inputs.set("rst", [reset]);
  const lowering = new Lowering(gates, boundary);
  const outputs = lowering.module(top, { inputs, path: "", tick: undefined, reset });
  lowering.latchGated();
  return {
    gates,
    inputs: new Map([...inputs, ...(boundary ?? [])]),
    outputs,
    state: lowering.state,
    nodes: lowering.nodes,
  };
}

class Lowering {
  readonly #gates: GateList;
  readonly #boundary: Map<string, Bits> | undefined;
  readonly state = new Map<string, Bits>();
  readonly #gated: ModuleScope[] = [];
  nodes = 0;

  constructor(gates: GateList, boundary: Map<string, Bits> | undefined) {
    this.#gates = gates;
    this.#boundary = boundary;
  }

  /** The outputs of an instance as inputs of the whole, if children are left out. */
  outsideOf({ name, module, count }: Instance): Map<string, Bits> | undefined {
    if (this.#boundary === undefined) return undefined;
    const outputs = new Map<string, Bits>();
    for (const { name: port, width } of module.outputs) {
      const bits = Array.from({ length: width * count }, () => this.#gates.input());
      outputs.set(port, bits);
      this.#boundary.set(`${name}.${port}`, bits);
    }
    return outputs;
  }

  module(module: Module, place: ModulePlace): Map<string, Bits> {
    const scope = new ModuleScope(this, this.#gates, module, place);
    const order = nodesOf(module);
    this.nodes += order.length;
    for (const signal of order) scope.evaluate(signal);
    if (place.tick === undefined) scope.latch();
    else this.#gated.push(scope);
    return new Map(module.outputs.map((port) => [port.name, scope.of(port.driver)]));
  }

  /** Ties up what stands behind clock gates, after all their enables are known. */
  latchGated(): void {
    for (const scope of this.#gated) scope.latch();
  }
}
