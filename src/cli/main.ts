import { hideBin } from "yargs/helpers";
import { guardStandardOutput } from "../run/standard-output.ts";
import { runCommandLine } from "./command-line.ts";

guardStandardOutput();
process.exitCode = await runCommandLine(hideBin(process.argv));
