import { percent } from "../core/number-text.js";
import { existsSync } from "node:fs";
import { availableParallelism } from "node:os";
import type { CommandModule } from "yargs";
import { modelDescription } from "../../models/cost/counts-model.ts";
import { type Technology, validateTechnology } from "../../models/technology/index.ts";
import { InputError } from "../core/errors.ts";
import { readJson } from "../json/json-file.ts";
import { importLiberty } from "../eda/liberty/index.ts";
import type { YosysEngine } from "../eda/yosys/index.ts";
import { withJson, WORKERS_OPTION, YOSYS_OPTION, type JsonOption } from "./options.ts";
import { note, print } from "./output.ts";
import { writePriced } from "./priced-technology.ts";

interface Options extends JsonOption {
  readonly technology: string;
  readonly liberty: string;
  readonly yosys: YosysEngine;
  readonly workers: number | undefined;
  readonly cache: string;
}

const command: CommandModule<object, Options> = {
  command: "calibrate",
  describe: "fit the prices of the counts model to a library and write them into its technology file",
  builder: (yargs) =>
    withJson(yargs)
      .option("technology", {
        type: "string",
        demandOption: true,
        describe: "FILE.json to write; made from the Liberty file if it does not exist",
      })
      .option("liberty", { type: "string", demandOption: true, describe: "FILE.lib or .lib.gz" })
      .option("yosys", YOSYS_OPTION)
      .option("workers", WORKERS_OPTION)
      .option("cache", { type: "string", default: "out/cache", describe: "folder of modules measured before" }),
  handler: async ({ technology: file, liberty, yosys, workers, cache, json }) => {
    if (!file.endsWith(".json")) throw InputError.at("--technology", `got "${file}", expected a .json file to write`);
    const library = libraryOf(file, liberty);
    const how = { yosys, workers: workers ?? availableParallelism(), cache };
    const technology = await writePriced(library, file, how);
    print(json, { technology: library.name, written: file, ...technology.primitives }, () =>
      [describeFit(technology), `written to ${file}`].join("\n"),
    );
  },
};
export default command;

/** The Liberty file's cells and tables with the facts that the technology file states about them. */
function libraryOf(file: string, liberty: string): Technology {
  const imported = importLiberty(liberty, existsSync(file) ? {} : { name: nameOf(file) });
  for (const { name, reason } of imported.skipped) note(`${liberty}: cell ${name} not used: ${reason}`);
  if (!existsSync(file)) return imported;
  const stated = withoutPrices(file);
  if (stated.sourceSha256 !== imported.sourceSha256) {
    throw InputError.at(
      "--liberty",
      `got a file with SHA-256 ${imported.sourceSha256.slice(0, 12)}…, expected ${stated.sourceSha256.slice(0, 12)}… ` +
        `that ${file} was made of`,
    );
  }
  const { name, process: node, corner, provenance, licence, sourceFile } = stated;
  return { ...imported, name, process: node, corner, provenance, licence, sourceFile };
}

/** The technology of a file but for its prices, which are made anew: they may be of terms that are no longer priced. */
function withoutPrices(file: string): Technology {
  const json = readJson(file);
  if (typeof json !== "object" || json === null) return validateTechnology(json, file);
  return validateTechnology({ ...json, primitives: undefined }, file);
}

function nameOf(file: string): string {
  return file.replace(/^.*[/\\]/, "").slice(0, -".json".length);
}

function describeFit(technology: Technology & { readonly primitives: NonNullable<Technology["primitives"]> }): string {
  const { crossValidation } = technology.primitives;
  const rows = Object.entries(crossValidation).map(
    ([what, { mean, worst, bound = worst, items, folds }]) =>
      `  ${what.padEnd(8)} mean ${percent(mean)}, of 95 % within ${percent(bound)}, worst ${percent(worst)} (${items} items, ${folds} folds)`,
  );
  return [
    `${technology.name}: ${modelDescription(technology)}`,
    "cross-validated errors of single modules:",
    ...rows,
  ].join("\n");
}
