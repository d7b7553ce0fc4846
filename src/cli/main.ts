import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { CheckError, InputError, ToolError } from "../core/errors.ts";
import { TOOL_VERSION } from "../core/version.ts";
import { leaveSignals } from "../run/interrupt.ts";
import { guardStandardOutput } from "../run/standard-output.ts";
import calibrate from "./calibrate.ts";
import characterise from "./characterise.ts";
import device from "./device.ts";
import estimate from "./estimate.ts";
import generate from "./generate.ts";
import list from "./list.ts";
import precision from "./precision.ts";
import prove from "./prove.ts";
import report from "./report.ts";
import reproduce from "./reproduce.ts";
import sweep from "./sweep.ts";
import synth from "./synth.ts";
import tech from "./tech.ts";
import train from "./train.ts";
import updateFidelity from "./update-fidelity.ts";
import verify from "./verify.ts";

/** The root of the command line: lists the commands, prints errors, sets the exit code. */

/** 2: the input is wrong; 1: a check failed or a tool broke. Anything else is our bug and keeps its stack. */
function exitCodeOf(error: unknown): number {
  if (error instanceof InputError) {
    for (const { path, message } of error.faults) process.stderr.write(`tritforge: ${path}: ${message}\n`);
    return 2;
  }
  if (error instanceof CheckError || error instanceof ToolError) {
    process.stderr.write(`tritforge: ${error.message}\n`);
    if (error instanceof ToolError) process.stderr.write(`${error.log.trimEnd()}\n`);
    return 1;
  }
  throw error;
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

async function main(): Promise<number> {
  const parser = yargs(hideBin(process.argv))
    .scriptName("tritforge")
    .version(TOOL_VERSION)
    .usage(
      "$0 <command>\n\nDesign-space exploration for ternary-weight accelerators and for update units of synapse devices: Verilog, cost\nmodel, training, Pareto report.",
    )
    .command(list)
    .command(generate)
    .command(verify)
    .command(prove)
    .command(estimate)
    .command(precision)
    .command(synth)
    .command(train)
    .command(updateFidelity)
    .command(sweep)
    .command(report)
    .command(reproduce)
    .command(tech)
    .command(device)
    .command(characterise)
    .command(calibrate)
    .demandCommand(1, "expected a command")
    .middleware(({ _: [name] }) => {
      if (!WORK_IN_THREADS.includes(String(name))) leaveSignals();
    })
    .strict()
    .recommendCommands()
    .fail((message: string | null, error: Error | undefined) => {
      if (error !== undefined && error.name !== "YError") throw error;
      throw commandLineError(error?.message ?? message ?? "wrong");
    })
    .wrap(Math.min(110, process.stdout.columns ?? 110));
  try {
    await parser.parseAsync();
    return 0;
  } catch (error) {
    return exitCodeOf(error);
  }
}

guardStandardOutput();
process.exitCode = await main();
