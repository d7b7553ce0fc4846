import { signExtend, type Signal } from "../../src/hdl/index.ts";
import { compress, type Adder } from "./compressor.ts";

/** A two's-complement term of an adder tree and the values that it can take: −magnitude … magnitude−1. */
export interface TreeTerm {
  readonly signal: Signal;
  readonly magnitude: number;
}

/** What is still to be added at some level of a tree. */
export interface TreeLevel {
  readonly terms: readonly TreeTerm[];
  /** Bits of weight 1. */
  readonly carries: readonly Signal[];
}

/** How a tree of adders is built. */
export interface TreeOptions {
  /** How each of the adders is built, default `ripple`. */
  readonly adder?: Adder;
  /** Applied to what level 1, 2, … gives: registers between levels. */
  readonly afterLevel?: (level: number, state: TreeLevel) => TreeLevel;
}

/**
 * Balanced tree of adders over two's-complement terms. Every adder has a carry input, into which one of the `carries`
 * goes; what does not fit is returned. Widths grow exactly with the magnitude, up to `widthLimit` (sums are modulo
 * 2^widthLimit). Price: terms−1 adders, depth `treeLevels(terms)` adders.
 */
export function adderTree(
  terms: readonly TreeTerm[],
  carries: readonly Signal[],
  widthLimit: number,
  { adder = "ripple", afterLevel = (_level, state) => state }: TreeOptions = {},
): { readonly sum: TreeTerm; readonly carries: readonly Signal[] } {
  let state: TreeLevel = { terms, carries };
  let adders = 0;
  const addTerms = (a: TreeTerm, b: TreeTerm, carry: Signal | undefined): TreeTerm => {
    const magnitude = a.magnitude + b.magnitude;
    const width = Math.min(widthLimit, signedBits(magnitude));
    return { signal: addWithCarry([a.signal, b.signal], carry, width, `add${adders++}_`, adder), magnitude };
  };
  for (let level = 1; state.terms.length > 1; level++) state = afterLevel(level, addPairs(state, addTerms));
  return { sum: state.terms[0] as TreeTerm, carries: state.carries };
}

function addPairs(
  { terms, carries }: TreeLevel,
  add: (a: TreeTerm, b: TreeTerm, carry: Signal | undefined) => TreeTerm,
): TreeLevel {
  const spare = [...carries];
  const sums: TreeTerm[] = [];
  for (let i = 0; i < terms.length; i += 2) {
    const [a, b] = [terms[i] as TreeTerm, terms[i + 1]];
    sums.push(b === undefined ? a : add(a, b, spare.shift()));
  }
  return { terms: sums, carries: spare };
}

/** Adders in series in a tree over so many terms: ⌈log2 terms⌉. */
export function treeLevels(terms: number): number {
  return Math.ceil(Math.log2(terms));
}

/** The sum of one or two two's-complement terms and a carry, modulo 2^width. */
export function addWithCarry(
  terms: readonly Signal[],
  carry: Signal | undefined,
  width: number,
  prefix: string,
  adder: Adder = "ripple",
): Signal {
  const extended = terms.map((term) => signExtend(term, Math.max(width, term.width)));
  return compress(carry === undefined ? extended : [...extended, carry], 0n, width, { adder, prefix });
}

/** Width of two's complement that holds −magnitude … magnitude−1. */
export function signedBits(magnitude: number): number {
  return 1 + Math.ceil(Math.log2(magnitude));
}
