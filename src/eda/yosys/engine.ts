import { NetlistError, ToolError } from "../../core/errors.ts";
import { printable } from "../../core/printable.ts";
import { embeddedVersion, runEmbedded } from "./embedded.ts";
import { nativeVersion, runNative } from "./native.ts";
import type { Loudness, YosysFiles, YosysRun } from "./run.ts";
import { isWorkingFile, printScript, type Script } from "./script.ts";

/** `embedded`: WebAssembly from npm, always there; `native`: a `yosys` on the PATH. */
export type YosysEngine = "embedded" | "native";

/**
 * Runs a Yosys script on files in an empty working folder.
 * @throws ToolError with the end of the log; NetlistError as `printScript`
 */
export async function runYosys(
  engine: YosysEngine,
  script: Script,
  files: YosysFiles,
  loudness: Loudness = "loud",
): Promise<YosysRun> {
  const text = printScript(script);
  const strange = Object.keys(files).find((name) => !isWorkingFile(name));
  if (strange !== undefined)
    throw new NetlistError(`Yosys run: got "${printable(strange)}", expected a file in the working folder`);
  switch (engine) {
    case "embedded":
      return runEmbedded(text, files, loudness);
    case "native":
      return runNative(text, files, loudness);
  }
}

/**
 * Name and version of the Yosys that `runYosys` uses, e.g. `Yosys 0.23 (native)`.
 * @throws ToolError if native is asked for and there is none
 */
export function yosysVersion(engine: YosysEngine): string {
  if (engine === "embedded") return embeddedVersion();
  const version = nativeVersion();
  if (version === undefined) throw new ToolError("there is no yosys on the PATH; use the embedded one", "");
  return version;
}
