import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll } from "vitest";
import { runInProcess } from "./in-process.ts";

const COMMAND = fileURLToPath(new URL("../../src/cli/tritforge.mjs", import.meta.url));

export interface Outcome {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  /** Lines of stderr. */
  readonly errors: readonly string[];
}

/**
 * Runs `tritforge …` in this process, where everything is loaded; what it prints is kept. `--help` and `--version`, which end
 * the process, run in one of their own. Rejects with a bug of ours, where a user would see a stack trace.
 */
export async function tritforge(...args: readonly string[]): Promise<Outcome> {
  if (args.includes("--help") || args.includes("--version")) return tritforgeProcess(...args);
  const { code, stdout, stderr } = await runInProcess(args);
  return outcome(code, stdout, stderr);
}

function outcome(code: number | null, stdout: string, stderr: string): Outcome {
  return { code, stdout, stderr, errors: stderr.split("\n").filter((line) => line !== "") };
}

/** Runs `tritforge …` as a user does, in a process of its own (about a second to start). */
export function tritforgeProcess(...args: readonly string[]): Promise<Outcome> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [COMMAND, ...args]);
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    child.on("error", reject);
    child.on("close", (code) => resolve(outcome(code, stdout, stderr)));
  });
}

/** Runs `tritforge … --json`, which must succeed, and reads the one document on stdout; `T` is what the test expects. */
export async function tritforgeJson<T>(...args: readonly string[]): Promise<T> {
  const { code, stdout, stderr } = await tritforge(...args, "--json");
  if (code !== 0) throw new Error(`exit code ${code}: ${stderr}`);
  return JSON.parse(stdout);
}

/** A folder of the test file, removed afterwards. */
export function scratchFolder() {
  const folder = mkdtempSync(join(tmpdir(), "tritforge-cli-"));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  return {
    path: (name: string): string => join(folder, name),
    /** Writes a file (JSON unless it is text already) and gives its path. */
    write(name: string, content: unknown): string {
      writeFileSync(join(folder, name), typeof content === "string" ? content : JSON.stringify(content));
      return join(folder, name);
    },
    /** All files below a folder in it, sorted; empty if there is none. */
    list(name: string): string[] {
      const directory = join(folder, name);
      if (!existsSync(directory)) return [];
      return readdirSync(directory, { recursive: true, encoding: "utf8" }).toSorted();
    },
  };
}

/** A small core that simulates and synthesises in a second. */
export const SMALL_DESIGN = {
  generator: "ternary-lut",
  parameters: { activation: "int4", groupSize: 2, tables: 2, fetchers: 2, inputs: 6, outputs: 3 },
};
