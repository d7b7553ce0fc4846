import type { UnitShape } from "../../../generators/contract/index.ts";
import type { Module } from "../../hdl/index.ts";
import { runBench, type ExternalSimulator } from "../bench/run-bench.ts";
import type { UnitVerification } from "./embedded.ts";
import { busBitsOf, unitBenchFiles } from "./testbench.ts";
import { makeUnitVectors } from "./vectors.ts";

/** Runs the printed unit and its test bench in Icarus Verilog or Verilator. @throws {InputError} if it is not installed */
export async function verifyUnitExternal(
  top: Module,
  shape: UnitShape,
  options: { readonly simulator: ExternalSimulator; readonly operations: number; readonly seed: number },
): Promise<UnitVerification> {
  const { simulator, operations, seed } = options;
  const vectors = makeUnitVectors(shape, busBitsOf(top), operations, seed);
  const verdict = await runBench(top, unitBenchFiles(top, shape, vectors), simulator);
  return { simulator, seed, operations, slots: vectors.slotCount, ...verdict };
}
