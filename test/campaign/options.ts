import yargs from "yargs";
import { InputError } from "../../src/core/errors.ts";
import { MOST_FLOATS, MOST_FOR_ICARUS, MOST_FOR_VERILATOR, MOST_WORK } from "./designs.ts";

/** What `npm run campaign` is asked to do. */
export interface CampaignOptions {
  readonly designs: number;
  readonly seed: number;
  /** Products of a core, or operations of an update unit. */
  readonly count: number;
}

/** Which designs go to which simulator, in words. */
export const BOUNDS =
  `Icarus, with X: entries x tables x fetchers (or activations x outputs of a step) of at most ${MOST_FOR_ICARUS}, ` +
  `${MOST_FLOATS} with floating-point activations or multipliers, gates x steps x products of at most ${MOST_WORK / 1e6} million (from 3 products on), ` +
  `and all update units. Verilator, with random bits: integers beyond, up to ${MOST_FOR_VERILATOR}.`;

/** Reads the command line; `--help` and mistakes of spelling end the process, as yargs does. @throws InputError */
export async function readOptions(args: readonly string[]): Promise<CampaignOptions> {
  const { designs, seed, count } = await yargs(args)
    .scriptName("npm run campaign --")
    .usage(
      `$0 [options]\n\nRandom designs of all generators, printed and simulated, with X (or random bits) on all data that means nothing.\n${BOUNDS}`,
    )
    .option("designs", { type: "number", default: 200, describe: "how many" })
    .option("seed", { type: "number", default: 1, describe: "draws designs and vectors" })
    .option("count", {
      type: "number",
      default: 14,
      describe: "most products of a core, operations of each update unit",
    })
    .strict()
    .parseAsync();
  requireWhole("--designs", designs, 1);
  requireWhole("--seed", seed, 0);
  requireWhole("--count", count, 1);
  return { designs, seed, count };
}

function requireWhole(option: string, value: number, minimum: number): void {
  if (Number.isInteger(value) && value >= minimum) return;
  throw InputError.at(option, `got ${value}, expected a whole number from ${minimum} on`);
}
