import { Exit, runYosys, version } from "@yowasp/yosys";
import { ToolError } from "../../core/errors.ts";
import { loudnessOption, type Loudness, type YosysFiles, type YosysRun } from "./run.ts";
import { lastError, tail } from "./log.ts";

/** e.g. `Yosys 0.55 (embedded, @yowasp/yosys 0.55.944)`. */
export function embeddedVersion(): string {
  return `Yosys ${version.split(".").slice(0, 2).join(".")} (embedded, @yowasp/yosys ${version})`;
}

/**
 * Runs a script in the WebAssembly Yosys; the module is compiled once per process. Blocks the event loop while Yosys works.
 * @throws ToolError with the end of the log
 */
export async function runEmbedded(script: string, files: YosysFiles, loudness: Loudness): Promise<YosysRun> {
  // A signal that came during the run before is handled here; nothing is heard while Yosys works.
  await new Promise(setImmediate);
  const decoder = new TextDecoder();
  let stdout = "";
  const collect = (bytes: Uint8Array | null): void => {
    if (bytes !== null) stdout += decoder.decode(bytes, { stream: true });
  };
  try {
    const input = { ...files, "script.ys": script };
    const output = await runYosys([...loudnessOption(loudness), "-s", "script.ys"], input, {
      stdout: collect,
      stderr: collect,
    });
    return { stdout, files: textFiles(output ?? {}) };
  } catch (error) {
    if (error instanceof Exit || (error instanceof Error && error.name === "RuntimeError")) {
      throw new ToolError(`embedded Yosys failed: ${lastError(stdout)}`, tail(stdout));
    }
    throw error;
  }
}

function textFiles(tree: Readonly<Record<string, unknown>>): Record<string, string> {
  const texts: Record<string, string> = {};
  for (const [name, content] of Object.entries(tree)) {
    if (typeof content === "string") texts[name] = content;
    else if (content instanceof Uint8Array) texts[name] = new TextDecoder().decode(content);
  }
  return texts;
}
