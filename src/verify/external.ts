import type { MatrixProduct } from "../../generators/contract/index.ts";
import type { Module } from "../hdl/index.ts";
import { runBench, type ExternalSimulator } from "./bench/run-bench.ts";
import type { VerificationResult } from "./embedded.ts";
import { testbenchFiles } from "./testbench.ts";
import { makeVectors } from "./vectors.ts";

/** Runs the printed Verilog and its test bench in Icarus Verilog or Verilator. @throws {InputError} if it is not installed. */
export async function verifyExternal(
  top: Module,
  streams: MatrixProduct,
  options: { readonly simulator: ExternalSimulator; readonly products: number; readonly seed: number },
): Promise<VerificationResult> {
  const { simulator, products, seed } = options;
  const vectors = makeVectors(streams, products, seed, shapeBits(top));
  const verdict = await runBench(top, testbenchFiles(top, vectors), simulator);
  return { simulator, seed, products: vectors.products, beats: vectors.out.length, ...verdict };
}

/** Widths of `shape_inputs` and `shape_outputs`; 0 if the shape is fixed. */
export function shapeBits(top: Module): readonly [number, number] {
  const width = (name: string): number => top.inputs.find((port) => port.name === name)?.width ?? 0;
  return [width("shape_inputs"), width("shape_outputs")];
}
