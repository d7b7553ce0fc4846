import type { JsonSchema } from "../../src/json/json-schema.ts";
import { IDENTIFIER_PATTERN, IDENTIFIER_RULE } from "../../src/core/identifier.ts";
import { identifierSchema } from "../../src/json/text-schema.ts";
import { above, among, defined, listOf, objectOf } from "./schema-parts.ts";
import type { InternalEnergy, LookupTable, SetupTime, TechnologyTables, TimingArc } from "./tables.ts";

/** Something with its lookup tables as a file has them: each one list, number of its slew axis, of its load axis, values. */
export type Flat<T> = { readonly [K in keyof T]: T[K] extends LookupTable ? FlatTable : T[K] };
export type FlatTable = readonly number[];

/** `CellTables` in a file. */
export interface CellTablesFile {
  readonly arcs: readonly Flat<TimingArc>[];
  readonly setup?: Flat<SetupTime>;
  readonly energy: readonly Flat<InternalEnergy>[];
}

/** `TechnologyTables` in a file. */
export type TablesFile = Omit<TechnologyTables, "cells"> & {
  readonly cells: Readonly<Record<string, CellTablesFile>>;
};

const SENSES = ["positive", "negative", "both", "clock"] as const satisfies readonly TimingArc["sense"][];
const PIN = defined("pin");

/** Schemas that stand in many places of a technology file, by the names that `defined` refers to them by. */
export const DEFINITIONS: JsonSchema = {
  pin: identifierSchema("a pin"),
  table: { ...listOf("numbers: two axes, then the values", number()), minItems: 3 },
};

const TABLE = defined("table");

const ARC = objectOf(
  "a timing arc",
  { from: PIN, to: PIN, sense: among(SENSES), rise: TABLE, fall: TABLE, riseSlew: TABLE, fallSlew: TABLE },
  ["from", "to", "sense", "rise", "fall", "riseSlew", "fallSlew"],
);
const SETUP = objectOf("a setup time", { pin: PIN, rise: TABLE, fall: TABLE }, ["pin", "rise", "fall"]);
const ENERGY = objectOf(
  "an energy",
  { pin: PIN, from: PIN, state: among(["open", "shut"]), rise: TABLE, fall: TABLE },
  ["pin", "rise", "fall"],
);

const CELL = objectOf(
  "tables of a cell",
  { arcs: listOf("a list of timing arcs", ARC), setup: SETUP, energy: listOf("a list of energies", ENERGY) },
  ["arcs", "energy"],
);

/** Schema of the `tables` of a technology file; axes and sizes are `readTables`'s. */
export const TABLES_SCHEMA: JsonSchema = objectOf(
  "timing and power tables; import the Liberty file again",
  {
    axes: listOf("a list of axes", { ...listOf("ascending numbers", number()), minItems: 1 }),
    cells: {
      type: "object",
      propertyNames: { pattern: IDENTIFIER_PATTERN },
      additionalProperties: CELL,
      expected: `tables by cell, ${IDENTIFIER_RULE}`,
    },
    fo4: objectOf(
      "the pace of the library: delayPs, slewPs and loadFf",
      { delayPs: above("a delay [ps]", 1e9), slewPs: above("a slew [ps]", 1e9), loadFf: above("a load [fF]", 1e9) },
      ["delayPs", "slewPs", "loadFf"],
    ),
  },
  ["axes", "cells", "fo4"],
);

function number(): JsonSchema {
  return { type: "number", minimum: -1e12, maximum: 1e12, expected: "a number from -1e12 to 1e12" };
}
