import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { InputError, ToolError } from "../../core/errors.ts";
import type { Module } from "../../hdl/index.ts";
import { printVerilog } from "../../hdl/verilog.ts";
import { TemporaryFolder } from "../../run/temporary-folder.ts";
import { runVerilator } from "./verilator.ts";

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

async function simulate(simulator: ExternalSimulator, cwd: string, files: readonly string[]): Promise<string> {
  const options = { cwd, maxBuffer: 2 ** 26 };
  try {
    if (simulator === "icarus") {
      await run("iverilog", ["-g2005", "-o", "tb.vvp", "-s", "tb", ...files], options);
      return (await run("vvp", ["-n", "tb.vvp"], options)).stdout;
    }
    return await runVerilator(cwd, files);
  } catch (error) {
    const log = error instanceof Error ? error.message : String(error);
    throw new ToolError(`${simulator} failed`, log);
  }
}
