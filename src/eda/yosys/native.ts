import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { ToolError } from "../../core/errors.ts";
import { TemporaryFolder } from "../../run/temporary-folder.ts";
import { loudnessOption, type Loudness, type YosysFiles, type YosysRun } from "./run.ts";
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
 * @throws ToolError with the end of the log, or if there is no `yosys`; InputError if TMPDIR has no room
 */
export function runNative(script: string, files: YosysFiles, loudness: Loudness): YosysRun {
  const folder = new TemporaryFolder("yosys");
  try {
    for (const [name, text] of Object.entries(files)) folder.write(name, text);
    folder.write("script.ys", script);
    const options = { cwd: folder.path, encoding: "utf8", maxBuffer: MAXIMUM_LOG_BYTES } as const;
    const run = spawnSync("yosys", [...loudnessOption(loudness), "-s", "script.ys"], options);
    if (run.error !== undefined) throw new ToolError(`native Yosys cannot be run: ${run.error.message}`, "");
    const stdout = run.stdout + run.stderr;
    if (run.status !== 0) throw new ToolError(`native Yosys failed: ${lastError(stdout)}`, tail(stdout));
    return { stdout, files: readFolder(folder.path) };
  } finally {
    folder.remove();
  }
}

function readFolder(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(entries.map(({ name }) => [name, readFileSync(join(folder, name), "utf8")]));
}
