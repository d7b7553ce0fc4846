import { mkdirSync, writeFileSync } from "node:fs";
import { hideBin } from "yargs/helpers";
import { TritforgeError } from "../src/core/errors.ts";
import { openStaVersion } from "./validation/opensta/engine.ts";
import { RECIPE_VERSION, yosysVersion } from "../src/eda/yosys/index.ts";
import { accuracyOf, writeAccuracy } from "./validation/accuracy-record.ts";
import { compareDesigns, type TechnologyValidation } from "./validation/compare.ts";
import { estimateAll } from "./validation/estimated.ts";
import { brokenGates } from "./validation/gates.ts";
import { holdOutDesigns } from "./validation/hold-out.ts";
import { Measurer } from "./validation/measurer.ts";
import { readOptions, type ValidateOptions } from "./validation/options.ts";
import { documentOf } from "./validation/report.ts";
import { subjectsOf, type Subject } from "./validation/technologies.ts";

/**
 * `npm run validate`: holds area, delay and energy against synthesis and OpenSTA, on seeded random designs that no price
 * was fitted on. Prints the tables, writes OUT/validation.md and .json, exits 1 if the model is worse than promised
 * (validation/checks.ts), 2 if it was asked for something impossible.
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
  const begin = performance.now();
  const designs = holdOutDesigns(options.seed, options.designs, options.size);
  const results: TechnologyValidation[] = [];
  for (const subject of subjectsOf(options)) results.push(await validateSubject(subject, designs, options));
  const broken = results.flatMap(brokenGates);
  const sta = openStaVersion();
  const tools = [
    yosysVersion(options.yosys),
    `recipe ${RECIPE_VERSION}`,
    ...(sta === undefined ? [] : [`OpenSTA ${sta}`]),
  ];
  const tool = tools.join(", ");
  const seconds = Math.round((performance.now() - begin) / 1000);
  const text = documentOf({ results, broken, tool, seconds, ...options });
  process.stdout.write(text);
  mkdirSync(options.out, { recursive: true });
  writeFileSync(`${options.out}/validation.md`, text);
  const { command, seed } = options;
  writeFileSync(
    `${options.out}/validation.json`,
    `${JSON.stringify({ command, seed, tool, results, broken }, null, 2)}\n`,
  );
  if (options.writesAccuracy) {
    for (const result of results)
      process.stderr.write(`written: ${writeAccuracy(accuracyOf(result, options), ACCURACY)}\n`);
  }
  return broken.length > 0 ? 1 : 0;
}

async function validateSubject(
  { name, technology, libertyFile }: Subject,
  designs: ReturnType<typeof holdOutDesigns>,
  { yosys }: ValidateOptions,
): Promise<TechnologyValidation> {
  // Estimates first: a technology that cannot be estimated is refused before the minutes are spent.
  process.stderr.write(`${technology.name}: estimating ${designs.length} designs ...\n`);
  const estimates = await estimateAll(designs, technology, { yosys, cacheFolder: CACHE });
  let done = 0;
  const onDone = (): void =>
    void process.stderr.write(`\r${technology.name}: ${++done} of ${2 * designs.length} syntheses `);
  const sta = libertyFile === undefined ? {} : { libertyFile };
  const measurer = new Measurer({ technology: name, yosys, cacheFolder: CACHE, onDone, ...sta });
  try {
    // The largest first, so that the last run to start is a short one.
    const measured = await Promise.all(designs.toReversed().map((design) => measurer.measure(design)));
    process.stderr.write("\n");
    return compareDesigns(designs, measured.toReversed(), estimates, technology);
  } finally {
    await measurer.close();
  }
}
