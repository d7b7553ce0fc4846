import type { MatrixProduct, Product } from "../../generators/contract/index.ts";
import type { Module } from "../hdl/index.ts";
import { runBench, type ExternalSimulator } from "./bench/run-bench.ts";
import { verifyEmbedded, type VerificationResult } from "./embedded.ts";
import { shapeBits } from "./external.ts";
import { testbenchFiles } from "./testbench.ts";
import { vectorsOf } from "./vectors.ts";

/** `embedded` reads the netlist, the others the printed Verilog. */
export type AnySimulator = "embedded" | ExternalSimulator;

/**
 * Runs these products through a core, back to back, with stalls on every stream, and compares every output beat with the golden
 * model. @throws {InputError} if the simulator is not installed
 */
export async function verifyGiven(
  top: Module,
  streams: MatrixProduct,
  products: readonly [Product, ...Product[]],
  { simulator, seed }: { readonly simulator: AnySimulator; readonly seed: number },
): Promise<VerificationResult> {
  if (simulator === "embedded") {
    const productAt = (number: number): Product => products[number] ?? products[0];
    return verifyEmbedded(top, streams, { products: products.length, seed, productAt });
  }
  const vectors = vectorsOf(streams, seed, shapeBits(top), () => products);
  const verdict = await runBench(top, testbenchFiles(top, vectors), simulator);
  return { simulator, seed, products: vectors.products, beats: vectors.out.length, ...verdict };
}
