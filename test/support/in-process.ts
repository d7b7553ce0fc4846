import { runCommandLine } from "../../src/cli/command-line.ts";

/** What a command line printed, and its exit code. */
export interface Printed {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

let last: Promise<unknown> = Promise.resolve();

/**
 * Runs `tritforge WORDS…` in this process, one at a time, and keeps what it prints. Rejects with whatever is no
 * TritforgeError: a bug, where a user would see a stack trace.
 */
export function runInProcess(words: readonly string[]): Promise<Printed> {
  const run = last.then(() => captured(words));
  last = run.catch(() => undefined);
  return run;
}

async function captured(words: readonly string[]): Promise<Printed> {
  const [stdout, stderr] = [capture(process.stdout), capture(process.stderr)];
  try {
    const code = await runCommandLine(words);
    return { code, stdout: stdout.end(), stderr: stderr.end() };
  } finally {
    stdout.end();
    stderr.end();
  }
}

/** What is written to a stream until `end`, which lets the stream write again. */
function capture(stream: NodeJS.WriteStream): { end(): string } {
  const write = stream.write.bind(stream);
  let text = "";
  stream.write = (chunk: string | Uint8Array): boolean => {
    text += typeof chunk === "string" ? chunk : new TextDecoder().decode(chunk);
    return true;
  };
  return {
    end: () => {
      stream.write = write;
      return text;
    },
  };
}
