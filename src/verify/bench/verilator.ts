import { execFile } from "node:child_process";
import { copyFileSync, existsSync, readdirSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { CACHE, digestOf, keptFolder } from "../../run/own-cache.mjs";

const run = promisify(execFile);

/**
 * Verilator 5.006 (Debian 12) evaluates some trees of XORs wrongly with its bit-operation optimiser; Icarus, Yosys and
 * Verilator without that pass agree. Found by this project's random verification (int16, µ = 4, adder tree).
 */
const WORKAROUND = ["-fno-const-bit-op-tree"];

/** Verilator has no X: where there would be one it puts random bits, also into registers at first (with rand+reset+2). */
const RANDOM_BITS = ["--x-assign", "unique", "--x-initial", "unique"];

const OPTIONS = ["--cc", "--exe", "--main", "--timing", "-Wno-fatal", ...WORKAROUND, ...RANDOM_BITS];

const MOST_OUTPUT = 2 ** 26;

/**
 * Compiles the Verilog files of a folder with the test bench `tb` and runs it; what it prints. Three quarters of the time
 * would go into Verilator's own library, which is the same for every design: its objects are kept.
 */
export async function runVerilator(cwd: string, files: readonly string[]): Promise<string> {
  const options = { cwd, maxBuffer: MOST_OUTPUT };
  await run("verilator", [...OPTIONS, "--top-module", "tb", ...files], options);
  const objects = join(cwd, "obj_dir");
  const name = await libraryName();
  takeObjects(join(CACHE, name), objects);
  await run("make", ["-C", "obj_dir", "-f", "Vtb.mk"], options);
  await keptFolder(name, (folder) => {
    for (const file of readdirSync(objects).filter((each) => /^verilated.*\.o$/.test(each)))
      copyFileSync(join(objects, file), join(folder, file));
  });
  return (await run(join(objects, "Vtb"), ["+verilator+rand+reset+2"], options)).stdout;
}

let library: Promise<string> | undefined;

/** Names the library's objects by all that they depend on. */
function libraryName(): Promise<string> {
  library ??= (async () => {
    const versions = await Promise.all([run("verilator", ["--version"]), run("g++", ["--version"])]);
    return `verilator-${digestOf(OPTIONS, ...versions.map(({ stdout }) => stdout))}`;
  })();
  return library;
}

/** Puts the kept objects where make looks for them, newer than what it would make them of. */
function takeObjects(kept: string, objects: string): void {
  if (!existsSync(kept)) return;
  const now = new Date();
  for (const name of readdirSync(kept)) {
    copyFileSync(join(kept, name), join(objects, name));
    utimesSync(join(objects, name), now, now);
  }
}
