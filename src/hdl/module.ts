import { NetlistError } from "../core/errors.ts";
import { describe, valueOfWidth } from "./expressions.ts";
import { checkName, moduleName } from "./names.ts";
import { heldGroups } from "./clock-gates.ts";
import type { ClockGate, ConstantSignal, InputSignal, Instance, Memory, Module, OutputPort } from "./netlist.ts";
import type { Ports, RegisterSignal, Signal } from "./netlist.ts";

type NoPorts = Readonly<Record<never, Signal>>;

/** What ports say, by name. */
export type PortMeanings<P extends Ports> = { readonly [Name in keyof P]?: string };

/** When a register loads, and what it is in reset. */
interface RegisterOptions {
  readonly enable?: Signal;
  readonly reset?: bigint | number;
  readonly clock?: ClockGate;
}

/** Collects the parts of one module with the inputs `I`. Make it, add to it, `build()` it once with its outputs. */
export class ModuleBuilder<I extends Ports = NoPorts> {
  readonly #name: string;
  readonly #comment: readonly string[];
  readonly #inputs: InputSignal[] = [];
  readonly #outputs: OutputPort[] = [];
  readonly #registers: RegisterSignal[] = [];
  readonly #memories: Memory[] = [];
  readonly #instances: Instance[] = [];
  readonly #clockGates: ClockGate[] = [];
  readonly #names = new Set<string>();

  /** `words` say everything that shapes the module: its name, or what its name stands for if they are long. */
  constructor(words: string, ...comment: readonly string[]) {
    this.#name = moduleName(words);
    checkName("module", this.#name);
    this.#comment = this.#name === words ? comment : [...comment, `The name stands for ${words}.`];
  }

  #fail(message: string): never {
    throw new NetlistError(`module ${this.#name}: ${message}`);
  }

  #claim(name: string): void {
    checkName(`module ${this.#name}`, name);
    if (this.#names.has(name)) this.#fail(`the name ${name} is used twice`);
    this.#names.add(name);
  }

