import { mkdirSync, writeFileSync } from "node:fs";
import { hideBin } from "yargs/helpers";
import { TritforgeError } from "../src/core/errors.ts";
import { openStaVersion } from "./validation/opensta/engine.ts";
import { RECIPE_VERSION, yosysVersion } from "../src/eda/yosys/index.ts";
import { accuracyOf, writeAccuracy } from "./validation/accuracy-record.ts";
import { runCampaign, type CampaignResult } from "./validation/campaign.ts";
import { readOptions, type ValidateOptions } from "./validation/options.ts";
import { packMeasurements, unpackMeasurements } from "./validation/kept.ts";
import { accuracyFingerprint } from "./validation/fingerprint.ts";
import { documentOf } from "./validation/report.ts";
import { subjectsOf } from "./validation/technologies.ts";

/**
 * `npm run validate`: holds area, delay and energy against synthesis and OpenSTA, on seeded random designs that no price
 * was fitted on. Prints the tables, writes OUT/validation.md and .json, exits 1 if the model is worse than promised
 * (validation/checks.ts), 2 if it was asked for something impossible. A run that is killed goes on where it stopped.
 */

const CACHE = "out/cache";
const ACCURACY = "models/cost/accuracy";

try {
  process.exitCode = await validate(await readOptions(hideBin(process.argv)));
} catch (error) {
  if (!(error instanceof TritforgeError)) throw error;
  process.stderr.write(`${error.message}\n`);
  process.exitCode = 2;
}

async function validate(options: ValidateOptions): Promise<0 | 1> {
  unpackMeasurements(CACHE);
  const found: CampaignResult[] = [];
  for (const subject of subjectsOf(options)) {
    const result = await runCampaign(subject, { ...options, cacheFolder: CACHE });
    found.push(result);
    if (!options.writesAccuracy) continue;
    const fingerprint = accuracyFingerprint(subject.technology);
    const written = writeAccuracy(accuracyOf(result.validation, { command: options.command, fingerprint }), ACCURACY);
    packMeasurements(CACHE, subject.technology.name);
    process.stderr.write(`written: ${written}\n`);
  }
  const [results, broken] = [found.map(({ validation }) => validation), found.flatMap((each) => each.broken)];
  const anew = found.reduce((sum, each) => sum + each.anew, 0);
  const sta = openStaVersion();
  const tools = [
    yosysVersion(options.yosys),
    `recipe ${RECIPE_VERSION}`,
    ...(sta === undefined ? [] : [`OpenSTA ${sta}`]),
  ];
  const tool = tools.join(", ");
  const text = documentOf({ results, broken, tool, cost: costOf(anew), ...options });
  process.stdout.write(text);
  mkdirSync(options.out, { recursive: true });
  writeFileSync(`${options.out}/validation.md`, text);
  const { command, seeds } = options;
  writeFileSync(
    `${options.out}/validation.json`,
    `${JSON.stringify({ command, seeds, tool, results, broken }, null, 2)}\n`,
  );
  return broken.length > 0 ? 1 : 0;
}

/** What the run took, OpenSTA apart: of designs that an earlier run knew, next to nothing. */
function costOf(syntheses: number): string {
  const { user, system } = process.cpuUsage();
  const seconds = (user + system) / 1e6;
  return `${seconds.toFixed(0)} s of processor time, ${syntheses} syntheses now`;
}
