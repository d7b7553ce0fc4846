import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { onceFor } from "../../src/core/once-for.ts";
import { InputError } from "../../src/core/errors.ts";
import { readJson } from "../../src/json/json-file.ts";
import { compileSchema, type JsonSchema } from "../../src/json/json-schema.ts";
import { libraryNameSchema, printableTextSchema } from "../../src/json/text-schema.ts";
import { objectOf, whole } from "../technology/schema-parts.ts";
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
    const table = readShipped(fileURLToPath(shipped));
    // A user's library may have the name of a built-in one.
    return table.librarySha256 === technology.sourceSha256 ? table : undefined;
  }
  const table = read(file);
  if (table.librarySha256 === technology.sourceSha256) return table;
  throw InputError.at(
    `${file}: /librarySha256`,
    `got ${table.librarySha256.slice(0, 12)}… (${table.technology}), expected ${technology.sourceSha256.slice(0, 12)}… ` +
      `of technology ${technology.name}`,
  );
}

/** Numbers of one module and cycle are bounded, so that sums of millions of them stay finite. */
const AMOUNT: JsonSchema = { type: "number", minimum: 0, maximum: 1e15, expected: "a number from 0 to 1e15" };
const ENERGIES: JsonSchema = {
  type: "array",
  items: AMOUNT,
  minItems: 3,
  maxItems: 3,
  expected: "three energies from 0 on",
};

const PINS: JsonSchema = { type: "array", items: AMOUNT, minItems: 1, expected: "pins behind the bits of a port" };

const TABLE_SCHEMA: JsonSchema = objectOf(
  "a table of measured modules",
  {
    schemaVersion: { const: CHARACTERISED_SCHEMA_VERSION, expected: `${CHARACTERISED_SCHEMA_VERSION}` },
    technology: libraryNameSchema("a technology's name"),
    librarySha256: printableTextSchema("a SHA-256"),
    tool: printableTextSchema("a tool"),
    recipe: whole("a version of the recipe"),
    fingerprint: printableTextSchema("a fingerprint"),
    modules: {
      type: "object",
      additionalProperties: objectOf(
        "area, leakage, delay and flip-flops of a module",
        {
          areaUm2: AMOUNT,
          leakageNw: AMOUNT,
          delayPs: AMOUNT,
          flipFlops: AMOUNT,
          pins: { type: "object", additionalProperties: PINS, expected: "pins by port" },
        },
        ["areaUm2", "leakageNw", "delayPs", "flipFlops"],
      ),
      expected: "modules by key",
    },
    energies: {
      type: "object",
      additionalProperties: objectOf("energies of load and hold", { load: ENERGIES, hold: ENERGIES }, ["load", "hold"]),
      expected: "energies by module and activity",
    },
  },
  ["schemaVersion", "technology", "librarySha256", "tool", "recipe", "modules", "energies"],
);

/** Made at the first use, as most commands read no such table. */
let checked: ((json: unknown, where: string) => CharacterisedTable) | undefined;

function read(file: string): CharacterisedTable {
  checked ??= compileSchema<CharacterisedTable>(TABLE_SCHEMA);
  return checked(readJson(file), file);
}

/** Tables that come with tritforge are read once. */
const readShipped = onceFor((file: string) => file, read);

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
