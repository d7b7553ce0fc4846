import { spawn, type ChildProcess } from "node:child_process";
import { fileURLToPath } from "node:url";

const CLI = fileURLToPath(new URL("../../src/cli/tritforge.mjs", import.meta.url));
const TYPESCRIPT = new URL("./typescript.mjs", import.meta.url).href;

/** How a process ended. */
export interface Ended {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  /** Lines of stderr, progress aside. */
  readonly errors: readonly string[];
  readonly ms: number;
}

export interface ProcessOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Called at once with the process, e.g. to kill it later. */
  readonly onStart?: (child: ChildProcess) => void;
}

/** Runs `tritforge …` in a process of its own. */
export function runCli(args: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
  return runNode([CLI, ...args], options);
}

/** Runs a TypeScript file in a process of its own. */
export function runScript(script: URL, args: readonly string[], options: ProcessOptions = {}): Promise<Ended> {
  return runNode(["--import", TYPESCRIPT, fileURLToPath(script), ...args], options);
}

function runNode(args: readonly string[], { cwd, env, onStart }: ProcessOptions): Promise<Ended> {
  const begin = performance.now();
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      ...(cwd === undefined ? {} : { cwd }),
      env: { ...process.env, ...env },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let [stdout, stderr] = ["", ""];
    child.stdout.on("data", (data: Buffer) => (stdout += data.toString()));
    child.stderr.on("data", (data: Buffer) => (stderr += data.toString()));
    child.on("error", reject);
    child.on("close", (code, signal) =>
      resolve({ code, signal, stdout, errors: errorLines(stderr), ms: performance.now() - begin }),
    );
    onStart?.(child);
  });
}

/** Lines of stderr without those of progress. */
export function errorLines(stderr: string): readonly string[] {
  return stderr
    .split("\n")
    .filter((line) => line.trim() !== "" && !/^(exploring|training|pricing|nearest to) |, \d+ s$/.test(line));
}

/** Lines of stderr without what a tiny space is told once its result is there: that an objective decides nothing. */
export function withoutNotices(errors: readonly string[]): readonly string[] {
  return errors.filter((line) => !line.endsWith("as an objective it decides nothing"));
}
