import { hideBin } from "yargs/helpers";
import { runCommandLine } from "./command-line.ts";

/** `tritforge … | head` closes the pipe early; that is no error. */
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

process.exitCode = await runCommandLine(hideBin(process.argv));
