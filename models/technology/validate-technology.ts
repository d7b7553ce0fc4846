import { InputError, type Fault } from "../../src/core/errors.ts";
import { compileSchema, type Door, type JsonSchema } from "../../src/json/json-schema.ts";
import { checkCells } from "./check-cells.ts";
import { checkTables } from "./check-tables.ts";
import { readTables, type Report } from "./read-tables.ts";
import type { TablesFile } from "./tables-schema.ts";
import { TECHNOLOGY_SCHEMA } from "./technology-schema.ts";
import { TECHNOLOGY_SCHEMA_VERSION, type Technology } from "./technology.ts";

/** A technology as its file has it. */
type TechnologyFile = Omit<Technology, "tables"> & { readonly tables: TablesFile };

const VERSION_SCHEMA: JsonSchema = {
  type: "object",
  properties: { schemaVersion: { const: TECHNOLOGY_SCHEMA_VERSION, expected: `${TECHNOLOGY_SCHEMA_VERSION}` } },
  required: ["schemaVersion"],
  expected: "a technology object",
};

/** Made at the first use: compiling takes longer than checking, and most commands need no technology. */
let checks: readonly [version: Door<object>, shape: Door<TechnologyFile>] | undefined;

/**
 * Makes loose JSON a `Technology`: shape, ranges and names by the schema, then whether the parts fit together.
 * @param file shown in front of the JSON path of each fault
 * @throws {InputError} with one fault per wrong field
 */
export function validateTechnology(json: unknown, file: string): Technology {
  checks ??= [compileSchema<object>(VERSION_SCHEMA), compileSchema<TechnologyFile>(TECHNOLOGY_SCHEMA)];
  const [versionOf, shapeOf] = checks; // a file of another version is refused for that alone
  const shaped = shapeOf(versionOf(json, file), file);
  const faults: Fault[] = [];
  const fault: Report = (path, message) => void faults.push({ path: `${file}: ${path}`, message });
  checkCells(shaped.cells, fault);
  const technology = { ...shaped, tables: readTables(shaped.tables, fault) };
  if (faults.length > 0) throw new InputError(faults);
  checkTables(technology, fault);
  if (faults.length > 0) throw new InputError(faults);
  return technology;
}
