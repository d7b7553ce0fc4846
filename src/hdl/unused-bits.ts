import { type Module, operands, type Signal } from "./netlist.ts";
import { roots, visitNodes } from "./walk.ts";

/** Names of the inputs of which some bits, but not all, are read. */
export function partlyUsedInputs(module: Module): ReadonlySet<string> {
  const used = new Map<string, Uint8Array>();
  const read = (signal: Signal, low: number, width: number): void => {
    if (signal.kind !== "input") return;
    const bits = used.get(signal.name) ?? new Uint8Array(signal.width);
    bits.fill(1, low, low + width);
    used.set(signal.name, bits);
  };
  const readWhole = (signal: Signal): void => read(signal, 0, signal.width);
  visitNodes(module, (signal) => {
    if (signal.kind === "slice") read(signal.a, signal.low, signal.width);
    else operands(signal).forEach(readWhole);
  });
  roots(module).forEach(readWhole);
  return new Set([...used].flatMap(([name, bits]) => (bits.includes(0) ? [name] : [])));
}
