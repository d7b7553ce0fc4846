import yargs from "yargs";
import { CheckError, InputError, ToolError } from "../core/errors.ts";
import { leaveSignals } from "../run/interrupt.ts";
import { TOOL_VERSION } from "../core/version.ts";
import { withCommands } from "./commands.ts";
import { note } from "./output.ts";
import { endProgress } from "./progress.ts";

/** The command line: what is printed of errors, and the exit code. */

/** 2: the input is wrong; 1: a check failed or a tool broke. Anything else is our bug and keeps its stack. */
function exitCodeOf(error: unknown): number {
  if (error instanceof InputError) {
    for (const { path, message } of error.faults) note(`tritforge: ${path}: ${message}`);
    return 2;
  }
  if (error instanceof CheckError || error instanceof ToolError) {
    const log = error instanceof ToolError && error.log.trim() !== "" ? error.log.trimEnd().split("\n") : [];
    for (const line of [...`tritforge: ${error.message}`.split("\n"), ...log]) note(line);
    return 1;
  }
  throw error;
}

/** Refuses an option that is given twice, but for those that take a list: yargs would hand on both as a list, or the last. */
function refuseRepeated(words: readonly string[], lists: readonly string[]): true {
  const seen = new Set<string>();
  for (const word of words) {
    const name = /^--(?:no-)?([\w-]+)/.exec(word)?.[1];
    if (name === undefined || lists.includes(name)) continue;
    if (seen.has(name)) throw InputError.at(`--${name}`, "got it twice, expected each option once");
    seen.add(name);
  }
  return true;
}

/** What yargs says about options, as one line; a message of ours already names the option. */
function commandLineError(message: string): InputError {
  const [, option, text] = /^(--[\w-]+): (.*)$/s.exec(message) ?? [];
  if (option !== undefined && text !== undefined) return InputError.at(option, text);
  const line = message
    .split(/\s*\n\s*/)
    .filter((part) => part !== "")
    .join(" ");
  return InputError.at("command line", `${line} (tritforge --help)`);
}

/** Commands whose own thread stays free to hear signals. */
const WORK_IN_THREADS: readonly string[] = ["sweep", "train", "characterise", "calibrate", "reproduce", "tech"];

/**
 * Runs `tritforge WORDS…`: prints the result, or one line for each fault.
 * @returns the exit code: 0, 1 if a check failed or a tool broke, 2 if the input is wrong
 * @throws {Error} anything that is no TritforgeError: a bug of ours
 */
export async function runCommandLine(words: readonly string[]): Promise<number> {
  const cli = yargs([...words])
    .scriptName("tritforge")
    .version(TOOL_VERSION)
    .usage(
      "$0 <command>\n\nDesign-space exploration for ternary-weight accelerators and for update units of synapse devices: Verilog, cost model, training, Pareto report.",
    )
    .demandCommand(1, "expected a command")
    .middleware(({ _: [name] }) => {
      if (!WORK_IN_THREADS.includes(String(name))) leaveSignals();
    })
    .check((_, { array }) => refuseRepeated(words, [array ?? []].flat()))
    .strict()
    .recommendCommands()
    .fail((message: string | null, error: Error | undefined) => {
      if (error !== undefined && error.name !== "YError") throw error;
      throw commandLineError(error?.message ?? message ?? "wrong");
    })
    .wrap(Math.min(110, process.stdout.columns ?? 110));
  try {
    await (await withCommands(cli, words)).parseAsync();
    return 0;
  } catch (error) {
    endProgress();
    return exitCodeOf(error);
  }
}
