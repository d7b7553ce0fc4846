/**
 * Standard-cell libraries as data. To add one: `tritforge tech import FILE.lib --name NAME --out models/technology`, then
 * put NAME in `BUILT_IN`. Nothing here is written by hand: a number comes from a Liberty file whose hash is recorded.
 */
import { readFileSync } from "node:fs";
import { InputError } from "../../src/core/errors.ts";
import { validateTechnology } from "./technology.ts";
import type { Technology } from "./technology.ts";

export { serialiseTechnology } from "./serialise.ts";
export { CELL_KINDS, validateTechnology } from "./technology.ts";
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
    const technology = readTechnology(new URL(`${nameOrFile}.json`, import.meta.url), `${nameOrFile}.json`);
    loaded.set(nameOrFile, technology);
    return technology;
  }
  if (!nameOrFile.includes("/") && !nameOrFile.endsWith(".json")) {
    throw InputError.at(
      "technology",
      `got "${nameOrFile}", expected one of ${BUILT_IN.join(", ")} or a technology's JSON file`,
    );
  }
  return readTechnology(nameOrFile, nameOrFile);
}

function readTechnology(file: string | URL, shown: string): Technology {
  return validateTechnology(parseJson(readText(file, shown), shown), shown);
}

function readText(file: string | URL, shown: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw InputError.at(shown, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parseJson(text: string, shown: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw InputError.at(shown, `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
}
