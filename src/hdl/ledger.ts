import { opensInReset } from "./clock-gates.ts";
import type { Module, AdderLeaf, Signal } from "./netlist.ts";
import { visitNodes } from "./walk.ts";

/**
 * The exact inventory of a module's own logic (children not counted): integers only, no technology. Bits are result
 * bits, so a 2:1 multiplexer of 8-bit words is 8 `muxBits`.
 */
export interface Ledger {
  readonly fullAdders: number;
  readonly halfAdders: number;
  /** Bits of word adders and subtractors (`+`, `-`). */
  readonly adderBits: number;
  /** Operand bits of unsigned comparisons (`<`). */
  readonly compareBits: number;
  /** Operand bits of equality comparisons (`==`). */
  readonly equalBits: number;
  readonly muxBits: number;
  /** Gated bits of one-hot selections: choices × width. */
  readonly chooseBits: number;
  readonly andBits: number;
  readonly orBits: number;
  readonly xorBits: number;
  readonly notBits: number;
  /** Flip-flops by kind. */
  readonly plainFlipFlops: number;
  readonly enableFlipFlops: number;
  readonly resetFlipFlops: number;
  readonly enableResetFlipFlops: number;
  /** Words × width of memories. */
  readonly memoryBits: number;
  /** Words of memories, each needing a write and a read select line. */
  readonly memoryWords: number;
  /** Flip-flops behind them are counted as what they are: plain ones, where the gate stands for their enable. */
  readonly clockGates: number;
}

/** What a ledger counts. */
export type Primitive = keyof Ledger;

/** All primitives, in the order of the ledger. */
export const PRIMITIVES: readonly Primitive[] = [
  "fullAdders",
  "halfAdders",
  "adderBits",
  "compareBits",
  "equalBits",
  "muxBits",
  "chooseBits",
  "andBits",
  "orBits",
  "xorBits",
  "notBits",
  "plainFlipFlops",
  "enableFlipFlops",
  "resetFlipFlops",
  "enableResetFlipFlops",
  "memoryBits",
  "memoryWords",
  "clockGates",
];

/** Counts the module's own logic; every shared node once. */
export function countModule(module: Module): Ledger {
  const counts = Object.fromEntries(PRIMITIVES.map((primitive) => [primitive, 0])) as Record<Primitive, number>;
  const leaves = new Set<AdderLeaf>();
  visitNodes(module, (signal) => {
    if (signal.kind === "adderOutput") leaves.add(signal.leaf);
    else countNode(signal, counts);
  });
  for (const leaf of leaves) counts[leaf.c === undefined ? "halfAdders" : "fullAdders"]++;
  for (const { width, reset, drive } of module.registers) {
    const isEnabled = drive?.enable !== undefined;
    if (reset === undefined) counts[isEnabled ? "enableFlipFlops" : "plainFlipFlops"] += width;
    else counts[isEnabled ? "enableResetFlipFlops" : "resetFlipFlops"] += width;
  }
  for (const memory of module.memories) {
    counts.memoryBits += memory.width * memory.depth;
    counts.memoryWords += memory.depth;
  }
  for (const gate of module.clockGates) {
    counts.clockGates++;
    if (opensInReset(module, gate)) counts.orBits++;
  }
  return counts;
}

const BINARY_PRIMITIVE = {
  and: "andBits",
  or: "orBits",
  xor: "xorBits",
  add: "adderBits",
  sub: "adderBits",
  eq: "equalBits",
  ltu: "compareBits",
} as const;

function countNode(signal: Signal, counts: Record<Primitive, number>): void {
  switch (signal.kind) {
    case "not":
      counts.notBits += signal.width;
      return;
    case "binary":
      counts[BINARY_PRIMITIVE[signal.operator]] += signal.a.width;
      return;
    case "mux":
      counts.muxBits += signal.width;
      return;
    case "choose":
      counts.chooseBits += signal.values.length * signal.width;
      return;
    case "input":
    case "constant":
    case "concat":
    case "slice":
    case "name":
    case "register":
    case "memoryRead":
    case "adderOutput":
    case "instanceOutput":
  }
}
