import { ONE, ZERO, type GateList } from "./gate-list.ts";
import { driveWords, readWord } from "./lower-memory.ts";
import { binaryWord, chooseWord, muxWord, type Bits } from "./lower-words.ts";
import type { AdderLeaf, Instance, Memory, MemoryWrite, Module, RegisterSignal, Signal } from "./netlist.ts";
import { connectionOf } from "./walk.ts";

/** What the instances of a design share while it is lowered. */
interface Design {
  /** Where state is entered, by path. */
  readonly state: Map<string, Bits>;
  /** Outputs of an instance that is left out of the design; undefined: it is part of it. */
  outsideOf(instance: Instance): ReadonlyMap<string, Bits> | undefined;
  /** Outputs of one copy of a module with these inputs. */
  module(module: Module, inputs: ReadonlyMap<string, Bits>, path: string): ReadonlyMap<string, Bits>;
}

/** One instance of one module: the gate numbers of its nodes. */
export class ModuleScope {
  readonly #design: Design;
  readonly #gates: GateList;
  readonly #module: Module;
  readonly #inputs: ReadonlyMap<string, Bits>;
  readonly #path: string;
  readonly #values = new Map<Signal, Bits>();
  readonly #leaves = new Map<AdderLeaf, { readonly sum: number; readonly carry: number }>();
  readonly #instances = new Map<Instance, ReadonlyMap<string, Bits>>();
  readonly #memories = new Map<Memory, readonly Bits[]>();

  constructor(design: Design, gates: GateList, module: Module, inputs: ReadonlyMap<string, Bits>, path: string) {
    this.#path = path;
    this.#design = design;
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
    this.#design.state.set(this.#path + name, bits);
    return bits;
  }

  of(signal: Signal): Bits {
    const bits = this.#values.get(signal);
    if (bits === undefined) throw new Error(`internal: ${signal.kind} in ${this.#module.name} was not evaluated`);
    return bits;
  }

  /** Of a signal of one bit. */
  #bit(signal: Signal): number {
    return this.of(signal)[0] as number;
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
        return binaryWord(this.#gates, signal.operator, this.of(signal.a), this.of(signal.b));
      case "mux":
        return muxWord(this.#gates, this.#bit(signal.select), this.of(signal.high), this.of(signal.low));
      case "choose":
        return chooseWord(
          this.#gates,
          signal.hits.map((hit) => this.#bit(hit)),
          signal.values.map((v) => this.of(v)),
          signal.width,
        );
      case "concat":
        return this.#concat(signal.parts);
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

  #concat(parts: readonly Signal[]): Bits {
    const bits: number[] = [];
    for (const part of parts) for (const bit of this.of(part)) bits.push(bit);
    return bits;
  }

  #leaf(leaf: AdderLeaf): { readonly sum: number; readonly carry: number } {
    const known = this.#leaves.get(leaf);
    if (known !== undefined) return known;
    const carry = leaf.c === undefined ? ZERO : this.#bit(leaf.c);
    const outputs = this.#gates.fullAdder(this.#bit(leaf.a), this.#bit(leaf.b), carry);
    this.#leaves.set(leaf, outputs);
    return outputs;
  }

  #instance(instance: Instance): ReadonlyMap<string, Bits> {
    const known = this.#instances.get(instance);
    if (known !== undefined) return known;
    const outside = this.#design.outsideOf(instance);
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
      for (const [port, bits] of this.#design.module(module, inputs, path)) joined.get(port)?.push(...bits);
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
    if (drive.enable !== undefined) next = muxWord(gates, this.#bit(drive.enable), next, state);
    const value = register.reset;
    if (value !== undefined) {
      next = next.map((bit, i) => gates.mux(reset, (value >> BigInt(i)) & 1n ? ONE : ZERO, bit));
    }
    state.forEach((bit, i) => gates.drive(bit, next[i] as number));
  }

  #latchMemory(memory: Memory): void {
    const { enable, address, data } = memory.write as MemoryWrite;
    const bits = { enable: this.#bit(enable), address: this.of(address), data: this.of(data) };
    driveWords(this.#gates, this.#memories.get(memory) as readonly Bits[], bits);
  }
}
