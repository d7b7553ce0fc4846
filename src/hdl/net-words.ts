import { type BinaryOperator, type Signal } from "./netlist.ts";

/** A name that says what a net is in at most so many letters; a longer one reads worse than the expression. */
const LONGEST = 32;

const OPERATOR_WORD: Readonly<Record<BinaryOperator, string>> = {
  and: "and",
  or: "or",
  xor: "xor",
  add: "plus",
  sub: "minus",
  eq: "is",
  ltu: "below",
};

/** Where a node without a wanted name is used. */
export interface Use {
  /** Name of the very thing that the node is: `row_q_next`, `lane_used`. */
  readonly role: string | undefined;
  /** The one net, port or register that it is a part of; undefined if there are several. */
  readonly owner: string | undefined;
}

/**
 * A name for a net that nobody named: what it is, from the names of what it reads (`not_key_1` is `~key[1]`). `nameOf` knows
 * the nets whose names say what they are. Undefined if it would be too long.
 */
export function netWords(signal: Signal, nameOf: (signal: Signal) => string | undefined): string | undefined {
  if (signal.kind === "adderOutput") return `${signal.leaf.name}_${signal.output}`;
  if (signal.kind === "instanceOutput") return `${signal.instance.name}_${signal.port}`;
  if (signal.kind === "memoryRead") return `${signal.memory.name}_read`;
  const words = wordsOf(signal, nameOf);
  return words === undefined || words.length > LONGEST ? undefined : words;
}

/** The name of a net that cannot be said in few words: what it is for, else which operator it is. */
export function useWords(signal: Signal, { role, owner }: Use): string {
  return role ?? (owner === undefined ? `shared_${kindOf(signal)}` : `for_${owner}`);
}

function kindOf(signal: Signal): string {
  return signal.kind === "binary" ? signal.operator : signal.kind;
}

function wordsOf(signal: Signal, nameOf: (signal: Signal) => string | undefined): string | undefined {
  if (signal.kind === "not") return atomOf(signal, nameOf);
  if (signal.kind !== "binary") return undefined;
  const [a, b] = [atomOf(signal.a, nameOf), atomOf(signal.b, nameOf)];
  return a === undefined || b === undefined ? undefined : `${a}_${OPERATOR_WORD[signal.operator]}_${b}`;
}

/** Words for what can stand in a name without parentheses. */
function atomOf(signal: Signal, nameOf: (signal: Signal) => string | undefined): string | undefined {
  if (signal.kind === "name") return atomOf(signal.a, nameOf);
  const name = nameOf(signal);
  if (name !== undefined) return name;
  switch (signal.kind) {
    case "input":
      return signal.name;
    case "register":
      return signal.name.replace(/_q$/, "");
    case "constant":
      return signal.name?.toLowerCase() ?? signal.value.toString();
    case "not":
      return prefixed("not", atomOf(signal.a, nameOf));
    case "slice":
      return bitsOf(atomOf(signal.a, nameOf), signal.low, signal.width);
    case "binary":
    case "mux":
    case "choose":
    case "concat":
    case "memoryRead":
    case "adderOutput":
    case "instanceOutput":
      return undefined;
  }
}

function prefixed(prefix: string, words: string | undefined): string | undefined {
  return words === undefined ? undefined : `${prefix}_${words}`;
}

function bitsOf(words: string | undefined, low: number, width: number): string | undefined {
  if (words === undefined) return undefined;
  return width === 1 ? `${words}_${low}` : `${words}_${low + width - 1}_${low}`;
}
