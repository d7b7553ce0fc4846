import { ONE, ZERO, type GateList } from "./gate-list.ts";
import { opensInReset } from "./clock-gates.ts";
import { driveWords, readWord } from "./lower-memory.ts";
import { binaryWord, chooseWord, muxWord, type Bits } from "./lower-words.ts";
import { markedPart } from "./marked-part.ts";
import type { AdderLeaf, ClockGate, Instance, Memory, MemoryWrite, Module } from "./netlist.ts";
import type { RegisterDrive, RegisterSignal, Signal } from "./netlist.ts";
import { connectionOf } from "./walk.ts";

/** What the instances of a design share while it is lowered. */
interface Design {
  /** Where state is entered, by path. */
  readonly state: Map<string, Bits>;
  /** Outputs of an instance that is left out of the design; undefined: it is part of it. */
  outsideOf(instance: Instance): ReadonlyMap<string, Bits> | undefined;
  /** Outputs of one copy of a module with these inputs. */
  module(module: Module, place: ModulePlace): ReadonlyMap<string, Bits>;
}

/** Where a copy of a module stands. */
export interface ModulePlace {
  readonly inputs: ReadonlyMap<string, Bits>;
  /** Of the instance, a dot behind it. */
  readonly path: string;
  /** Whether the module's clock ticks; undefined: always. Known once the whole design is, as an enable may follow the module. */
  readonly tick: (() => number) | undefined;
  readonly reset: number;
}

/** One instance of one module: the gate numbers of its nodes. */
export class ModuleScope {
  readonly #design: Design;
  readonly #gates: GateList;
  readonly #module: Module;
  readonly #place: ModulePlace;
  readonly #values = new Map<Signal, Bits>();
  readonly #instances = new Map<Instance, ReadonlyMap<string, Bits>>();
  readonly #memories = new Map<Memory, readonly Bits[]>();
  readonly #openings = new Map<ClockGate, number>();

  constructor(design: Design, gates: GateList, module: Module, place: ModulePlace) {
    this.#place = place;
    this.#design = design;
    this.#gates = gates;
    this.#module = module;
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
    this.#design.state.set(this.#place.path + name, bits);
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
    if (this.#values.has(signal)) return;
    const from = this.#gates.kinds.length;
    this.#values.set(signal, this.#lowerNode(signal));
    const part = markedPart(signal);
    if (part !== undefined) this.#gates.mark(from, part);
  }

  #lowerNode(signal: Signal): Bits {
    switch (signal.kind) {
      case "input":
        return this.#place.inputs.get(signal.name) as Bits;
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
        return [this.#adderOutput(signal.leaf, signal.output)];
      case "instanceOutput":
        return this.#instance(signal.instance).get(signal.port) as Bits;
    }
  }

  #concat(parts: readonly Signal[]): Bits {
    const bits: number[] = [];
    for (const part of parts) for (const bit of this.of(part)) bits.push(bit);
    return bits;
  }

  #adderOutput({ a, b, c }: AdderLeaf, output: "sum" | "carry"): number {
    return this.#gates[output](this.#bit(a), this.#bit(b), c === undefined ? ZERO : this.#bit(c));
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
    const tick = instance.clock === undefined ? this.#place.tick : () => this.#tickOf(instance.clock);
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
      const path = `${this.#place.path}${instance.name}${count > 1 ? `[${copy}]` : ""}.`;
      const place = { ...this.#place, inputs, path, tick };
      for (const [port, bits] of this.#design.module(module, place)) joined.get(port)?.push(...bits);
    }
    this.#instances.set(instance, joined);
    return joined;
  }

  /** Whether a clock of the module ticks. */
  #tickOf(clock: ClockGate | undefined): number {
    const own = this.#place.tick?.() ?? ONE;
    if (clock === undefined) return own;
    return this.#gates.and(own, this.#opening(clock));
  }

  /** What is at the enable of a clock gate. */
  #opening(clock: ClockGate): number {
    const known = this.#openings.get(clock);
    if (known !== undefined) return known;
    const enable = this.#bit(clock.enable);
    const opening = opensInReset(this.#module, clock) ? this.#gates.or(enable, this.#place.reset) : enable;
    this.#openings.set(clock, opening);
    this.#gates.gateEnables.push(opening);
    return opening;
  }

  /** Ties up registers and memories, after all nodes are known. */
  latch(): void {
    for (const register of this.#module.registers) this.#latchRegister(register);
    for (const memory of this.#module.memories) this.#latchMemory(memory);
    for (const clock of this.#module.clockGates) this.#opening(clock);
  }

  #latchRegister(register: RegisterSignal): void {
    const gates = this.#gates;
    const state = this.of(register);
    const drive = register.drive as RegisterDrive;
    let next = this.of(drive.next);
    if (drive.enable !== undefined) next = muxWord(gates, this.#bit(drive.enable), next, state);
    const value = register.reset;
    if (value !== undefined) {
      next = next.map((bit, i) => gates.mux(this.#place.reset, (value >> BigInt(i)) & 1n ? ONE : ZERO, bit));
    }
    const tick = this.#tickOf(drive.clock);
    state.forEach((bit, i) => gates.drive(bit, next[i] as number, tick));
  }

  #latchMemory(memory: Memory): void {
    const { enable, address, data } = memory.write as MemoryWrite;
    const bits = { enable: this.#bit(enable), address: this.of(address), data: this.of(data) };
    driveWords(this.#gates, this.#memories.get(memory) as readonly Bits[], bits, this.#tickOf(undefined));
  }
}
