import { spawnSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import yargs from "yargs";
import { hideBin } from "yargs/helpers";
import { trainingModules } from "../models/cost/training-set.ts";
import { GENERATORS } from "../generators/registry.ts";
import { BUILT_IN } from "../models/technology/index.ts";
import { RECIPE_VERSION, yosysVersion, type YosysEngine } from "../src/eda/yosys/index.ts";
import { compareDesigns, type TechnologyComparison } from "./validation/compare.ts";
import { VALIDATION_DESIGNS, WHOLE_DESIGNS } from "./validation/designs.ts";
import { startSynthesisPool } from "./validation/measure.ts";
import { brokenGates, designTable, summaryTable, wholeDesignNotes } from "./validation/report.ts";

/**
 * `npm run validate`: holds the area model against synthesis, on designs that no price was fitted on. Prints the table,
 * writes out/validation/, exits 1 if the model is worse than promised (validation/report.ts).
 */

const OUT = "out/validation";
const CACHE = "out/cache";

const options = await yargs(hideBin(process.argv))
  .scriptName("npm run validate --")
  .usage("$0 [options]\n\nArea model against synthesis, on a fixed list of designs.")
  .option("technology", { choices: BUILT_IN, describe: "only this one" })
  .option("yosys", { choices: ["embedded", "native"] as const, describe: "default: native where there is one" })
  .option("quick", { type: "boolean", default: false, describe: "every 5th design, asap7 only" })
  .strict()
  .parseAsync();

const yosys: YosysEngine = options.yosys ?? (spawnSync("yosys", ["-V"]).status === 0 ? "native" : "embedded");
const technologies = options.technology !== undefined ? [options.technology] : options.quick ? ["asap7"] : BUILT_IN;
const designs = VALIDATION_DESIGNS.filter((_, index) => !options.quick || index % 5 === 0);
const wholeDesigns = WHOLE_DESIGNS.filter((design) => designs.includes(design));

const begin = performance.now();
const pool = startSynthesisPool();
const results: TechnologyComparison[] = [];
for (const technology of technologies) {
  process.stderr.write(`${technology}: synthesising the modules of ${designs.length} designs ...\n`);
  results.push(await compareDesigns(designs, wholeDesigns, technology, { yosys, pool, cacheFolder: CACHE }));
}
await pool.destroy();

const about = `${yosysVersion(yosys)}, recipe ${RECIPE_VERSION}, hierarchy kept, ${((performance.now() - begin) / 1000).toFixed(0)} s. ${holdOut()}`;
const broken = results.flatMap(brokenGates);
const text = [summaryTable(results), about, ...wholeDesignNotes(results), ...results.map(designTable), ...broken].join(
  "\n\n",
);
process.stdout.write(`${text}\n`);
mkdirSync(OUT, { recursive: true });
writeFileSync(`${OUT}/validation.md`, `# Area model against synthesis\n\n${text}\n`);
writeFileSync(
  `${OUT}/validation.json`,
  `${JSON.stringify({ tool: yosysVersion(yosys), recipe: RECIPE_VERSION, results, broken }, null, 2)}\n`,
);
process.exitCode = broken.length > 0 ? 1 : 0;

/** How much of what is estimated the fit has seen: modules of few parameters, like a fetch, cannot all be new. */
function holdOut(): string {
  const trained = new Set(trainingModules().map((module) => module.name));
  const names = designs.flatMap(({ generator, parameters }) =>
    (GENERATORS.find(({ name }) => name === generator)?.components(parameters) ?? []).map((each) => each.moduleName()),
  );
  const distinct = [...new Set(names)];
  const seen = distinct.filter((name) => trained.has(name)).length;
  return `${distinct.length} distinct modules, ${seen} of them among those that the prices were fitted on.`;
}
