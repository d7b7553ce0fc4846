import type { MarkedPart } from "./gate-list.ts";
import type { Signal } from "./netlist.ts";

/** What kind of word a node is, if synthesis makes other cells of it than of as many single gates. */
export function markedPart(signal: Signal): MarkedPart | undefined {
  if (signal.kind === "choose") return signal.values.length === 1 ? "mask" : undefined;
  if (signal.kind !== "binary") return undefined;
  const { operator, a, b } = signal;
  if (operator === "ltu") return "compare";
  if (operator === "and" && (isReplicated(a) || isReplicated(b))) return "mask";
  return operator === "xor" && (isReplicated(a, true) || isReplicated(b, true)) ? "flip" : undefined;
}

/** Whether a word is one bit again and again; with `orInverted`, inverted or not. */
function isReplicated(signal: Signal, orInverted = false): boolean {
  if (signal.kind !== "concat") return false;
  const bare = (part: Signal): Signal => (orInverted && part.kind === "not" ? part.a : part);
  const [first] = signal.parts;
  return first !== undefined && signal.parts.every((part) => bare(part) === bare(first));
}
