import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ToolError } from "../../core/errors.ts";
import type { YosysFiles, YosysRun } from "./engine.ts";
import { lastError, tail } from "./log.ts";

const MAXIMUM_LOG_BYTES = 512 * 1024 * 1024;

/** e.g. `Yosys 0.23 (native)`; undefined if there is no `yosys` on the PATH. */
export function nativeVersion(): string | undefined {
  const run = spawnSync("yosys", ["-V"], { encoding: "utf8" });
  const found = /^Yosys (\S+)/.exec(run.stdout ?? "")?.[1];
  return found === undefined ? undefined : `Yosys ${found} (native)`;
}

/**
 * Runs a script in the `yosys` found on the PATH, in a temporary folder that is removed afterwards.
 * @throws ToolError with the end of the log, or if there is no `yosys`
 */
export function runNative(script: string, files: YosysFiles): YosysRun {
  const folder = mkdtempSync(join(tmpdir(), "tritforge-yosys-"));
  try {
    for (const [name, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    }
    writeFileSync(join(folder, "script.ys"), script);
    const options = { cwd: folder, encoding: "utf8", maxBuffer: MAXIMUM_LOG_BYTES } as const;
    const run = spawnSync("yosys", ["-s", "script.ys"], options);
    if (run.error !== undefined) throw new ToolError(`native Yosys cannot be run: ${run.error.message}`, "");
    const stdout = run.stdout + run.stderr;
    if (run.status !== 0) throw new ToolError(`native Yosys failed: ${lastError(stdout)}`, tail(stdout));
    return { stdout, files: readFolder(folder) };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function readFolder(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(entries.map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]));
}
