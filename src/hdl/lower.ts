import type {
  Instance,
  Module,
  AdderLeaf,
  BinarySignal,
  Memory,
  MemoryWrite,
  RegisterSignal,
  Signal,
} from "./netlist.ts";
import { driveWords, readWord } from "./lower-memory.ts";
import { GateList, ONE, ZERO } from "./gate-list.ts";
import { connectionOf, visitNodes } from "./walk.ts";

/**
 * Module tree → flat list of one-bit gates, for the simulator. Slices, concatenations and names cost nothing; constants
 * fold; memories become flip-flops with a write decoder and a read tree.
 */

/** Bits of a signal as gate numbers, least significant first. */
type Bits = readonly number[];

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
  for (const { name, width } of top.inputs)
    inputs.set(
      name,
      Array.from({ length: width }, () => gates.input()),
    );
  const reset = gates.input();
  inputs.set("rst", [reset]);
  const lowering = new Lowering(gates, reset, boundary);
  const outputs = lowering.module(top, inputs);
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
  readonly #reset: number;
  readonly #boundary: Map<string, Bits> | undefined;
  readonly #orders = new Map<Module, readonly Signal[]>();
  readonly state = new Map<string, Bits>();
  nodes = 0;

  constructor(gates: GateList, reset: number, boundary: Map<string, Bits> | undefined) {
    this.#gates = gates;
    this.#reset = reset;
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

  /** @param path of the instance, a dot behind it */
  module(module: Module, inputs: ReadonlyMap<string, Bits>, path = ""): Map<string, Bits> {
    const scope = new ModuleScope(this, this.#gates, module, inputs, path);
    const order = this.#order(module);
    this.nodes += order.length;
    for (const signal of order) scope.evaluate(signal);
    scope.latch(this.#reset);
    return new Map(module.outputs.map((port) => [port.name, scope.of(port.driver)]));
  }

  #order(module: Module): readonly Signal[] {
    const known = this.#orders.get(module);
    if (known !== undefined) return known;
    const order: Signal[] = [];
    visitNodes(module, (signal) => order.push(signal));
    this.#orders.set(module, order);
    return order;
  }
}

/** One instance of one module: the gate numbers of its nodes. */
class ModuleScope {
  readonly #lowering: Lowering;
  readonly #gates: GateList;
  readonly #module: Module;
  readonly #inputs: ReadonlyMap<string, Bits>;
  readonly #path: string;
  readonly #values = new Map<Signal, Bits>();
  readonly #leaves = new Map<AdderLeaf, { readonly sum: number; readonly carry: number }>();
  readonly #instances = new Map<Instance, ReadonlyMap<string, Bits>>();
  readonly #memories = new Map<Memory, readonly Bits[]>();

  constructor(lowering: Lowering, gates: GateList, module: Module, inputs: ReadonlyMap<string, Bits>, path: string) {
    this.#path = path;
    this.#lowering = lowering;
    this.#gates = gates;
    this.#module = module;
    this.#inputs = inputs;
    for (const register of module.registers) this.#values.set(register, this.#state(register.name, register.width));
    for (const memory of module.memories) {
      this.#memories.set(
        memory,
        Array.from({ length: memory.depth }, (_, word) => this.#state(`${memory.name}[${word}]`, memory.width)),
      );
    }
  }

  #state(name: string, width: number): Bits {
    const bits = Array.from({ length: width }, () => this.#gates.register());
    this.#lowering.state.set(this.#path + name, bits);
    return bits;
  }

  of(signal: Signal): Bits {
    const bits = this.#values.get(signal);
    if (bits === undefined) throw new Error(`internal: ${signal.kind} in ${this.#module.name} was not evaluated`);
    return bits;
  }

  evaluate(signal: Signal): void {
    if (!this.#values.has(signal)) this.#values.set(signal, this.#lowerNode(signal));
  }

  #lowerNode(signal: Signal): Bits {
    switch (signal.kind) {
      case "input":
        return this.#inputs.get(signal.name) as Bits;
      case "constant":
        return Array.from({ length: signal.width }, (_, i) => ((signal.value >> BigInt(i)) & 1n ? ONE : ZERO));
      case "not":
        return this.of(signal.a).map((a) => this.#gates.not(a));
      case "binary":
        return this.#binary(signal);
      case "mux":
        return this.#mux(this.of(signal.select)[0] as number, this.of(signal.high), this.of(signal.low));
      case "choose":
        return this.#choose(
          signal.hits.map((hit) => this.of(hit)[0] as number),
          signal.values.map((v) => this.of(v)),
          signal.width,
        );
      case "concat":
        return signal.parts.flatMap((part) => this.of(part));
      case "slice":
        return this.of(signal.a).slice(signal.low, signal.low + signal.width);
      case "name":
        return this.of(signal.a);
      case "register":
        return this.of(signal);
      case "memoryRead":
        return readWord(this.#gates, this.#memories.get(signal.memory) as readonly Bits[], this.of(signal.address));
      case "adderOutput":
        return [this.#leaf(signal.leaf)[signal.output]];
      case "instanceOutput":
        return this.#instance(signal.instance).get(signal.port) as Bits;
    }
  }

  #mux(select: number, high: Bits, low: Bits): Bits {
    return high.map((bit, i) => this.#gates.mux(select, bit, low[i] as number));
  }

  #choose(hits: readonly number[], values: readonly Bits[], width: number): Bits {
    const gates = this.#gates;
    return Array.from({ length: width }, (_, i) =>
      this.#anyOf(hits.map((hit, index) => gates.and(hit, (values[index] as Bits)[i] as number))),
    );
  }

  /** A balanced tree, as synthesis makes it: in a chain, every transition would run through half of the gates. */
  #anyOf(bits: Bits): number {
    if (bits.length <= 1) return bits[0] ?? ZERO;
    const half = bits.length >> 1;
    return this.#gates.or(this.#anyOf(bits.slice(0, half)), this.#anyOf(bits.slice(half)));
  }

  #binary(signal: BinarySignal): Bits {
    const a = this.of(signal.a);
    const b = this.of(signal.b);
    const pairwise = (gate: (x: number, y: number) => number): Bits => a.map((bit, i) => gate(bit, b[i] as number));
    const gates = this.#gates;
    switch (signal.operator) {
      case "and":
        return pairwise((x, y) => gates.and(x, y));
      case "or":
        return pairwise((x, y) => gates.or(x, y));
      case "xor":
        return pairwise((x, y) => gates.xor(x, y));
      case "add":
        return this.#ripple(a, b, ZERO).sum;
      case "sub":
        return this.#ripple(
          a,
          b.map((bit) => gates.not(bit)),
          ONE,
        ).sum;
      case "eq":
        return [gates.not(this.#anyOf(pairwise((x, y) => gates.xor(x, y))))];
      case "ltu":
        return [
          gates.not(
            this.#ripple(
              a,
              b.map((bit) => gates.not(bit)),
              ONE,
            ).carry,
          ),
        ];
    }
  }

  #ripple(a: Bits, b: Bits, carryIn: number): { sum: Bits; carry: number } {
    let carry = carryIn;
    const sum = a.map((bit, i) => {
      const result = this.#gates.fullAdder(bit, b[i] as number, carry);
      carry = result.carry;
      return result.sum;
    });
    return { sum, carry };
  }

  #leaf(leaf: AdderLeaf): { readonly sum: number; readonly carry: number } {
    const known = this.#leaves.get(leaf);
    if (known !== undefined) return known;
    const first = (signal: Signal): number => this.of(signal)[0] as number;
    const outputs = this.#gates.fullAdder(first(leaf.a), first(leaf.b), leaf.c === undefined ? ZERO : first(leaf.c));
    this.#leaves.set(leaf, outputs);
    return outputs;
  }

  #instance(instance: Instance): ReadonlyMap<string, Bits> {
    const known = this.#instances.get(instance);
    if (known !== undefined) return known;
    const outside = this.#lowering.outsideOf(instance);
    if (outside !== undefined) {
      this.#instances.set(instance, outside);
      return outside;
    }
    const { module, count } = instance;
    const joined = new Map<string, number[]>(module.outputs.map((port) => [port.name, []]));
    for (let copy = 0; copy < count; copy++) {
      const inputs = new Map<string, Bits>();
      for (const port of module.inputs) {
        const bits = this.of(connectionOf(instance, port.name));
        inputs.set(
          port.name,
          bits.length === port.width ? bits : bits.slice(copy * port.width, (copy + 1) * port.width),
        );
      }
      const path = `${this.#path}${instance.name}${count > 1 ? `[${copy}]` : ""}.`;
      for (const [port, bits] of this.#lowering.module(module, inputs, path)) joined.get(port)?.push(...bits);
    }
    this.#instances.set(instance, joined);
    return joined;
  }

  /** Ties up registers and memories, after all nodes are known. */
  latch(reset: number): void {
    for (const register of this.#module.registers) this.#latchRegister(register, reset);
    for (const memory of this.#module.memories) this.#latchMemory(memory);
  }

  #latchRegister(register: RegisterSignal, reset: number): void {
    const gates = this.#gates;
    const state = this.of(register);
    const drive = register.drive as { next: Signal; enable: Signal | undefined };
    let next = this.of(drive.next);
    if (drive.enable !== undefined) next = this.#mux(this.of(drive.enable)[0] as number, next, state);
    const value = register.reset;
    if (value !== undefined) {
      next = next.map((bit, i) => gates.mux(reset, (value >> BigInt(i)) & 1n ? ONE : ZERO, bit));
    }
    state.forEach((bit, i) => gates.drive(bit, next[i] as number));
  }

  #latchMemory(memory: Memory): void {
    const { enable, address, data } = memory.write as MemoryWrite;
    const bits = { enable: this.of(enable)[0] as number, address: this.of(address), data: this.of(data) };
    driveWords(this.#gates, this.#memories.get(memory) as readonly Bits[], bits);
  }
}
