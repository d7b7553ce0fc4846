import { NetlistError } from "../core/errors.ts";
import { heldGroups } from "./clock-gates.ts";
import { and, bit, constant, eq, mux } from "./expressions.ts";
import type { AdderLeaf, ClockGate, Instance, Memory, Module, RegisterSignal, Signal } from "./netlist.ts";
import { connectionOf, nodesOf } from "./walk.ts";

const made = new WeakMap<Module, Map<number, Module>>();

/** What a module is called that `withClockGates` changed: every module with a clock. */
export function gatedName(name: string): string {
  return `${name}_cg`;
}

/**
 * The same circuit with clock gates in place of enables: of registers that share one, in every module, where together they
 * have at least `leastBits`. Memories become registers, a gate for each word and multiplexers to read one, so that a word
 * that is not written has no clock. Modules without a clock stay what they are; equal modules give one and the same.
 */
export function withClockGates(module: Module, leastBits: number): Module {
  if (!module.isClocked) return module;
  const known = made.get(module) ?? new Map<number, Module>();
  made.set(module, known);
  const gated = known.get(leastBits) ?? new Gater(module, leastBits).run();
  known.set(leastBits, gated);
  return gated;
}

/** Copies a module node by node; what does not depend on state or children is shared with the original. */
class Gater {
  readonly #module: Module;
  readonly #leastBits: number;
  readonly #copies = new Map<Signal, Signal>();
  readonly #registers: RegisterSignal[] = [];
  readonly #words = new Map<Memory, readonly RegisterSignal[]>();
  readonly #instances = new Map<Instance, Instance>();
  readonly #leaves = new Map<AdderLeaf, AdderLeaf>();

  constructor(module: Module, leastBits: number) {
    this.#module = module;
    this.#leastBits = leastBits;
  }

  run(): Module {
    const { name, registers, memories, instances, outputs, clockGates } = this.#module;
    if (clockGates.length > 0)
      throw new NetlistError(`module ${name}: got ${clockGates[0]?.name}, expected a module without clock gates`);
    for (const register of registers) this.#copies.set(register, this.#register({ ...register, drive: undefined }));
    for (const memory of memories) this.#words.set(memory, this.#wordsOf(memory));
    for (const signal of nodesOf(this.#module))
      if (!this.#copies.has(signal)) this.#copies.set(signal, this.#copy(signal));
    for (const register of registers) this.#drive(register);
    for (const memory of memories) this.#write(memory);
    const added = heldGroups(this.#registers, this.#leastBits).map((group) =>
      this.#gate(group.enable, group.registers),
    );
    return {
      ...this.#module,
      name: gatedName(name),
      registers: this.#registers,
      memories: [],
      instances: instances.map((instance) => this.#instance(instance)),
      outputs: outputs.map((port) => ({ ...port, driver: this.#of(port.driver) })),
      clockGates: added,
    };
  }

  #register(register: RegisterSignal): RegisterSignal {
    this.#registers.push(register);
    return register;
  }

  #wordsOf({ name, width, depth }: Memory): readonly RegisterSignal[] {
    return Array.from({ length: depth }, (_, i) =>
      this.#register({ kind: "register", width, name: `${name}_${i}_q`, reset: undefined, drive: undefined }),
    );
  }

  #of(signal: Signal): Signal {
    const copy = this.#copies.get(signal);
    if (copy === undefined) throw new Error(`internal: ${signal.kind} in ${this.#module.name} comes too late`);
    return copy;
  }

  #copy(signal: Signal): Signal {
    switch (signal.kind) {
      case "input":
      case "constant":
      case "register":
        return signal;
      case "not":
      case "slice":
      case "name":
        return this.#with(signal, { a: this.#of(signal.a) }, [signal.a]);
      case "binary":
        return this.#with(signal, { a: this.#of(signal.a), b: this.#of(signal.b) }, [signal.a, signal.b]);
      case "mux": {
        const { select, low, high } = signal;
        const copies = { select: this.#of(select), low: this.#of(low), high: this.#of(high) };
        return this.#with(signal, copies, [select, low, high]);
      }
      case "choose": {
        const { hits, values } = signal;
        const copies = { hits: hits.map((hit) => this.#of(hit)), values: values.map((value) => this.#of(value)) };
        return this.#with(signal, copies, [...hits, ...values]);
      }
      case "concat":
        return this.#with(signal, { parts: signal.parts.map((part) => this.#of(part)) }, signal.parts);
      case "memoryRead":
        return readWord(this.#words.get(signal.memory) ?? [], this.#of(signal.address));
      case "adderOutput":
        return { ...signal, leaf: this.#leaf(signal.leaf) };
      case "instanceOutput":
        return { ...signal, instance: this.#instance(signal.instance) };
    }
  }

  /** The signal itself where its operands are what they were. */
  #with<S extends Signal>(signal: S, copies: Partial<S>, operands: readonly Signal[]): Signal {
    return operands.every((operand) => this.#of(operand) === operand) ? signal : { ...signal, ...copies };
  }

  #leaf(leaf: AdderLeaf): AdderLeaf {
    const { name, a, b, c } = leaf;
    const copy = this.#leaves.get(leaf) ?? { name, a: this.#of(a), b: this.#of(b), c: c && this.#of(c) };
    this.#leaves.set(leaf, copy);
    return copy;
  }

  #instance(instance: Instance): Instance {
    const known = this.#instances.get(instance);
    if (known !== undefined) return known;
    const { module } = instance;
    const inputs = module.inputs.map(({ name }) => [name, this.#of(connectionOf(instance, name))] as const);
    const child = withClockGates(module, this.#leastBits);
    const copy = { ...instance, module: child, inputs: Object.fromEntries(inputs) };
    this.#instances.set(instance, copy);
    return copy;
  }

  #drive(register: RegisterSignal): void {
    const { drive } = register;
    const copy = this.#registers.find(({ name }) => name === register.name);
    if (drive === undefined || copy === undefined) throw new Error(`internal: ${register.name} is never driven`);
    const enable = drive.enable && this.#of(drive.enable);
    copy.drive = { next: this.#of(drive.next), enable, clock: undefined };
  }

  #write(memory: Memory): void {
    const { write } = memory;
    if (write === undefined) throw new Error(`internal: memory ${memory.name} is never written`);
    const [enable, address, next] = [this.#of(write.enable), this.#of(write.address), this.#of(write.data)];
    for (const [i, word] of (this.#words.get(memory) ?? []).entries())
      word.drive = { next, enable: and(enable, eq(address, constant(address.width, i))), clock: undefined };
  }

  #gate(enable: Signal, registers: readonly RegisterSignal[]): ClockGate {
    const clock = { name: `${registers[0]?.name.replace(/_q$/, "")}_clk`, enable };
    for (const register of registers)
      if (register.drive !== undefined) register.drive = { next: register.drive.next, enable: undefined, clock };
    return clock;
  }
}

/** The word at `address`, by multiplexers; an address beyond the last word reads some word. */
function readWord(words: readonly Signal[], address: Signal, bits = address.width): Signal {
  const [first] = words;
  if (first === undefined) throw new Error("internal: a memory without words");
  if (words.length === 1) return first;
  const half = 1 << (bits - 1);
  if (words.length <= half) return readWord(words, address, bits - 1);
  return mux(
    bit(address, bits - 1),
    readWord(words.slice(half), address, bits - 1),
    readWord(words.slice(0, half), address, bits - 1),
  );
}
