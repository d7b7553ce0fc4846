import { existsSync, readFileSync } from "node:fs";
import { InputError, type Fault } from "../../src/core/errors.ts";
import { checkFields, describe, isObject, type Report } from "../technology/fields.ts";
import type { Technology } from "../technology/technology.ts";
import type { CharacterisedTable } from "./characterised.ts";

/** Version of the file format; raised when a field changes its meaning. */
export const CHARACTERISED_SCHEMA_VERSION = 1;

/**
 * The table of measured modules for a technology: a given file, or the one that comes with tritforge
 * (models/cost/characterised/NAME.json). Undefined if nothing is given and none comes with it.
 * @throws {InputError} if the file cannot be read, is no such table, or belongs to another library
 */
export function loadCharacterised(technology: Technology, file?: string): CharacterisedTable | undefined {
  if (file === undefined) {
    const shipped = new URL(`./characterised/${encodeURIComponent(technology.name)}.json`, import.meta.url);
    if (!existsSync(shipped)) return undefined;
    const table = parse(readFileSync(shipped, "utf8"), shipped.pathname);
    // A user's library may have the name of a built-in one.
    return table.librarySha256 === technology.sourceSha256 ? table : undefined;
  }
  const table = parse(read(file), file);
  if (table.librarySha256 === technology.sourceSha256) return table;
  throw InputError.at(
    `${file}: /librarySha256`,
    `got ${table.librarySha256.slice(0, 12)}… (${table.technology}), expected ${technology.sourceSha256.slice(0, 12)}… ` +
      `of technology ${technology.name}`,
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    throw InputError.at(file, `cannot be read: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function parse(text: string, file: string): CharacterisedTable {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    throw InputError.at(file, `is not JSON: ${error instanceof Error ? error.message : String(error)}`);
  }
  if (!isObject(json) || json["schemaVersion"] !== CHARACTERISED_SCHEMA_VERSION)
    throw InputError.at(`${file}: /schemaVersion`, "got no table of measured modules, expected version 1");
  const faults: Fault[] = [];
  const fault: Report = (path, message) => void faults.push({ path: `${file}: ${path}`, message });
  const rowsOf = (name: string): readonly (readonly [string, unknown])[] => {
    const rows = json[name];
    if (isObject(rows)) return Object.entries(rows);
    fault(`/${name}`, `got ${describe(rows)}, expected an object`);
    return [];
  };
  checkFields(json, { technology: "string", librarySha256: "string", tool: "string", recipe: "positive" }, "", fault);
  for (const [key, module] of rowsOf("modules")) {
    if (isModule(module)) continue;
    fault(`/modules/${key}`, "got something else than area, leakage, delay and flip-flops from 0 on");
  }
  for (const [key, energy] of rowsOf("energies")) {
    if (isObject(energy) && isCycle(energy["load"]) && isCycle(energy["hold"])) continue;
    fault(`/energies/${key}`, "got something else than three energies from 0 on for load and hold");
  }
  if (faults.length > 0) throw new InputError(faults);
  return json as unknown as CharacterisedTable;
}

function isModule(value: unknown): boolean {
  return isObject(value) && ["areaUm2", "leakageNw", "delayPs", "flipFlops"].every((name) => isFromZero(value[name]));
}

function isCycle(value: unknown): boolean {
  return Array.isArray(value) && value.length === 3 && value.every(isFromZero);
}

function isFromZero(value: unknown): boolean {
  return typeof value === "number" && value >= 0;
}

/** JSON text of a table, one module a line. */
export function serialiseCharacterised({ modules, energies, ...facts }: CharacterisedTable): string {
  const head = Object.entries(facts).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},`);
  const rows = (items: Readonly<Record<string, unknown>>): string =>
    Object.entries(items)
      .map(([key, value]) => `    ${JSON.stringify(key)}: ${JSON.stringify(value)}`)
      .join(",\n");
  return [
    "{",
    ...head,
    '  "modules": {',
    rows(modules),
    "  },",
    '  "energies": {',
    rows(energies),
    "  }",
    "}",
    "",
  ].join("\n");
}
