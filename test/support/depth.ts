import { type Module, operands, type Signal } from "../../src/hdl/netlist.ts";
import { roots, visitNodes } from "../../src/hdl/walk.ts";

/** Levels that one node adds to a path. */
export type LevelOf = (signal: Signal) => number;

/** Two-input gates: an adder leaf is two levels, a word adder ripples, selections are trees. */
export const gateLevels: LevelOf = (signal) => {
  switch (signal.kind) {
    case "binary":
      return binaryLevels(signal.operator, signal.a.width);
    case "mux":
    case "adderOutput":
      return 2;
    case "choose":
      return 1 + Math.ceil(Math.log2(signal.values.length));
    case "memoryRead":
      return 1 + Math.ceil(Math.log2(signal.memory.depth));
    case "input":
    case "constant":
    case "not":
    case "concat":
    case "slice":
    case "name":
    case "register":
    case "instanceOutput":
      return 0;
  }
};

function binaryLevels(operator: string, width: number): number {
  if (operator === "add" || operator === "sub" || operator === "ltu") return width + 1;
  return operator === "eq" ? 1 + Math.ceil(Math.log2(width)) : 1;
}

/** Word adders and subtractors only: the depth of an adder graph. */
export const adderLevels: LevelOf = (signal) =>
  signal.kind === "binary" && (signal.operator === "add" || signal.operator === "sub") ? 1 : 0;

/**
 * The largest number of levels on a combinational path of the module's own logic, from an input, register or child
 * output to an output, register or child input.
 */
export function depth(module: Module, levelOf: LevelOf = gateLevels): number {
  const levels = new Map<Signal, number>();
  const levelAt = (signal: Signal): number => levels.get(signal) ?? 0;
  visitNodes(module, (signal) => {
    const before = signal.kind === "instanceOutput" ? 0 : Math.max(0, ...operands(signal).map(levelAt));
    levels.set(signal, before + levelOf(signal));
  });
  return Math.max(0, ...roots(module).map(levelAt));
}
