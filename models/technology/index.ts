/**
 * Standard-cell libraries as data. To add one: `tritforge tech import FILE.lib --name NAME --out models/technology`, then
 * put NAME in `BUILT_IN`. Nothing here is written by hand: a number comes from a Liberty file whose hash is recorded.
 */
import { fileURLToPath } from "node:url";
import { InputError } from "../../src/core/errors.ts";
import { didYouMean } from "../../src/json/did-you-mean.ts";
import { readJson } from "../../src/json/json-file.ts";
import { validateTechnology } from "./validate-technology.ts";
import type { Technology } from "./technology.ts";

export { serialiseTechnology } from "./serialise.ts";
export { CELL_KINDS } from "./technology.ts";
export { validateTechnology } from "./validate-technology.ts";
export type { Technology } from "./technology.ts";

/** Names of the technologies that come with tritforge. */
export const BUILT_IN = ["asap7", "sky130hd", "sg13g2"] as const;

const loaded = new Map<string, Technology>();

/**
 * Loads a technology by its built-in name or from a JSON file that `tritforge tech import` wrote.
 * @param nameOrFile anything with a slash or ending in `.json` is a file
 * @throws InputError if there is no such name or file, or the file is not a technology
 */
export function loadTechnology(nameOrFile: string): Technology {
  const known = loaded.get(nameOrFile);
  if (known !== undefined) return known;
  if (BUILT_IN.some((name) => name === nameOrFile)) {
    const file = fileURLToPath(new URL(`${nameOrFile}.json`, import.meta.url));
    const technology = validateTechnology(readJson(file), `${nameOrFile}.json`);
    loaded.set(nameOrFile, technology);
    return technology;
  }
  if (!nameOrFile.includes("/") && !nameOrFile.endsWith(".json")) {
    throw InputError.at(
      "technology",
      `got "${nameOrFile}", expected one of ${BUILT_IN.join(", ")} or a technology's JSON file${didYouMean(nameOrFile, BUILT_IN)}`,
    );
  }
  return validateTechnology(readJson(nameOrFile), nameOrFile);
}
