import { InputError, type Fault } from "../../src/core/errors.ts";
import { compileSchema, type Door, type JsonSchema, type Looked } from "../../src/json/json-schema.ts";
import { valueAt, type Keys } from "../../src/json/value-at.ts";
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
 * Makes loose JSON a `Technology`: shape, ranges and names by the schema, and whether the parts fit together, as far as the schema
 * leaves them whole.
 * @param file shown in front of the JSON path of each fault
 * @throws {InputError} with one fault per wrong field
 */
export function validateTechnology(json: unknown, file: string): Technology {
  checks ??= [compileSchema<object>(VERSION_SCHEMA), compileSchema<TechnologyFile>(TECHNOLOGY_SCHEMA)];
  const [versionOf, shapeOf] = checks; // a file of another version is refused for that alone
  const looked = shapeOf.look(versionOf(json, file), file, STAND_INS);
  const { faults: ofSchema, left, stoodIn, putBack } = looked;
  if (left === undefined) throw new InputError(ofSchema);
  const ofRules: Fault[] = [];
  const fault: Report = (path, message) => {
    if (!stoodIn.includes(path.split("/")[1] ?? "")) ofRules.push(putBack({ path: `${file}: ${path}`, message }));
  };
  const technology = checkParts(left, new LeftOut(json, looked), fault);
  if (ofSchema.length + ofRules.length > 0) throw new InputError([...ofSchema, ...ofRules]);
  return technology;
}

/** Whether the parts fit together, as far as they are whole: what the schema left something out of would show it. */
function checkParts(left: TechnologyFile, leftOut: LeftOut, fault: Report): Technology {
  const { cells, tables } = left;
  const wrong = new Set<string | undefined>();
  const ofCell: Report = (path, message) => {
    wrong.add(cells[Number(path.split("/")[2])]?.name);
    fault(path, message);
  };
  checkCells(cells, ofCell, (name) => !leftOut.isOfCell(name));
  const whole = Object.entries(tables.cells).filter(([name]) => !leftOut.isOf("tables", "cells", name));
  const ofTable: Report = leftOut.isOf("tables", "axes") ? () => undefined : fault;
  const read = readTables({ ...tables, cells: Object.fromEntries(whole) }, ofTable);
  const technology = { ...left, tables: read };
  const names = new Set(cells.map(({ name }) => name));
  const isCertain = (name: string): boolean =>
    !wrong.has(name) &&
    !leftOut.isOfCell(name) &&
    !leftOut.isOf("tables", "cells", name) &&
    (names.has(name) || !leftOut.hasUnknownCells);
  checkTables(technology, fault, isCertain);
  return technology;
}

/** Legal in the place of what is missing, so that the rest is looked at. */
const STAND_INS = {
  ...Object.fromEntries(
    ["name", "process", "corner", "library", "sourceFile", "provenance", "licence", "fanOutBuffer"].map((key) => [
      key,
      key,
    ]),
  ),
  sourceSha256: "0".repeat(64),
  voltageV: 1,
  temperatureC: 25,
  nand2AreaUm2: 1,
  tables: { axes: [], cells: {}, fo4: { delayPs: 1, slewPs: 1, loadFf: 1 } },
  cells: [],
  skipped: [],
};

/** Places of a technology file that the schema found at fault, or missing. */
class LeftOut {
  /** Whether the file has cells whose names it does not tell. */
  readonly hasUnknownCells: boolean;
  readonly #places: readonly Keys[];
  readonly #cells: ReadonlySet<unknown>;

  constructor(json: unknown, { gone, stoodIn }: Looked<TechnologyFile>) {
    this.#places = [...gone, ...stoodIn.map((key) => [key])];
    this.#cells = new Set(
      gone.flatMap((keys) => (keys[0] === "cells" ? [valueAt(json, ...keys.slice(0, 2), "name")] : [])),
    );
    this.hasUnknownCells = stoodIn.includes("cells") || [...this.#cells].some((name) => typeof name !== "string");
  }

  /** Whether there is one at these keys, in front of them or behind them. */
  isOf(...keys: Keys): boolean {
    return this.#places.some((place) => keys.every((key, i) => i >= place.length || place[i] === key));
  }

  isOfCell(name: string): boolean {
    return this.#cells.has(name);
  }
}
