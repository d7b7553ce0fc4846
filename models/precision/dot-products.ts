import type { FloatArithmetic } from "../../generators/contract/index.ts";
import { alignedSums } from "./aligned-sums.ts";
import { nativeSums } from "./native-sums.ts";
import type { ProductSums } from "./product-sums.ts";

/** For products of `inputs` activations. */
export function dotProducts(arithmetic: FloatArithmetic, inputs: number): ProductSums {
  return arithmetic.kind === "native" ? nativeSums(arithmetic, inputs) : alignedSums(arithmetic, inputs);
}
