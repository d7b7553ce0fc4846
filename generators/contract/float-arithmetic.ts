import type { FloatFormat, Subnormals } from "../numeric/float-format.ts";

/**
 * Order of a native sum. Every addition rounds to nearest even and overflows as its format says:
 *
 *     entry    of a group: its places, highest input first, cut in halves (the upper one larger), each half summed, the
 *              two added; a half without a weight is left out; in the table's format. So weights on places without an
 *              input have no part in the order
 *     step     words of all groups: neighbours (0,1), (2,3), … are added, an odd last one waits, until one is left
 *     sum      step t is added to partial sum t mod P, which starts at +0
 *     result   the partial sums, paired like words
 *
 * A weight 0 contributes nothing, except with `multiply`, where 0 · x follows IEEE 754 (NaN and infinity give NaN).
 */
export interface NativeArithmetic {
  readonly kind: "native";
  readonly weights: "table" | "multiply";
  readonly format: FloatFormat;
  readonly table: FloatFormat;
  readonly accumulator: FloatFormat;
  readonly subnormals: Subnormals;
  /** P */
  readonly partials: number;
  readonly groupSize: number;
  readonly groups: number;
}

/**
 * Aligned sums. An activation s · 2^(e − bias − p + 1) (significand s of p bits, exponent field e, 1 for subnormals) becomes
 * the integer s · 2^(B−1−p) · 2^(e − E), rounded to nearest even, of magnitude at most 2^(B−1) − 1; E is the largest e of
 * the span. Sums of integers are exact.
 *
 *     vector   one E for the product; the sum of all is rounded once
 *     tile     an E for each step; when sums of different E meet, the one with the smaller E is shifted right, rounded
 *              to nearest even, and the larger E goes on; the last sum is rounded to the result
 *
 * If any activation of a product is NaN or infinite, so that no exponent could hold it, all its results are NaN.
 */
export interface AlignedArithmetic {
  readonly kind: "aligned";
  readonly span: "tile" | "vector";
  readonly format: FloatFormat;
  readonly accumulator: FloatFormat;
  readonly subnormals: Subnormals;
  /** B */
  readonly keptBits: number;
  readonly tileInputs: number;
}

/** What sums of floating-point activations round to, and in which order. */
export type FloatArithmetic = NativeArithmetic | AlignedArithmetic;
