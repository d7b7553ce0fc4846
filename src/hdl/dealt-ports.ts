import { operands, type Module, type Signal } from "./netlist.ts";
import { ownRoots, visitNodes } from "./walk.ts";

/**
 * Input ports of a module that it deals out among the copies of a child and reads nowhere else, with the bits that each copy
 * gets. What drives such a port is alike for all copies, and so is what follows: one copy's bits stand for all.
 */
export function dealtPorts(module: Module): ReadonlyMap<Signal, number> {
  const bits = new Map<Signal, number>();
  const connected = new Set<Signal>();
  for (const { inputs, module: child, count } of module.instances) {
    for (const [port, signal] of Object.entries(inputs)) {
      const width = child.inputs.find(({ name }) => name === port)?.width ?? signal.width;
      const isDealt = signal.kind === "input" && count > 1 && signal.width === count * width;
      if (isDealt && !connected.has(signal)) bits.set(signal, width);
      else bits.delete(signal);
      connected.add(signal);
    }
  }
  if (bits.size === 0) return bits;
  // The outputs of an instance count its inputs as operands: connections are counted once, above.
  const drop = (signal: Signal): unknown => bits.delete(signal);
  visitNodes(module, (signal) => signal.kind === "instanceOutput" || operands(signal).forEach(drop));
  ownRoots(module).forEach(drop);
  return bits;
}
