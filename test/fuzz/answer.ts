import { TritforgeError, InputError } from "../../src/core/errors.ts";
import { printable, printableJson } from "../../src/core/printable.ts";
import { runInProcess } from "../support/in-process.ts";

/** What a command said: exit code, the document on stdout, the lines on stderr. */
export interface Answer {
  readonly code: number;
  readonly stdout: string;
  readonly errors: readonly string[];
}

/** Runs `tritforge WORDS… --json` in this process. Rejects with whatever is no TritforgeError: a bug. */
export async function commandAnswer(...words: readonly string[]): Promise<Answer> {
  const { code, stdout, stderr } = await runInProcess([...words, "--json"]);
  return { code, stdout, errors: stderr.split("\n").filter(isTold) };
}

/** The same for a function of the product that no cheap command leads to. */
export function functionAnswer(work: () => unknown): Answer {
  try {
    return { code: 0, stdout: printableJson(work()), errors: [] };
  } catch (error) {
    if (!(error instanceof TritforgeError)) throw error;
    const lines =
      error instanceof InputError ? error.faults.map(({ path, message }) => `${path}: ${message}`) : [error.message];
    return { code: 2, stdout: "", errors: lines.map((line) => printable(`tritforge: ${line}`)) };
  }
}

/** Lines of progress are no errors. */
function isTold(line: string): boolean {
  return line.startsWith("tritforge: ") || /^\s+at /.test(line);
}
