import { foundWords } from "./file-fault.ts";

/**
 * What happens when output cannot be written: `tritforge … | head` closes the pipe early, and that is no error; anything
 * else (a full disk behind `>`) ends the process with one line and exit code 2. Errors of stderr have nowhere to be told.
 */
export function guardStandardOutput(): void {
  process.stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code === "EPIPE") process.exit(0);
    process.stderr.write(
      `tritforge: stdout: got ${foundWords(error.code ?? error.message)}, expected room for the output\n`,
    );
    process.exit(2);
  });
  process.stderr.on("error", () => undefined);
}
