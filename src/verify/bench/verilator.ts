import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync, utimesSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

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
  const kept = await libraryFolder();
  takeObjects(kept, objects);
  await run("make", ["-C", "obj_dir", "-f", "Vtb.mk"], options);
  keepObjects(objects, kept);
  return (await run(join(objects, "Vtb"), ["+verilator+rand+reset+2"], options)).stdout;
}

const CACHE = fileURLToPath(new URL("../../../node_modules/.cache/tritforge/", import.meta.url));

let folder: Promise<string> | undefined;

/** Where the library's objects are kept, by all that they depend on. */
function libraryFolder(): Promise<string> {
  folder ??= (async () => {
    const versions = await Promise.all([run("verilator", ["--version"]), run("g++", ["--version"])]);
    const madeBy = JSON.stringify([OPTIONS, versions.map(({ stdout }) => stdout)]);
    return join(CACHE, `verilator-${createHash("sha256").update(madeBy).digest("hex").slice(0, 32)}`);
  })();
  return folder;
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

/** All or none, since others may keep theirs at the same time; where they cannot be kept, they are made again. */
function keepObjects(objects: string, kept: string): void {
  if (existsSync(kept)) return;
  let partial: string | undefined;
  try {
    mkdirSync(CACHE, { recursive: true });
    partial = mkdtempSync(`${kept}-`);
    for (const name of readdirSync(objects).filter((each) => /^verilated.*\.o$/.test(each)))
      copyFileSync(join(objects, name), join(partial, name));
    renameSync(partial, kept);
  } catch {
    if (partial !== undefined) rmSync(partial, { recursive: true, force: true });
  }
}
