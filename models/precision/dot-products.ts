import type { FloatArithmetic } from "../../generators/contract/index.ts";
import { alignedSums } from "./aligned-sums.ts";
import { nativeSums } from "./native-sums.ts";

/**
 * What a core makes of finite activations, fast: the same numbers as `floatDotProduct`, on values instead of bit
 * patterns. The outputs of one product follow each other.
 */
export interface DotProducts {
  /** Takes the activations of a product, `activations[offset … offset + inputs − 1]`: finite, and of the format. */
  load(activations: Float32Array, offset: number): void;
  /** The output with the weights `weights[offset … offset + inputs − 1]`, a value of the accumulator's format. */
  sum(weights: Int8Array, offset: number): number;
}

/** For products of `inputs` activations. */
export function dotProducts(arithmetic: FloatArithmetic, inputs: number): DotProducts {
  return arithmetic.kind === "native" ? nativeSums(arithmetic, inputs) : alignedSums(arithmetic, inputs);
}
