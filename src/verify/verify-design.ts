import type { Generator } from "../../generators/generator.ts";
import type { ParameterValues } from "../core/parameters.ts";
import type { Module } from "../hdl/index.ts";
import { verifyEmbedded, type VerificationResult } from "./embedded.ts";
import { shapeBits, verifyExternal, type ExternalSimulator } from "./external.ts";
import { testbenchFiles } from "./testbench.ts";
import { makeVectors } from "./vectors.ts";

/** A design with its circuit, and how much of it to verify. */
export interface VerificationTask {
  readonly generator: Generator;
  readonly parameters: ParameterValues;
  /** `generator.elaborate(parameters)`. */
  readonly top: Module;
  /** Products of a core. */
  readonly products: number;
  readonly seed: number;
}

/** Runs the netlist of a design of any kind against its golden model. */
export function verifyDesign({ generator, parameters, top, products, seed }: VerificationTask): VerificationResult {
  switch (generator.kind) {
    case "core":
      return verifyEmbedded(top, generator.product(parameters), { products, seed });
    case "update-unit":
      throw new Error(NO_UNIT);
  }
}

/** Runs the printed Verilog of a design of any kind in another simulator. @throws {InputError} if it is not installed. */
export async function verifyPrinted(
  { generator, parameters, top, products, seed }: VerificationTask,
  simulator: ExternalSimulator,
): Promise<VerificationResult> {
  switch (generator.kind) {
    case "core":
      return verifyExternal(top, generator.product(parameters), { simulator, products, seed });
    case "update-unit":
      throw new Error(NO_UNIT);
  }
}

/** The self-checking test bench of a design of any kind: file name → text, and how many products it runs. */
export function benchOf({ generator, parameters, top, products, seed }: VerificationTask): {
  readonly files: Record<string, string>;
  readonly products: number;
} {
  switch (generator.kind) {
    case "core": {
      const vectors = makeVectors(generator.product(parameters), products, seed, shapeBits(top));
      return { files: testbenchFiles(top, vectors), products: vectors.products };
    }
    case "update-unit":
      throw new Error(NO_UNIT);
  }
}

const NO_UNIT = "update units cannot be verified yet";
