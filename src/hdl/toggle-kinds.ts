/** Kinds of nets whose transitions are told apart. */
export const TOGGLE_KINDS = [
  /** Two-input AND and OR. */
  "gate",
  /** Those of words masked with one bit. */
  "mask",
  "xor",
  /** Those of words flipped by one bit. */
  "flip",
  "mux",
  /** Sum and carry of full adders. */
  "sum",
  "carry",
  /** The carries of comparisons. */
  "compare",
  /** Flip-flop outputs, memory words among them. */
  "register",
  /** Bits that come in: input ports and outputs of children. */
  "input",
] as const;
/** One of TOGGLE_KINDS. */
export type ToggleKind = (typeof TOGGLE_KINDS)[number];
