import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import type { MatrixProduct } from "../../generators/contract/index.ts";
import { InputError, ToolError } from "../core/errors.ts";
import type { Module } from "../hdl/index.ts";
import { printVerilog } from "../hdl/verilog.ts";
import { TemporaryFolder } from "../run/temporary-folder.ts";
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

async function requireSimulator(simulator: ExternalSimulator): Promise<void> {
  if (await hasSimulator(simulator)) return;
  throw InputError.at(
    "--simulator",
    `got ${simulator}, but ${PROGRAM[simulator]} is not on the PATH; expected an installed simulator, or embedded`,
  );
}

/** Runs the printed Verilog and its test bench in Icarus Verilog or Verilator. @throws {InputError} if it is not installed. */
export async function verifyExternal(
  top: Module,
  streams: MatrixProduct,
  options: { readonly simulator: ExternalSimulator; readonly products: number; readonly seed: number },
): Promise<VerificationResult> {
  const { simulator, products, seed } = options;
  await requireSimulator(simulator);
  const vectors = makeVectors(streams, products, seed, shapeBits(top));
  const verdict = await runBench(top, testbenchFiles(top, vectors), simulator);
  return { simulator, seed, products: vectors.products, beats: vectors.out.length, ...verdict };
}

/** What a self-checking test bench prints. */
export interface BenchVerdict {
  readonly passed: boolean;
  readonly failure?: string;
}

/**
 * Compiles the printed Verilog of `top` with a test bench (`tb.v` and the files it reads) and runs it.
 * @throws {InputError} if the simulator is not installed, or TMPDIR has no room
 */
export async function runBench(
  top: Module,
  bench: Readonly<Record<string, string>>,
  simulator: ExternalSimulator,
): Promise<BenchVerdict> {
  await requireSimulator(simulator);
  const folder = new TemporaryFolder("verify");
  try {
    const rtl = printVerilog(top);
    const files = { ...rtl, ...bench };
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    const output = await simulate(simulator, folder.path, ["tb.v", ...Object.keys(rtl)]);
    if (/^PASS/m.test(output)) return { passed: true };
    return { passed: false, failure: /^FAIL.*$/m.exec(output)?.[0] ?? `no verdict: ${output.slice(-300)}` };
  } finally {
    folder.remove();
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

/** Verilator has no X: where there would be one it puts random bits, also into registers at first (with rand+reset+2). */
const RANDOM_BITS = ["--x-assign", "unique", "--x-initial", "unique"];

async function simulate(simulator: ExternalSimulator, cwd: string, files: readonly string[]): Promise<string> {
  const options = { cwd, maxBuffer: 2 ** 26 };
  try {
    if (simulator === "icarus") {
      await run("iverilog", ["-g2005", "-o", "tb.vvp", "-s", "tb", ...files], options);
      return (await run("vvp", ["-n", "tb.vvp"], options)).stdout;
    }
    const compile = ["--binary", "--timing", "-Wno-fatal", ...VERILATOR_WORKAROUND, ...RANDOM_BITS];
    await run("verilator", [...compile, "--top-module", "tb", ...files], options);
    return (await run(join(cwd, "obj_dir", "Vtb"), ["+verilator+rand+reset+2"], options)).stdout;
  } catch (error) {
    const log = error instanceof Error ? error.message : String(error);
    throw new ToolError(`${simulator} failed`, log);
  }
}
