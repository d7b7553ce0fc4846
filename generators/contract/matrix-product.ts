import type { FloatArithmetic } from "./float-arithmetic.ts";

/** One product: outputs[i] = Σ_j weights[i·inputs + j] · activations[j]. */
export interface Product {
  readonly inputs: number;
  readonly outputs: number;
  /** `inputs` values in −2^(w−1) … 2^(w−1)−1, or bit patterns of floating-point numbers. */
  readonly activations: Int32Array;
  /** `outputs × inputs` values −1, 0, 1; row i belongs to output i. */
  readonly weights: Int8Array;
}

/** What stands where beats have no meaning; the hardware must ignore it. */
export interface Padding {
  /** Of elements beyond the last input, and of keys of which nothing has a meaning. */
  readonly bit: () => number;
  /** −1, 0 or 1: a weight of an input beyond the last one, in a key that has others. */
  readonly weight: () => number;
}

/** The streams of one design. A beat is its data bits, one byte 0 or 1 each, bit 0 first. */
export interface MatrixProduct {
  readonly activationBits: number;
  /** How sums of floating-point activations are made; undefined: integers, exactly. */
  readonly float: FloatArithmetic | undefined;
  readonly maxInputs: number;
  readonly maxOutputs: number;
  readonly shape: "fixed" | "runtime";
  /** Number of beats of each stream for one product. */
  activationBeats(product: Product): number;
  keyBeats(product: Product): number;
  outputBeats(product: Product): number;
  activationBeat(product: Product, beat: number, padding: Padding): Uint8Array;
  keyBeat(product: Product, beat: number, padding: Padding): Uint8Array;
  /** Expected output bits; lanes beyond the last output are zero. */
  outputBeat(product: Product, beat: number): Uint8Array;
}
