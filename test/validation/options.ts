import yargs from "yargs";
import { LEAST_FOR_BOUND } from "../../models/cost/error-bound.ts";
import { InputError } from "../../src/core/errors.ts";
import { readSeeds } from "./seeds.ts";
import { projectWords } from "./project-words.ts";
import type { YosysEngine } from "../../src/eda/yosys/index.ts";
import { FULL_SIZE, QUICK_SIZE, type SizeRange } from "./hold-out.ts";

/** What `npm run validate` is asked to do. */
export interface ValidateOptions {
  /** Each draws designs of its own. */
  readonly seeds: readonly number[];
  /** Of each seed. */
  readonly designs: number;
  readonly size: SizeRange;
  /** Built-in name or JSON file; default: all built-in ones, or what `liberty` becomes. */
  readonly technology?: string;
  /** Liberty file of a library that is none of the built-in ones. */
  readonly liberty?: string;
  /** Where the Liberty files of the built-in technologies are, for OpenSTA. */
  readonly libraries?: string;
  readonly yosys: YosysEngine;
  readonly out: string;
  readonly writesAccuracy: boolean;
  /** The command line, as it is to be repeated. */
  readonly command: string;
}

/** The default of `--libraries`. */
const LIBRARIES_VARIABLE = "TRITFORGE_LIBERTY";

/** Reads the command line; `--help` and mistakes of spelling end the process, as yargs does. @throws InputError */
export async function readOptions(args: readonly string[]): Promise<ValidateOptions> {
  const given = await yargs(args)
    .scriptName("npm run validate --")
    .usage("$0 [options]\n\nEstimates against synthesis and OpenSTA, on random designs that no price was fitted on.")
    .option("seeds", { type: "string", default: "1", describe: "draw the designs: 7, 1-5, 1,3,8-9" })
    .option("designs", { type: "number", describe: "how many of each seed (default: 24, or 8 with --quick)" })
    .option("quick", { type: "boolean", default: false, describe: "few and small designs, asap7 only" })
    .option("technology", { type: "string", describe: "built-in name or JSON file (default: all built-in ones)" })
    .option("liberty", {
      type: "string",
      describe: "a library of your own; imported and calibrated without --technology",
    })
    .option("libraries", {
      type: "string",
      describe: `folder with the Liberty files of the built-in technologies, for OpenSTA (default: $${LIBRARIES_VARIABLE})`,
    })
    .option("yosys", {
      choices: ["embedded", "native"] as const,
      describe: "default: embedded, as the prices were calibrated with",
    })
    .option("out", { type: "string", default: "out/validation", describe: "folder to write to" })
    .option("write-accuracy", {
      type: "boolean",
      default: false,
      describe: "also models/cost/accuracy/TECHNOLOGY.json",
    })
    .strict()
    .parseAsync();
  const { quick, technology, liberty, yosys, out, writeAccuracy } = given;
  const designs = given.designs ?? (quick ? 8 : 24);
  const seeds = readSeeds(given.seeds);
  requireWhole("--designs", designs, 2);
  if (writeAccuracy && seeds.length * designs < LEAST_FOR_BOUND)
    throw InputError.at(
      "--write-accuracy",
      `got ${seeds.length * designs} designs, expected at least ${LEAST_FOR_BOUND}: of fewer, no bound can be read off`,
    );
  const libraries = given.libraries ?? process.env[LIBRARIES_VARIABLE];
  const only = technology ?? (quick && liberty === undefined ? "asap7" : undefined);
  return {
    seeds,
    designs,
    size: quick ? QUICK_SIZE : FULL_SIZE,
    ...(only === undefined ? {} : { technology: only }),
    ...(liberty === undefined ? {} : { liberty }),
    ...(libraries === undefined ? {} : { libraries }),
    yosys: yosys ?? "embedded",
    out,
    writesAccuracy: writeAccuracy,
    command: ["npm run validate", ...(args.length === 0 ? [] : ["--", projectWords(args)])].join(" "),
  };
}

function requireWhole(option: string, value: number, minimum: number): void {
  if (Number.isInteger(value) && value >= minimum) return;
  throw InputError.at(option, `got ${value}, expected a whole number from ${minimum} on`);
}
