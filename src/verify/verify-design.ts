import type { Generator } from "../../generators/contract/index.ts";
import type { ParameterValues } from "../core/parameters.ts";
import type { Module } from "../hdl/index.ts";
import { verifyEmbedded, type VerificationResult } from "./embedded.ts";
import type { ExternalSimulator } from "./bench/run-bench.ts";
import { shapeBits, verifyExternal } from "./external.ts";
import { testbenchFiles } from "./testbench.ts";
import { verifyUnit, type UnitVerification } from "./update-unit/embedded.ts";
import { verifyUnitExternal } from "./update-unit/external.ts";
import { unitBench } from "./update-unit/testbench.ts";
import { makeVectors } from "./vectors.ts";

/** A design with its circuit, and how much of it to verify. */
export interface VerificationTask {
  readonly generator: Generator;
  readonly parameters: ParameterValues;
  /** `generator.elaborate(parameters)`. */
  readonly top: Module;
  /** Products of a core, or operations of an update unit. */
  readonly count: number;
  readonly seed: number;
}

/** What a verification says, by kind of generator. */
export type DesignVerification = VerificationResult | UnitVerification;

/** Runs the netlist of a design of any kind against its golden model. */
export function verifyDesign({ generator, parameters, top, count, seed }: VerificationTask): DesignVerification {
  switch (generator.kind) {
    case "core":
      return verifyEmbedded(top, generator.product(parameters), { products: count, seed });
    case "update-unit":
      return verifyUnit(top, generator.unit(parameters).shape, { operations: count, seed });
  }
}

/** Runs the printed Verilog of a design of any kind in another simulator. @throws {InputError} if it is not installed. */
export async function verifyPrinted(
  { generator, parameters, top, count, seed }: VerificationTask,
  simulator: ExternalSimulator,
): Promise<DesignVerification> {
  switch (generator.kind) {
    case "core":
      return verifyExternal(top, generator.product(parameters), { simulator, products: count, seed });
    case "update-unit":
      return verifyUnitExternal(top, generator.unit(parameters).shape, { simulator, operations: count, seed });
  }
}

/** The self-checking test bench of a design of any kind: file name → text, and what it runs. */
export function benchOf({ generator, parameters, top, count, seed }: VerificationTask): {
  readonly files: Record<string, string>;
  readonly work: BenchWork;
} {
  switch (generator.kind) {
    case "core": {
      const vectors = makeVectors(generator.product(parameters), count, seed, shapeBits(top));
      return { files: testbenchFiles(top, vectors), work: { products: vectors.products } };
    }
    case "update-unit":
      return {
        files: unitBench(top, generator.unit(parameters).shape, { operations: count, seed }),
        work: { operations: count },
      };
  }
}

/** What a test bench runs: products of a core, or operations of an update unit. */
export type BenchWork = { readonly products: number } | { readonly operations: number };