  #requireCount(what: string, count: number): void {
    if (!Number.isInteger(count) || count < 1) this.#fail(`${what}: got ${count}, expected at least 1`);
  }

  /** `meaning` is printed beside the port: what it says, and what its width is made of. */
  input(name: keyof I & string, width: number, meaning?: string): Signal {
    this.#claim(name);
    this.#requireCount(`width of ${name}`, width);
    const input: InputSignal = { kind: "input", width, name, meaning };
    this.#inputs.push(input);
    return input;
  }

  /** An output that is no part of the module's type: at the top of a design, or a port that is named by data. */
  output(name: string, driver: Signal, meaning?: string): void {
    this.#claim(name);
    this.#outputs.push({ name, width: driver.width, driver, meaning });
  }

  /**
   * A flip-flop bank to be tied up later with `drive`; `name` ends in `_q`. With `reset` (a number, or a named constant) it is
   * reset synchronously.
   */
  register(name: string, width: number, reset?: bigint | number | ConstantSignal): RegisterSignal {
    this.#claim(name);
    if (!name.endsWith("_q")) this.#fail(`register ${name}: expected a name that ends in _q`);
    this.#requireCount(`width of ${name}`, width);
    const [value, resetName] = typeof reset === "object" ? [reset.value, reset.name] : [reset];
    const fitting = value === undefined ? undefined : valueOfWidth(`reset value of ${name}`, width, value);
    const register: RegisterSignal = { kind: "register", width, name, reset: fitting, resetName, drive: undefined };
    this.#registers.push(register);
    return register;
  }

  /** A clock that ticks only while `enable` is 1; `name` ends in `_clk`. One clock-gating cell, whatever is behind it. */
  clockGate(name: string, enable: Signal): ClockGate {
    this.#claim(name);
    if (!name.endsWith("_clk")) this.#fail(`clock gate ${name}: expected a name that ends in _clk`);
    if (enable.width !== 1) this.#fail(`enable of ${name}: got ${describe(enable)}, expected 1 bit`);
    const gate: ClockGate = { name, enable };
    this.#clockGates.push(gate);
    return gate;
  }

  #checkClock(of: string, clock: ClockGate | undefined): void {
    if (clock === undefined || this.#clockGates.includes(clock)) return;
    this.#fail(`clock of ${of}: got ${clock.name} of another module, expected a clock gate of this one`);
  }

  /**
   * Gives registers that share an enable one clock gate in place of it, where together they have at least `leastBits`. What
   * they hold and when stays the same. Called after all registers are driven.
   */
  gateHeldRegisters(leastBits: number): void {
    this.#requireCount("bits behind a clock gate", leastBits);
    for (const { enable, registers } of heldGroups(this.#registers, leastBits)) {
      const clock = this.clockGate(`${registers[0]?.name.slice(0, -"_q".length)}_clk`, enable);
      for (const register of registers)
        if (register.drive !== undefined) register.drive = { ...register.drive, enable: undefined, clock };
    }
  }

  /**
   * Puts all registers and clocked children behind one clock gate, but those that stand behind another and the children `free`.
   * For circuits in which nothing else changes while `enable` is 0; called after all is driven.
   */
  gateAllBut(free: readonly string[], name: string, enable: Signal): void {
    const clock = this.clockGate(name, enable);
    for (const register of this.#registers)
      if (register.drive !== undefined) register.drive = { ...register.drive, clock: register.drive.clock ?? clock };
    for (const instance of this.#instances)
      if (instance.module.isClocked && !free.includes(instance.name)) instance.clock ??= clock;
  }

  /** States what a register loads, and when; behind a clock gate it does so at the gate's ticks only. */
  drive(register: RegisterSignal, next: Signal, enable?: Signal, clock?: ClockGate): void {
    if (register.drive !== undefined) this.#fail(`register ${register.name} is driven twice`);
    if (next.width !== register.width) {
      this.#fail(`register ${register.name}: got ${describe(next)}, expected ${register.width} bits`);
    }
    if (enable !== undefined && enable.width !== 1)
      this.#fail(`enable of ${register.name}: got ${describe(enable)}, expected 1 bit`);
    this.#checkClock(register.name, clock);
    register.drive = { next, enable, clock };
  }

  /** A register that loads `next` (when `enable`): `register` and `drive` in one. */
  registered(name: string, next: Signal, options: RegisterOptions = {}): Signal {
    const register = this.register(name, next.width, options.reset);
    this.drive(register, next, options.enable, options.clock);
    return register;
  }

  memory(name: string, width: number, depth: number): Memory {
    this.#claim(name);
    this.#requireCount(`width of ${name}`, width);
    this.#requireCount(`depth of ${name}`, depth);
    const memory: Memory = { name, width, depth, write: undefined };
    this.#memories.push(memory);
    return memory;
  }

  read(memory: Memory, address: Signal): Signal {
    this.#checkAddress(memory, address);
    return { kind: "memoryRead", width: memory.width, memory, address };
  }

  write(memory: Memory, enable: Signal, address: Signal, data: Signal): void {
    if (memory.write !== undefined) this.#fail(`memory ${memory.name} is written twice`);
    this.#checkAddress(memory, address);
    if (enable.width !== 1 || data.width !== memory.width) {
      this.#fail(
        `memory ${memory.name}: got ${describe(enable)} and ${describe(data)}, expected 1 and ${memory.width} bits`,
      );
    }
    memory.write = { enable, address, data };
  }

  #checkAddress(memory: Memory, address: Signal): void {
    const expected = addressBits(memory.depth);
    if (address.width !== expected)
      this.#fail(`address of ${memory.name}: got ${describe(address)}, expected ${expected} bits`);
  }

  /** One child; gives its outputs by port name. Behind a clock gate, it and all below it stand still without a tick. */
  instance<In extends Ports, Out extends Ports>(
    name: string,
    module: Module<In, Out>,
    inputs: NoInfer<In>,
    clock?: ClockGate,
  ): Out {
    return this.repeat(name, 1, module, inputs, clock);
  }

  /** `count` children as one generate loop; see `Instance` for how ports are dealt out. */
  repeat<In extends Ports, Out extends Ports>(
    name: string,
    count: number,
    module: Module<In, Out>,
    inputs: NoInfer<In>,
    clock?: ClockGate,
  ): Out {
    this.#claim(name);
    this.#requireCount(`count of ${name}`, count);
    this.#checkClock(name, clock);
    if (clock !== undefined && !module.isClocked) this.#fail(`${name}: got a gated clock, ${module.name} has none`);
    for (const port of module.inputs) this.#checkConnection(name, count, port, inputs[port.name]);
    for (const port of Object.keys(inputs)) {
      if (!module.inputs.some((input) => input.name === port))
        this.#fail(`${name}: ${module.name} has no input ${port}`);
    }
    const instance: Instance = { name, module, count, inputs, clock };
    this.#instances.push(instance);
    const outputs: Ports = Object.fromEntries(
      module.outputs.map((port): [string, Signal] => [
        port.name,
        { kind: "instanceOutput", width: port.width * count, instance, port: port.name },
      ]),
    );
    // `build` made the module's outputs of a record of this type.
    return outputs as Out;
  }

  #checkConnection(name: string, count: number, port: InputSignal, signal: Signal | undefined): void {
    if (signal === undefined) this.#fail(`${name}: input ${port.name} is not connected`);
    if (signal.width !== port.width && signal.width !== port.width * count) {
      this.#fail(`${name}.${port.name}: got ${describe(signal)}, expected ${port.width} or ${port.width * count} bits`);
    }
  }

  /**
   * Finishes the module; `meanings` are printed beside the outputs.
   * @throws {NetlistError} if a register or memory was left undriven or there is no output
   */
  build<O extends Ports = NoPorts>(outputs?: O, meanings?: PortMeanings<O>): Module<I, O> {
    const words: Readonly<Record<string, string | undefined>> = { ...meanings };
    for (const [name, driver] of Object.entries(outputs ?? {})) this.output(name, driver, words[name]);
    for (const register of this.#registers) {
      if (register.drive === undefined) this.#fail(`register ${register.name} is never driven`);
    }
    for (const memory of this.#memories) {
      if (memory.write === undefined) this.#fail(`memory ${memory.name} is never written`);
    }
    if (this.#outputs.length === 0) this.#fail("no output");
    for (const gate of this.#clockGates) {
      const isUsed = this.#registers.some(({ drive }) => drive?.clock === gate);
      if (!isUsed && !this.#instances.some(({ clock }) => clock === gate))
        this.#fail(`clock gate ${gate.name} clocks nothing`);
    }
    const children = this.#instances.map((instance) => instance.module);
    return {
      name: this.#name,
      comment: this.#comment,
      inputs: this.#inputs,
      outputs: this.#outputs,
      registers: this.#registers,
      memories: this.#memories,
      instances: this.#instances,
      clockGates: this.#clockGates,
      isClocked: this.#registers.length + this.#memories.length > 0 || children.some((child) => child.isClocked),
      isReset: this.#registers.some((r) => r.reset !== undefined) || children.some((child) => child.isReset),
    };
  }
}

/** Bits that address `depth` words: at least one. */
export function addressBits(depth: number): number {
  return Math.max(1, 32 - Math.clz32(depth - 1));
}

/** All distinct modules below and including `top`, children first. @throws {NetlistError} if two modules share a name. */
export function modulesOf(top: Module): Module[] {
  const byName = new Map<string, Module>();
  const visit = (module: Module): void => {
    const known = byName.get(module.name);
    if (known === module) return;
    if (known !== undefined) throw new NetlistError(`two different modules are called ${module.name}`);
    for (const instance of module.instances) visit(instance.module);
    byName.set(module.name, module);
  };
  visit(top);
  return [...byName.values()];
}

/** Module → number of instances in the whole design, children first. */
export function multiplicities(top: Module): Map<Module, number> {
  const modules = modulesOf(top);
  const counts = new Map<Module, number>(modules.map((module) => [module, 0]));
  counts.set(top, 1);
  for (const module of modules.toReversed()) {
    for (const instance of module.instances) {
      counts.set(instance.module, (counts.get(instance.module) ?? 0) + (counts.get(module) ?? 0) * instance.count);
    }
  }
  return counts;
}
