import { InputError, type Fault } from "../../src/core/errors.ts";
import {
  compileSchema,
  objectOf,
  positive,
  readShipped,
  readUser,
  shippedNames,
  text,
  unknownName,
  userFile,
  whole,
  type JsonSchema,
} from "./data-file.ts";

/** A memory macro with one port, as its source states it. */
export interface SramMacro {
  readonly bits: number;
  readonly wordBits: number;
  readonly areaUm2: number;
  /** Of one access to one word; absent where the source gives areas only. */
  readonly readEnergyPj?: number;
  /** Absent where the source states reads only; a write then costs what a read costs. */
  readonly writeEnergyPj?: number;
  readonly leakageMw: number;
}

/** Macros of one family in one process, at one supply. */
export interface SramTable {
  readonly name: string;
  readonly title: string;
  readonly nodeNm: number;
  readonly voltageV: number;
  /** Where every number is from. */
  readonly source: string;
  /** Conditions, and what is not in the numbers. */
  readonly notes?: string;
  /** a in energy ∝ wordBits^a at equal capacity, 0 … 1, and how it was found. */
  readonly wordExponent: { readonly value: number; readonly source: string };
  readonly macros: readonly SramMacro[];
}

const check = compileSchema<SramTable>(schema());

/** Names of the tables that come with tritforge: the `sram-NAME.json` of this folder. */
export function builtInSramTables(): readonly string[] {
  return shippedNames("sram");
}

/**
 * A table by its built-in name, or from a JSON file (anything that ends in `.json` or has a slash, taken from
 * `directory`); `path` is where the name stands.
 * @throws {InputError} if there is no such table or it is not one
 */
export function loadSramTable(nameOrFile: string, directory = ".", path = "sram"): SramTable {
  const file = userFile(nameOrFile, directory);
  if (file !== undefined) return parseSramTable(readUser(file), file);
  const names = builtInSramTables();
  if (!names.includes(nameOrFile)) throw unknownName(path, nameOrFile, names, "or a .json file");
  return parseSramTable(readShipped(`sram-${nameOrFile}.json`), `sram-${nameOrFile}.json`);
}

/** A table from a JSON value; `where` (the file) opens every path. Throws InputError with one fault per mistake. */
export function parseSramTable(json: unknown, where: string): SramTable {
  const table = check(json, where);
  const faults = table.macros.flatMap((macro, index): Fault[] => {
    if (macro.wordBits <= macro.bits) return [];
    const message = `got a word of ${macro.wordBits} bits in ${macro.bits} bits, expected one word at least`;
    return [{ path: `${where}: /macros/${index}/wordBits`, message }];
  });
  if (faults.length > 0) throw new InputError(faults);
  return table;
}

function schema(): JsonSchema {
  const macro = {
    bits: whole("a capacity in bits"),
    wordBits: whole("a word in bits"),
    areaUm2: positive("an area in µm²"),
    readEnergyPj: positive("an energy per read in pJ"),
    writeEnergyPj: positive("an energy per write in pJ"),
    leakageMw: positive("a leakage in mW"),
  };
  const exponent = {
    value: { type: "number", minimum: 0, maximum: 1, expected: "a number from 0 to 1" },
    source: text("how the exponent was found"),
  };
  return objectOf(
    "a table of memory macros",
    {
      name: text("a short name"),
      title: text("what the macros are"),
      nodeNm: positive("a process node in nm"),
      voltageV: positive("a supply in V"),
      source: text("where the numbers are from"),
      notes: { type: "string", expected: "a text" },
      wordExponent: objectOf('an exponent {"value", "source"}', exponent, ["value", "source"]),
      macros: {
        type: "array",
        minItems: 1,
        items: objectOf("a macro", macro, ["bits", "wordBits", "areaUm2", "leakageMw"]),
        expected: "a list of one or more macros",
      },
    },
    ["name", "title", "nodeNm", "voltageV", "source", "wordExponent", "macros"],
  );
}
