import { NetlistError } from "../core/errors.ts";
import {
  type AdderLeaf,
  type ConstantSignal,
  type Instance,
  type Module,
  operands,
  type OutputPort,
  type Signal,
} from "./netlist.ts";
import { NameScope } from "./names.ts";
import { usersOf } from "./net-users.ts";
import { netWords, useWords } from "./net-words.ts";
import { roots, textOrder, unwrap } from "./walk.ts";

/**
 * Which nodes of one module are nets of their own, and what these are called. Names are local: ports and registers keep
 * theirs, a named signal gives its name to what it names, and an unnamed shared net is called after what it is (`net-words.ts`).
 */
export class NetNames {
  readonly #scope = new NameScope();
  readonly #names = new Map<Signal, string>();
  readonly #ports = new Set<string>();
  readonly #portOf = new Map<OutputPort, boolean>();
  readonly #leafNames = new Map<AdderLeaf, string>();
  readonly #leaves = new Map<AdderLeaf, { sum: string | undefined; carry: string | undefined }>();
  readonly #instanceOutputs = new Map<Instance, Map<string, string>>();

  constructor(module: Module) {
    this.#scope.claim("i");
    for (const { name } of module.inputs) this.#scope.claim(name);
    for (const { name } of module.outputs) this.#ports.add(this.#scope.claim(name));
    for (const { name } of [...module.registers, ...module.memories]) this.#scope.claim(name);
    for (const instance of module.instances) this.#scope.claim(instance.name);
    for (const { name } of module.clockGates) this.#scope.claim(name);
    this.#nameOutputs(module);
    const order = textOrder(module);
    for (const name of constantsOf(module, order).keys()) this.#scope.claim(name);
    for (const signal of order) if (signal.kind === "adderOutput") this.#nameLeaf(signal.leaf);
    this.#nameRequested(order);
    this.#nameShared(module, order);
    this.#indexOutputs(order);
  }

  #nameLeaf(leaf: AdderLeaf): void {
    if (!this.#leafNames.has(leaf)) this.#leafNames.set(leaf, this.#scope.claim(leaf.name));
  }

  /** What an output port is driven by is called like the port, if it needs a name and has none. */
  #nameOutputs(module: Module): void {
    for (const port of module.outputs) {
      const driver = unwrap(port.driver);
      const isFree = canBeNet(driver) && !this.#names.has(driver);
      if (isFree) this.#names.set(driver, port.name);
      this.#portOf.set(port, isFree);
    }
  }

  #nameRequested(order: readonly Signal[]): void {
    for (const signal of order) {
      if (signal.kind !== "name") continue;
      const target = unwrap(signal);
      if (canBeNet(target) && !this.#names.has(target)) this.#names.set(target, this.#scope.claim(signal.name));
    }
  }

  #nameShared(module: Module, order: readonly Signal[]): void {
    const uses = countUses(module, order);
    /** Nets whose names do not say what they are, and so are of no use in other names. */
    const vague = new Set<Signal>();
    const users = usersOf(module, order, this.#names);
    for (const signal of order) {
      if (this.#names.has(signal) || !canBeNet(signal)) continue;
      if (!mustBeNet(signal) && !users.isTooLong(signal) && (uses.get(signal) ?? 0) <= 1) continue;
      const words = netWords(signal, (operand) => (vague.has(operand) ? undefined : this.#names.get(operand)));
      if (words === undefined) vague.add(signal);
      this.#names.set(signal, this.#scope.claim(words ?? useWords(signal, users.useOf(signal))));
    }
  }

  #indexOutputs(order: readonly Signal[]): void {
    for (const signal of order) {
      const name = this.#names.get(signal);
      if (name === undefined) continue;
      if (signal.kind === "adderOutput") {
        const outputs = this.#leaves.get(signal.leaf) ?? { sum: undefined, carry: undefined };
        outputs[signal.output] = name;
        this.#leaves.set(signal.leaf, outputs);
      } else if (signal.kind === "instanceOutput") {
        const outputs = this.#instanceOutputs.get(signal.instance) ?? new Map<string, string>();
        outputs.set(signal.port, name);
        this.#instanceOutputs.set(signal.instance, outputs);
      }
    }
  }

  /** The net that this very node drives, if it is one. */
  ownName(signal: Signal): string | undefined {
    return this.#names.get(signal);
  }

  isPort(name: string): boolean {
    return this.#ports.has(name);
  }

  /** True if the port's driver is printed under the port's own name. */
  drivesPort(port: OutputPort): boolean {
    return this.#portOf.get(port) === true;
  }

  /** Instance name of an adder leaf. */
  leafName(leaf: AdderLeaf): string {
    return this.#leafNames.get(leaf) ?? leaf.name;
  }

  leafOutputs(leaf: AdderLeaf): { readonly sum: string | undefined; readonly carry: string | undefined } {
    return this.#leaves.get(leaf) ?? { sum: undefined, carry: undefined };
  }

  instanceOutput(instance: Instance, port: string): string | undefined {
    return this.#instanceOutputs.get(instance)?.get(port);
  }

  /** A further unique name in this module. */
  claim(wanted: string): string {
    return this.#scope.claim(wanted);
  }
}

/** The named constants of a module: name → constant, in the order of their values. @throws if one name has two values */
export function constantsOf(module: Module, order: readonly Signal[]): ReadonlyMap<string, ConstantSignal> {
  const resets = module.registers.flatMap(({ width, reset, resetName }): ConstantSignal[] =>
    reset === undefined || resetName === undefined ? [] : [{ kind: "constant", width, value: reset, name: resetName }],
  );
  const constants = [...order.filter((signal) => signal.kind === "constant"), ...resets];
  const found = new Map<string, ConstantSignal>();
  for (const constant of constants.toSorted((a, b) => Number(a.value - b.value))) {
    if (constant.name === undefined) continue;
    const known = found.get(constant.name) ?? constant;
    if (known.value !== constant.value || known.width !== constant.width)
      throw new NetlistError(`module ${module.name}: got two values of the constant ${constant.name}, expected one`);
    found.set(constant.name, known);
  }
  return found;
}

/** Inputs, constants and registers have their own text, slices and names are printed through. */
export function canBeNet(signal: Signal): boolean {
  return !["input", "constant", "register", "slice", "name"].includes(signal.kind);
}

function mustBeNet(signal: Signal): boolean {
  return ["adderOutput", "instanceOutput", "choose", "memoryRead"].includes(signal.kind);
}

/** How often a node's text would be printed; being sliced counts twice, because only nets can be sliced. */
function countUses(module: Module, order: readonly Signal[]): Map<Signal, number> {
  const uses = new Map<Signal, number>();
  const use = (signal: Signal, times: number): void => {
    const target = unwrap(signal);
    uses.set(target, (uses.get(target) ?? 0) + times);
  };
  for (const root of roots(module)) use(root, 1);
  for (const signal of order) {
    if (signal.kind === "name") continue;
    for (const operand of operands(signal)) use(operand, signal.kind === "slice" ? 2 : 1);
  }
  return uses;
}
