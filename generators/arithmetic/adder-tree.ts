import { signExtend, type Signal } from "../../src/hdl/index.ts";
import { compress } from "./compressor.ts";

/** A two's-complement term of an adder tree and the values that it can take: −magnitude … magnitude−1. */
export interface TreeTerm {
  readonly signal: Signal;
  readonly magnitude: number;
}

/**
 * Balanced tree of ripple adders over two's-complement terms. Every adder has a carry input, into which one of the
 * `carries` (bits of weight 1) goes; what does not fit is returned. Widths grow exactly with the magnitude, up to
 * `widthLimit` (sums are modulo 2^widthLimit). Price: terms−1 adders, depth ⌈log2 terms⌉ adders.
 */
export function adderTree(
  terms: readonly TreeTerm[],
  carries: readonly Signal[],
  widthLimit: number,
): { readonly sum: TreeTerm; readonly carries: readonly Signal[] } {
  const spare = [...carries];
  let level = terms;
  let adders = 0;
  while (level.length > 1) {
    const next: TreeTerm[] = [];
    for (let i = 0; i < level.length; i += 2) {
      const [a, b] = [level[i] as TreeTerm, level[i + 1]];
      next.push(b === undefined ? a : addTerms(a, b, spare.shift(), widthLimit, `add${adders++}_`));
    }
    level = next;
  }
  return { sum: level[0] as TreeTerm, carries: spare };
}

function addTerms(a: TreeTerm, b: TreeTerm, carry: Signal | undefined, widthLimit: number, prefix: string): TreeTerm {
  const magnitude = a.magnitude + b.magnitude;
  const width = Math.min(widthLimit, signedBits(magnitude));
  return { signal: addWithCarry([a.signal, b.signal], carry, width, prefix), magnitude };
}

/** The sum of one or two two's-complement terms and a carry, modulo 2^width; a ripple of full adders. */
export function addWithCarry(
  terms: readonly Signal[],
  carry: Signal | undefined,
  width: number,
  prefix: string,
): Signal {
  const extended = terms.map((term) => signExtend(term, Math.max(width, term.width)));
  return compress(carry === undefined ? extended : [...extended, carry], 0n, width, prefix);
}

/** Width of two's complement that holds −magnitude … magnitude−1. */
export function signedBits(magnitude: number): number {
  return 1 + Math.ceil(Math.log2(magnitude));
}
