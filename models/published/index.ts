/**
 * Published designs as data: `designs/<name>.json`, one a design, found by name. `fields.ts` says what may be stated, with units;
 * a value without a source, or a guess, does not belong here.
 */
import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { InputError } from "../../src/core/errors.ts";
import { didYouMean } from "../../src/json/did-you-mean.ts";
import { readJson } from "../../src/json/json-file.ts";
import { compileSchema } from "../../src/json/json-schema.ts";
import { GROUPS, type PublishedDesign } from "./published-design.ts";
import { PUBLISHED_SCHEMA } from "./published-schema.ts";

export * from "./fields.ts";
export * from "./published-design.ts";

const DESIGNS = new URL("designs/", import.meta.url);

/** A published design from a JSON value. @throws {InputError} with one fault per mistake; `where` (the file) opens every path */
export const parsePublished = compileSchema<PublishedDesign>(PUBLISHED_SCHEMA);

/** The names of all published designs, sorted. */
export function publishedNames(): readonly string[] {
  return readdirSync(fileURLToPath(DESIGNS))
    .filter((file) => file.endsWith(".json"))
    .map((file) => file.slice(0, -5))
    .toSorted();
}

/** All published designs, by group, then by name. */
export function publishedDesigns(): readonly PublishedDesign[] {
  const designs = publishedNames().map((name) => loadPublished(name));
  return GROUPS.flatMap((group) => designs.filter((design) => design.group === group));
}

/** The published design of a name. @throws {InputError} at `name`, with the names that there are */
export function loadPublished(name: string): PublishedDesign {
  const names = publishedNames();
  if (!names.includes(name))
    throw InputError.at("name", `got "${name}", expected one of ${names.join(", ")}${didYouMean(name, names)}`);
  const file = fileURLToPath(new URL(`${name}.json`, DESIGNS));
  return parsePublished(readJson(file), file);
}
