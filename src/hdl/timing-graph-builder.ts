import type { AdderLeaf, BinarySignal, ChooseSignal, Instance, Memory, MemoryReadSignal, Module } from "./netlist.ts";
import { type ClockGate, leafInputs, type RegisterSignal, type Signal } from "./netlist.ts";
import { opensInReset } from "./clock-gates.ts";
import { countingRegisters } from "./counting-registers.ts";
import { STEPS } from "./timing-steps.ts";
import type { Step, TimingChild, TimingGraph } from "./timing-steps.ts";
import { dealtPorts } from "./dealt-ports.ts";
import { nodesBelow, nodesOf } from "./walk.ts";

type Bits = readonly number[];
const CONSTANT = -1;

const STEP_NUMBERS = Object.fromEntries(STEPS.map((step, number) => [step, number])) as Readonly<Record<Step, number>>;

/** Nodes of the outputs of an adder of one bit. */
interface AdderOutputs {
  readonly sum: number;
  readonly carry: number;
}

/** Builds the timing graph of one module: one method per kind of node. */
export class GraphBuilder {
  readonly #module: Module;
  readonly #dealt: ReadonlyMap<Signal, number>;
  readonly #steps: number[] = [];
  readonly #first: number[] = [0];
  readonly #operands: number[] = [];
  readonly #values = new Map<Signal, Bits>();
  readonly #inputs = new Map<string, Int32Array>();
  readonly #memories = new Map<Memory, readonly Bits[]>();
  readonly #adders = new Map<AdderLeaf, AdderOutputs>();
  readonly #children = new Map<Instance, TimingChild>();
  readonly #ends: number[] = [];
  /** Registers that count → the sum into which their enable comes. */
  readonly #sums: ReadonlyMap<Signal, BinarySignal>;
  /** Those whose enable has come into it. */
  readonly #counting = new Set<Signal>();
  readonly #inverses = new Map<number, number>();

  constructor(module: Module) {
    this.#module = module;
    this.#dealt = dealtPorts(module);
    this.#sums = countingRegisters(module);
  }

