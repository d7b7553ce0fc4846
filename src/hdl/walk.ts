import { NetlistError } from "../core/errors.ts";
import { operands, type Instance, type Module, type Signal } from "./netlist.ts";

/**
 * Where evaluation ends: output drivers, what registers and memories load, enables of clock gates, and the inputs of
 * children, in that order.
 */
export function roots(module: Module): Signal[] {
  return [...ownRoots(module), ...module.instances.flatMap(({ inputs }) => Object.values(inputs))];
}

/** The same without the inputs of children. */
export function ownRoots(module: Module): Signal[] {
  const found: Signal[] = module.outputs.map((port) => port.driver);
  for (const { drive } of module.registers) {
    if (drive === undefined) continue;
    found.push(drive.next);
    if (drive.enable !== undefined) found.push(drive.enable);
  }
  for (const { write } of module.memories) {
    if (write !== undefined) found.push(write.enable, write.address, write.data);
  }
  for (const { enable } of module.clockGates) found.push(enable);
  return found;
}

/** Calls `visit` once for every node of the module's own logic, operands first. */
export function visitNodes(module: Module, visit: (signal: Signal) => void): void {
  for (const signal of nodesOf(module)) visit(signal);
}

/**
 * The nodes in the order of the printed text: operands first, the lowest bits of a word before the higher ones. Adders come
 * by their names, numbers in order, so that those of a tree stand column by column.
 */
export function textOrder(module: Module): readonly Signal[] {
  const order: Signal[] = [];
  const seen = new Set<Signal>();
  const adders = nodesOf(module).filter((signal) => signal.kind === "adderOutput");
  const byName = adders.toSorted((a, b) => BY_NUMBERS.compare(a.leaf.name, b.leaf.name));
  for (const root of [...byName, ...roots(module)])
    listFrom(root, seen, order, (signal) => operands(signal).toReversed());
  return order;
}

const BY_NUMBERS = new Intl.Collator("en", { numeric: true });

const orders = new WeakMap<Module, readonly Signal[]>();

/** All nodes of the module's own logic, operands first; listed once, because pricing a module walks it six times. */
export function nodesOf(module: Module): readonly Signal[] {
  const known = orders.get(module);
  if (known !== undefined) return known;
  const order = nodesBelow(roots(module));
  orders.set(module, order);
  return order;
}

/** The nodes that some signals are made of, operands first. */
export function nodesBelow(from: readonly Signal[]): readonly Signal[] {
  const order: Signal[] = [];
  const seen = new Set<Signal>();
  for (const root of from) listFrom(root, seen, order, operands);
  return order;
}

/** Without recursion, so depth is no limit; of `operandsOf` the last is listed first. */
function listFrom(
  root: Signal,
  seen: Set<Signal>,
  order: Signal[],
  operandsOf: (signal: Signal) => readonly Signal[],
): void {
  if (seen.has(root)) return;
  // A node stands twice on the stack: to be opened, and below its operands to be visited.
  const stack: Signal[] = [root];
  const isOpen: boolean[] = [false];
  for (let top = stack.pop(); top !== undefined; top = stack.pop()) {
    if (isOpen.pop() === true) {
      order.push(top);
    } else if (!seen.has(top)) {
      seen.add(top);
      stack.push(top);
      isOpen.push(true);
      for (const operand of operandsOf(top)) {
        if (seen.has(operand)) continue;
        stack.push(operand);
        isOpen.push(false);
      }
    }
  }
}

/** What is connected to an input of a child. @throws {NetlistError} if nothing is */
export function connectionOf({ name, inputs }: Instance, port: string): Signal {
  const signal = inputs[port];
  if (signal === undefined) throw new NetlistError(`${name}: got no connection of ${port}, expected one`);
  return signal;
}

/** What a chain of names stands for. */
export function unwrap(signal: Signal): Signal {
  return signal.kind === "name" ? unwrap(signal.a) : signal;
}
