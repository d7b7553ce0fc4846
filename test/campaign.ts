import { hideBin } from "yargs/helpers";
import { TritforgeError } from "../src/core/errors.ts";
import { campaignDesigns } from "./campaign/designs.ts";
import { BOUNDS, readOptions } from "./campaign/options.ts";
import { campaignTable, failureLine } from "./campaign/report.ts";
import { requireSimulators, runCampaign } from "./campaign/run.ts";

/**
 * `npm run campaign`: random designs of all generators, their printed Verilog against the golden model in Icarus and
 * Verilator, with X or random bits on all data that means nothing. Exits 1 if any design is not equal, 2 if it was asked
 * for something impossible.
 */

try {
  process.exitCode = await campaign();
} catch (error) {
  if (!(error instanceof TritforgeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function campaign(): Promise<0 | 1> {
  const begin = performance.now();
  const { designs: number, seed, count } = await readOptions(hideBin(process.argv));
  const designs = campaignDesigns(number, seed);
  await requireSimulators(designs);
  let done = 0;
  const outcomes = await runCampaign(designs, count, (outcome) => {
    process.stderr.write(`\r${++done} of ${number} designs `);
    if (outcome.failure !== undefined) process.stdout.write(`\n${failureLine(outcome)}\n`);
  });
  const isEqual = outcomes.every(({ failure }) => failure === undefined);
  const seconds = Math.round((performance.now() - begin) / 1000);
  process.stderr.write("\n");
  process.stdout.write(`${campaignTable(outcomes)}\n\n${BOUNDS}\n`);
  process.stdout.write(
    `${isEqual ? "All equal" : "NOT equal"}: ${number} designs, seed ${seed}, up to ${count} products, ${count} operations each, ${seconds} s.\n`,
  );
  return isEqual ? 0 : 1;
}
