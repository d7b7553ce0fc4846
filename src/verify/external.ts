import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import type { MatrixProduct } from "../../generators/streaming-core/stimulus.ts";
import { InputError, ToolError } from "../core/errors.ts";
import type { Module } from "../hdl/index.ts";
import { printVerilog } from "../hdl/verilog.ts";
import type { VerificationResult } from "./embedded.ts";
import { testbenchFiles } from "./testbench.ts";
import { makeVectors } from "./vectors.ts";

const run = promisify(execFile);

/** Simulators that read the printed Verilog. */
export type ExternalSimulator = "icarus" | "verilator";

const PROGRAM = { icarus: "iverilog", verilator: "verilator" } as const;

/** Whether the simulator is on the PATH. */
export async function hasSimulator(simulator: ExternalSimulator): Promise<boolean> {
  try {
    await run(PROGRAM[simulator], [simulator === "icarus" ? "-V" : "--version"]);
    return true;
  } catch {
    return false;
  }
}

/** Runs the printed Verilog and its test bench in Icarus Verilog or Verilator. @throws {InputError} if it is not installed. */
export async function verifyExternal(
  top: Module,
  streams: MatrixProduct,
  options: { readonly simulator: ExternalSimulator; readonly products: number; readonly seed: number },
): Promise<VerificationResult> {
  const { simulator, products, seed } = options;
  if (!(await hasSimulator(simulator))) {
    throw InputError.at(
      "--simulator",
      `got ${simulator}, but ${PROGRAM[simulator]} is not on the PATH; expected an installed simulator, or embedded`,
    );
  }
  const vectors = makeVectors(streams, products, seed, shapeBits(top));
  const folder = await mkdtemp(join(tmpdir(), "tritforge-verify-"));
  try {
    const rtl = printVerilog(top);
    const files = { ...rtl, ...testbenchFiles(top, vectors) };
    await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(folder, name), text)));
    const output = await simulate(simulator, folder, ["tb.v", ...Object.keys(rtl)]);
    const passed = /^PASS/m.test(output);
    const failure = /^FAIL.*$/m.exec(output)?.[0] ?? `no verdict: ${output.slice(-300)}`;
    const base = { simulator, seed, products: vectors.products, beats: vectors.out.length, passed };
    return passed ? base : { ...base, failure };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Widths of `shape_inputs` and `shape_outputs`; 0 if the shape is fixed. */
export function shapeBits(top: Module): readonly [number, number] {
  const width = (name: string): number => top.inputs.find((port) => port.name === name)?.width ?? 0;
  return [width("shape_inputs"), width("shape_outputs")];
}

/**
 * Verilator 5.006 (Debian 12) evaluates some trees of XORs wrongly with its bit-operation optimiser; Icarus, Yosys and
 * Verilator without that pass agree. Found by this project's random verification (int16, µ = 4, adder tree).
 */
const VERILATOR_WORKAROUND = ["-fno-const-bit-op-tree"];

async function simulate(simulator: ExternalSimulator, cwd: string, files: readonly string[]): Promise<string> {
  const options = { cwd, maxBuffer: 2 ** 26 };
  try {
    if (simulator === "icarus") {
      await run("iverilog", ["-g2005", "-o", "tb.vvp", "-s", "tb", ...files], options);
      return (await run("vvp", ["-n", "tb.vvp"], options)).stdout;
    }
    await run(
      "verilator",
      ["--binary", "--timing", "-Wno-fatal", ...VERILATOR_WORKAROUND, "--top-module", "tb", ...files],
      options,
    );
    return (await run(join(cwd, "obj_dir", "Vtb"), [], options)).stdout;
  } catch (error) {
    const log = error instanceof Error ? error.message : String(error);
    throw new ToolError(`${simulator} failed`, log);
  }
}
