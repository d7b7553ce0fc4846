import yargs from "yargs";
import { CheckError, InputError, ToolError, type Fault } from "../core/errors.ts";
import { leaveSignals } from "../run/interrupt.ts";
import { TOOL_VERSION } from "../core/version.ts";
import { namedCommand, withCommands } from "./commands.ts";
import { withStandardInput } from "./dash.ts";
import { note } from "./output.ts";
import { parserFaults } from "./parser-faults.ts";
import { endProgress } from "./progress.ts";
import { refusals } from "./refused.ts";

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

/** Options that are given twice, but for those that take a list: yargs would hand on both as a list, or the last. */
function repeated(words: readonly string[], lists: readonly string[]): readonly Fault[] {
  const names = words.flatMap((word) => /^--(?:no-)?([\w-]+)/.exec(word)?.[1] ?? []);
  const twice = names.filter((name, place) => names.indexOf(name) < place && !lists.includes(name));
  return [...new Set(twice)].map((name) => ({ path: `--${name}`, message: "got it twice, expected each option once" }));
}

/** Commands whose own thread stays free to hear signals. */
const WORK_IN_THREADS: readonly string[] = ["sweep", "train", "characterise", "calibrate", "reproduce", "tech"];

/**
 * Runs `tritforge WORDS…`: prints the result, or one line for each fault.
 * @returns the exit code: 0, 1 if a check failed or a tool broke, 2 if the input is wrong
 * @throws {Error} anything that is no TritforgeError: a bug of ours
 */
export async function runCommandLine(typed: readonly string[]): Promise<number> {
  const words = withStandardInput(typed);
  const said: string[] = [];
  try {
    const { command } = await namedCommand(words);
    const faultsOf = (values: object, { array, key }: Options): readonly Fault[] => {
      const twice = repeated(words, [array ?? []].flat());
      const others = [
        ...parserFaults(words, said, { command, options: Object.keys(key ?? {}) }),
        ...refusals({ ...values }),
      ];
      return [...twice, ...others.filter(({ path }) => twice.every((each) => each.path !== path))];
    };
    const cli = yargs([...words])
      .scriptName("tritforge")
      .detectLocale(false)
      .version(TOOL_VERSION)
      .alias("help", "h")
      .usage(
        "$0 <command>\n\nDesign-space exploration for ternary-weight accelerators and for update units of synapse devices: Verilog, cost model, training, Pareto report.",
      )
      .demandCommand(1, "expected a command")
      .middleware(({ _: [name] }) => {
        if (!WORK_IN_THREADS.includes(String(name))) leaveSignals();
      })
      .check((values, options) => {
        const faults = faultsOf(values, options);
        if (faults.length > 0) throw new InputError(faults);
        return true;
      })
      .strict()
      .fail((message: string | null, error: Error | undefined) => {
        if (error !== undefined && error.name !== "YError") throw error;
        said.push(error?.message ?? message ?? "wrong"); // goes on, to the check above
      })
      .wrap(Math.min(110, process.stdout.columns ?? 110));
    await (await withCommands(cli, words)).parseAsync();
    if (said.length > 0) throw new InputError(parserFaults(words, said, { command, options: [] }));
    return 0;
  } catch (error) {
    endProgress();
    return exitCodeOf(error);
  }
}

/** What yargs tells a check of the options that there are. */
interface Options {
  readonly array?: string | readonly string[];
  readonly key?: string | object;
}
