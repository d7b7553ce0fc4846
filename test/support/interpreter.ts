import {
  signalAt,
  type Instance,
  type Memory,
  type Module,
  type RegisterSignal,
  type Signal,
} from "../../src/hdl/index.ts";
import type { AdderLeaf, BinarySignal, ClockGate } from "../../src/hdl/netlist.ts";
import { connectionOf } from "../../src/hdl/walk.ts";

/**
 * A second, slow simulator to hold the fast one against: it walks the tree word by word in plain integers and shares
 * nothing with `lower`, `GateList` or `visitNodes`. Small modules only (it recurses).
 */
export class Interpreter {
  readonly #top: Scope;
  #inputs: Readonly<Record<string, bigint>> = {};

  constructor(module: Module) {
    this.#top = new Scope(module, (port) => this.#inputs[port] ?? 0n);
  }

  /** The outputs, by port name, for these inputs and the present state. */
  outputs(inputs: Readonly<Record<string, bigint>>): Record<string, bigint> {
    this.#inputs = inputs;
    this.#top.forget();
    return Object.fromEntries(this.#top.module.outputs.map((port) => [port.name, this.#top.value(port.driver)]));
  }

  /** One rising clock edge with the inputs last given to `outputs`. */
  clock(isReset: boolean): void {
    for (const load of this.#top.loads(isReset, true)) load();
  }
}

class Scope {
  readonly module: Module;
  readonly #inputOf: (port: string) => bigint;
  readonly #values = new Map<Signal, bigint>();
  readonly #registers = new Map<RegisterSignal, bigint>();
  readonly #memories = new Map<Memory, bigint[]>();
  readonly #copies = new Map<Instance, readonly Scope[]>();

  constructor(module: Module, inputOf: (port: string) => bigint) {
    this.module = module;
    this.#inputOf = inputOf;
    for (const instance of module.instances) {
      this.#copies.set(
        instance,
        Array.from({ length: instance.count }, (_, copy) => this.#copy(instance, copy)),
      );
    }
  }

  #copy(instance: Instance, copy: number): Scope {
    return new Scope(instance.module, (port) => {
      const width = instance.module.inputs.find((input) => input.name === port)?.width ?? 0;
      const signal = connectionOf(instance, port);
      const offset = signal.width === width ? 0 : copy * width;
      return BigInt.asUintN(width, this.value(signal) >> BigInt(offset));
    });
  }

  forget(): void {
    this.#values.clear();
    for (const copies of this.#copies.values()) for (const scope of copies) scope.forget();
  }

  value(signal: Signal): bigint {
    const known = this.#values.get(signal);
    if (known !== undefined) return known;
    const value = BigInt.asUintN(signal.width, this.#compute(signal));
    this.#values.set(signal, value);
    return value;
  }

  #compute(signal: Signal): bigint {
    switch (signal.kind) {
      case "input":
        return this.#inputOf(signal.name);
      case "constant":
        return signal.value;
      case "not":
        return ~this.value(signal.a);
      case "binary":
        return binaryValue(signal, this.value(signal.a), this.value(signal.b));
      case "mux":
        return this.value(this.value(signal.select) === 1n ? signal.high : signal.low);
      case "choose":
        return signal.values.reduce(
          (sum, value, i) => (this.value(signalAt(signal.hits, i)) === 1n ? sum | this.value(value) : sum),
          0n,
        );
      case "concat":
        return signal.parts.reduceRight((sum, part) => (sum << BigInt(part.width)) | this.value(part), 0n);
      case "slice":
        return this.value(signal.a) >> BigInt(signal.low);
      case "name":
        return this.value(signal.a);
      case "register":
        return this.#registers.get(signal) ?? 0n;
      case "memoryRead":
        return this.#words(signal.memory)[Number(this.value(signal.address))] ?? 0n;
      case "adderOutput":
        return this.#leafSum(signal.leaf) >> (signal.output === "sum" ? 0n : 1n);
      case "instanceOutput":
        return this.#joined(signal.instance, signal.port);
    }
  }

  #leafSum({ a, b, c }: AdderLeaf): bigint {
    return this.value(a) + this.value(b) + (c === undefined ? 0n : this.value(c));
  }

  #joined(instance: Instance, port: string): bigint {
    return (this.#copies.get(instance) as readonly Scope[]).reduceRight((sum, scope) => {
      const { driver, width } = scope.module.outputs.find(
        (output) => output.name === port,
      ) as Module["outputs"][number];
      return (sum << BigInt(width)) | scope.value(driver);
    }, 0n);
  }

  #words(memory: Memory): bigint[] {
    const words = this.#memories.get(memory) ?? Array.from({ length: memory.depth }, () => 0n);
    this.#memories.set(memory, words);
    return words;
  }

  /** What the clock edge changes here and below: worked out before anything changes. */
  loads(isReset: boolean, ticks: boolean): (() => void)[] {
    const isTicking = (clock: ClockGate | undefined): boolean =>
      ticks && (clock === undefined || this.#isOpen(clock, isReset));
    const registers = this.module.registers
      .filter(({ drive }) => isTicking(drive?.clock))
      .map((register) => this.#registerLoad(register, isReset));
    const memories = ticks ? this.module.memories.map((memory) => this.#memoryLoad(memory)) : [];
    const below = [...this.#copies].flatMap(([{ clock }, copies]) =>
      copies.flatMap((scope) => scope.loads(isReset, isTicking(clock))),
    );
    return [...registers, ...memories, ...below];
  }

  /** A gate is open in reset, too, if what it clocks listens to it. */
  #isOpen(gate: ClockGate, isReset: boolean): boolean {
    const { registers, instances } = this.module;
    const resets = [
      ...registers.filter(({ drive }) => drive?.clock === gate).map(({ reset }) => reset !== undefined),
      ...instances.filter(({ clock }) => clock === gate).map(({ module }) => module.isReset),
    ];
    return this.value(gate.enable) === 1n || (isReset && resets.includes(true));
  }

  #registerLoad(register: RegisterSignal, isReset: boolean): () => void {
    const { next, enable } = register.drive as NonNullable<RegisterSignal["drive"]>;
    const isHeld = enable !== undefined && this.value(enable) === 0n;
    const loaded = isHeld ? (this.#registers.get(register) ?? 0n) : this.value(next);
    const value = isReset && register.reset !== undefined ? register.reset : loaded;
    return () => this.#registers.set(register, value);
  }

  #memoryLoad(memory: Memory): () => void {
    const write = memory.write as NonNullable<Memory["write"]>;
    const [isWritten, address, data] = [
      this.value(write.enable) === 1n,
      this.value(write.address),
      this.value(write.data),
    ];
    return () => {
      if (isWritten) this.#words(memory)[Number(address)] = data;
    };
  }
}

function binaryValue({ operator }: BinarySignal, a: bigint, b: bigint): bigint {
  switch (operator) {
    case "and":
      return a & b;
    case "or":
      return a | b;
    case "xor":
      return a ^ b;
    case "add":
      return a + b;
    case "sub":
      return a - b;
    case "eq":
      return a === b ? 1n : 0n;
    case "ltu":
      return a < b ? 1n : 0n;
  }
}