  build(): TimingGraph {
    const module = this.#module;
    for (const port of module.inputs) {
      const bits = this.#sources("port", this.#dealt.get(port) ?? port.width);
      this.#values.set(port, bits);
      this.#inputs.set(port.name, new Int32Array(bits));
    }
    const reset = this.#sources("port", 1)[0] as number;
    this.#inputs.set("rst", Int32Array.of(reset));
    for (const register of module.registers) this.#values.set(register, this.#sources("register", register.width));
    for (const memory of module.memories) {
      const words = Array.from({ length: memory.depth }, () => this.#sources("register", memory.width));
      this.#memories.set(memory, words);
    }
    const sources = this.#steps.length;
    const counting = module.registers.filter((register) => this.#sums.has(register));
    this.#visit(nodesBelow(counting.flatMap(({ drive }) => drive?.enable ?? [])));
    this.#visit(nodesOf(module));
    for (const register of module.registers) this.#latch(register, reset);
    for (const memory of module.memories) this.#write(memory);
    for (const gate of module.clockGates) this.#gate(gate, reset);
    const outputs = this.#outputs();
    return {
      module,
      sources,
      steps: new Uint8Array(this.#steps),
      first: new Int32Array(this.#first),
      operands: new Int32Array(this.#operands),
      inputs: this.#inputs,
      outputs,
      ends: new Int32Array(this.#ends),
      children: module.instances.map((instance) => this.#child(instance)),
    };
  }

  #visit(nodes: readonly Signal[]): void {
    for (const signal of nodes) if (!this.#values.has(signal)) this.#values.set(signal, this.#lower(signal));
  }

  #of(signal: Signal): Bits {
    const bits = this.#values.get(signal);
    if (bits === undefined) throw new Error(`internal: ${signal.kind} in ${this.#module.name} comes too late`);
    return bits;
  }

  #bit(signal: Signal): number {
    return this.#of(signal)[0] as number;
  }

  #node(step: Step, operands: Bits): number {
    for (const operand of operands) if (operand !== CONSTANT) this.#operands.push(operand);
    this.#first.push(this.#operands.length);
    return this.#steps.push(STEP_NUMBERS[step]) - 1;
  }

  #sources(step: Step, width: number): Bits {
    const number = STEP_NUMBERS[step];
    const [first, end] = [this.#steps.length, this.#operands.length];
    const bits: number[] = [];
    for (let i = 0; i < width; i++) {
      this.#steps.push(number);
      this.#first.push(end);
      bits.push(first + i);
    }
    return bits;
  }

  #lower(signal: Signal): Bits {
    switch (signal.kind) {
      case "input":
      case "register":
        return this.#of(signal);
      case "constant":
        return Array.from({ length: signal.width }, () => CONSTANT);
      case "not":
      case "name":
        return this.#of(signal.a); // inverters merge into the cells around them
      case "binary":
        return this.#binary(signal);
      case "mux": {
        const select = this.#bit(signal.select);
        const low = this.#of(signal.low);
        return this.#of(signal.high).map((high, i) => this.#mux(select, high, low[i] as number));
      }
      case "choose":
        return this.#choose(signal);
      case "concat":
        return this.#concat(signal.parts);
      case "slice":
        return this.#of(signal.a).slice(signal.low, signal.low + signal.width);
      case "memoryRead":
        return this.#read(signal);
      case "adderOutput":
        return [this.#leaf(signal.leaf)[signal.output]];
      case "instanceOutput":
        return [...(this.#child(signal.instance).outputs.get(signal.port) as Int32Array)];
    }
  }

  #concat(parts: readonly Signal[]): Bits {
    const bits: number[] = [];
    for (const part of parts) for (const bit of this.#of(part)) bits.push(bit);
    return bits;
  }

  /** A choice takes its select in both polarities: the complement comes from an inverter that all bits of a word share. */
  #mux(select: number, high: number, low: number): number {
    if ([select, high, low].includes(CONSTANT)) return this.#simple("mux", [select, high, low]);
    const inverse = this.#inverses.get(select) ?? this.#node("gate", [select]);
    this.#inverses.set(select, inverse);
    return this.#node("mux", [select, inverse, high, low]);
  }

  /** A step of which a constant operand leaves a wire or a gate. */
  #simple(step: Step, operands: Bits): number {
    if (!operands.includes(CONSTANT))
      return operands.length < 2 ? (operands[0] ?? CONSTANT) : this.#node(step, operands);
    const live = operands.filter((operand) => operand !== CONSTANT);
    if (live.length < 2) return live[0] ?? CONSTANT;
    return this.#node(step === "mux" || step === "borrow" ? "gate" : step, live);
  }

  #binary(signal: BinarySignal): Bits {
    const { operator, a, b } = signal;
    const [x, y] = [this.#of(a), this.#of(b)];
    switch (operator) {
      case "and":
      case "or":
        return x.map((bit, i) => this.#simple("gate", [bit, y[i] as number]));
      case "xor":
        return x.map((bit, i) => this.#simple("xor", [bit, y[i] as number]));
      case "add":
      case "sub":
        return this.#ripple(x, y, this.#carryIn(signal));
      case "ltu":
        return [this.#borrow(x, y)];
      case "eq":
        return [this.#simple("equal", [...x, ...y])];
    }
  }

  /** The enable of a register that counts; an enable that waits for the sum itself stays behind it. */
  #carryIn(sum: BinarySignal): number {
    const register = sum.a;
    if (register.kind !== "register" || this.#sums.get(register) !== sum) return CONSTANT;
    const enable = register.drive?.enable;
    if (enable === undefined || !this.#values.has(enable)) return CONSTANT;
    this.#counting.add(register);
    return this.#bit(enable);
  }

  #ripple(x: Bits, y: Bits, carryIn: number): Bits {
    let carry = carryIn;
    return x.map((bit, i) => {
      const outputs = this.#adder([bit, y[i] as number, carry]);
      carry = outputs.carry;
      return outputs.sum;
    });
  }

  /** A comparison is a chain of gates, not of adder cells: nothing of it but the last carry is read. */
  #borrow(x: Bits, y: Bits): number {
    return x.reduce((carry, bit, i) => this.#simple("borrow", [bit, y[i] as number, carry]), CONSTANT);
  }

  #leaf(leaf: AdderLeaf): AdderOutputs {
    const known = this.#adders.get(leaf);
    if (known !== undefined) return known;
    const outputs = this.#adder(leafInputs(leaf).map((each) => this.#bit(each)));
    this.#adders.set(leaf, outputs);
    return outputs;
  }

  #adder(operands: Bits): AdderOutputs {
    const live = operands.filter((bit) => bit !== CONSTANT);
    if (live.length < 2) return { sum: live[0] ?? CONSTANT, carry: live[0] ?? CONSTANT };
    const isFull = live.length > 2;
    return {
      sum: this.#node(isFull ? "sum" : "halfSum", live),
      carry: this.#node(isFull ? "carry" : "halfCarry", live),
    };
  }

  #choose({ hits, values, width }: ChooseSignal): Bits {
    const words = values.map((value) => this.#of(value));
    return Array.from({ length: width }, (_, i) => {
      const operands = hits.flatMap((hit, v) => [this.#bit(hit), words[v]?.[i] ?? CONSTANT]);
      const live = operands.filter((bit) => bit !== CONSTANT);
      return live.length === 0 ? CONSTANT : this.#node("choose", live);
    });
  }

  /** Select lines that all bits of a word share, then a selection per bit. */
  #read({ memory, address }: MemoryReadSignal): Bits {
    const words = this.#memories.get(memory) as readonly Bits[];
    if (words.length === 1) return words[0] as Bits;
    const bits = this.#of(address);
    const lines = words.map(() => this.#node("equal", bits));
    return Array.from({ length: memory.width }, (_, i) => {
      const operands: number[] = [];
      for (let w = 0; w < words.length; w++) operands.push(lines[w]!, words[w]![i]!);
      return this.#node("choose", operands);
    });
  }

  #write(memory: Memory): void {
    const { write } = memory;
    if (write === undefined) throw new Error(`internal: memory ${memory.name} is never written`);
    const [select, data] = [[...this.#of(write.address), ...this.#of(write.enable)], this.#of(write.data)];
    for (const word of this.#memories.get(memory) as readonly Bits[]) {
      const hit = this.#node("equal", select);
      word.forEach((bit, i) => this.#end(this.#mux(hit, data[i] as number, bit)));
    }
  }

  #latch(register: RegisterSignal, reset: number): void {
    if (register.drive === undefined) throw new Error(`internal: register ${register.name} is never driven`);
    const state = this.#of(register);
    const { enable, next } = register.drive;
    const holds = enable === undefined || this.#counting.has(register) ? undefined : this.#bit(enable);
    this.#of(next).forEach((bit, i) => {
      const kept = holds === undefined ? bit : this.#mux(holds, bit, state[i] as number);
      this.#end(register.reset === undefined ? kept : this.#simple("gate", [reset, kept]));
    });
  }

  /** Nodes of the output ports; one that leaves at several bits leaves through a buffer at each. */
  #outputs(): ReadonlyMap<string, Int32Array> {
    const leaving = new Map<number, number>();
    const nodes = this.#module.outputs.map(({ name, driver }) => [name, new Int32Array(this.#of(driver))] as const);
    for (const [, bits] of nodes) for (const bit of bits) leaving.set(bit, (leaving.get(bit) ?? 0) + 1);
    leaving.delete(CONSTANT);
    for (const [, bits] of nodes)
      for (let i = 0; i < bits.length; i++)
        if ((leaving.get(bits[i]!) ?? 0) > 1) bits[i] = this.#node("portBuffer", [bits[i]!]);
    return new Map(nodes);
  }

  /** The enable of a clock gate must be there before the clock, as what a flip-flop takes. */
  #gate(gate: ClockGate, reset: number): void {
    const enable = this.#bit(gate.enable);
    this.#end(opensInReset(this.#module, gate) ? this.#simple("gate", [reset, enable]) : enable);
  }

  #end(node: number): void {
    if (node !== CONSTANT) this.#ends.push(node);
  }

  #child(instance: Instance): TimingChild {
    const known = this.#children.get(instance);
    if (known !== undefined) return known;
    const [inputs, outputs] = [new Map<string, Int32Array>(), new Map<string, Int32Array>()];
    const dealt = new Set<string>();
    for (const [port, signal] of Object.entries(instance.inputs)) {
      inputs.set(port, new Int32Array(this.#of(signal)));
      if (this.#dealt.has(signal)) dealt.add(port);
    }
    const firstOutput = this.#steps.length;
    for (const { name, width } of instance.module.outputs)
      outputs.set(name, new Int32Array(this.#sources("child", width * instance.count)));
    const child = { instance, firstOutput, inputs, dealt, outputs };
    this.#children.set(instance, child);
    return child;
  }
}
