import { InputError } from "../../src/core/errors.ts";
import type { Fault } from "../../src/core/errors.ts";
import { checkFields, describe, isObject } from "./fields.ts";
import type { Field, Report } from "./fields.ts";
import { checkTables } from "./check-tables.ts";
import { readTables } from "./read-tables.ts";
import { checkPrimitives, type TechnologyPrimitives } from "./primitives.ts";
import type { TechnologyTables } from "./tables.ts";

/** Version of the technology file format; raised when a field changes its meaning. */
export const TECHNOLOGY_SCHEMA_VERSION = 1;

/** What a cell is for. Synthesis uses combinational cells, flip-flops, adders and ties; the rest is kept for the record. */
export const CELL_KINDS = [
  "combinational",
  "flip-flop",
  "latch",
  "full-adder",
  "half-adder",
  "tie",
  "clock-gate",
  "other",
] as const;
export type CellKind = (typeof CELL_KINDS)[number];

export interface TechnologyPin {
  readonly name: string;
  readonly direction: "input" | "output" | "inout";
  /** Input capacitance [fF]; absent where the library states none. */
  readonly capacitanceFf?: number;
  /** The same for a rising and a falling edge [fF], where the library tells them apart. */
  readonly riseCapacitanceFf?: number;
  readonly fallCapacitanceFf?: number;
  /** Logic function of an output in Liberty notation, e.g. `!(A*B)`; of a sequential cell: its state variable. */
  readonly function?: string;
}

/** The `ff` group of a flip-flop, in Liberty notation. */
export interface FlipFlop {
  /** Names of the state variable and its complement; outputs refer to them. */
  readonly state: readonly [string, string];
  readonly clockedOn: string;
  readonly nextState: string;
  readonly clear?: string;
  readonly preset?: string;
}

/** Which pin of a full or half adder cell is what, found from its truth table. */
export interface AdderPins {
  readonly inputs: readonly string[];
  readonly sum: string;
  readonly carry: string;
  /** The pin gives the complement of the sum. */
  readonly sumInverted: boolean;
  /** The pin gives the complement of the carry. */
  readonly carryInverted: boolean;
}

export interface TechnologyCell {
  readonly name: string;
  readonly kind: CellKind;
  readonly areaUm2: number;
  /** Mean over the input states the library lists [nW]; absent where it states none. */
  readonly leakageNw?: number;
  /** The library asks synthesis not to use this cell. */
  readonly dontUse: boolean;
  readonly pins: readonly TechnologyPin[];
  /** Only of kind `flip-flop`. */
  readonly flipFlop?: FlipFlop;
  /** Only of kind `full-adder` and `half-adder`. */
  readonly adder?: AdderPins;
}

/** A standard-cell library as data: what pricing and synthesis need, no more. */
export interface Technology {
  readonly schemaVersion: typeof TECHNOLOGY_SCHEMA_VERSION;
  /** Short name used on the command line, e.g. `asap7`. */
  readonly name: string;
  /** e.g. `7 nm predictive FinFET`. */
  readonly process: string;
  /** Name of the operating conditions, e.g. `tt_025C_1v80`. */
  readonly corner: string;
  readonly voltageV: number;
  readonly temperatureC: number;
  /** Name of the Liberty library. */
  readonly library: string;
  readonly sourceFile: string;
  /** SHA-256 of the Liberty text (after gunzip), so that a compressed copy has the same hash. */
  readonly sourceSha256: string;
  readonly provenance: string;
  readonly licence: string;
  /** Area of the smallest usable NAND2: one gate equivalent [µm²]. */
  readonly nand2AreaUm2: number;
  /** The buffer for nets with many readers; see src/eda/liberty/pace.ts for how it is chosen. */
  readonly fanOutBuffer: string;
  /** Absent until the library has been characterised; then designs cannot be estimated in it. */
  readonly primitives?: TechnologyPrimitives;
  /** Timing and power of the cells that synthesis uses. */
  readonly tables: TechnologyTables;
  readonly cells: readonly TechnologyCell[];
  /** Cells of the library that cannot be used, with the reason. */
  readonly skipped: readonly { readonly name: string; readonly reason: string }[];
}

const LIBRARY_FIELDS: Readonly<Record<string, Field>> = {
  name: "string",
  process: "string",
  corner: "string",
  voltageV: "positive",
  temperatureC: "number",
  library: "string",
  sourceFile: "string",
  sourceSha256: "string",
  provenance: "string",
  licence: "string",
  nand2AreaUm2: "positive",
  fanOutBuffer: "string",
  cells: "array",
  skipped: "array",
};
const CELL_FIELDS: Readonly<Record<string, Field>> = {
  name: "string",
  kind: "string",
  areaUm2: "number",
  dontUse: "boolean",
  pins: "array",
};

/**
 * Makes loose JSON a `Technology`.
 * @param file shown in front of the JSON path of each fault
 * @throws InputError with one fault per wrong field
 */
export function validateTechnology(json: unknown, file: string): Technology {
  const faults: Fault[] = [];
  const fault = (path: string, message: string) => void faults.push({ path: `${file}: ${path}`, message });
  if (!isObject(json)) throw InputError.at(file, `got ${describe(json)}, expected a technology object`);
  if (json["schemaVersion"] !== TECHNOLOGY_SCHEMA_VERSION) {
    const got = describe(json["schemaVersion"]);
    throw InputError.at(`${file}: /schemaVersion`, `got ${got}, expected ${TECHNOLOGY_SCHEMA_VERSION}`);
  }
  checkFields(json, LIBRARY_FIELDS, "", fault);
  checkPrimitives(json["primitives"], fault);
  const cells: unknown = json["cells"];
  if (Array.isArray(cells)) cells.forEach((cell: unknown, index) => checkCell(cell, `/cells/${index}`, fault));
  const tables = readTables(json["tables"], fault);
  if (faults.length > 0) throw new InputError(faults);
  const technology = { ...json, tables } as unknown as Technology;
  checkTables(technology, fault);
  if (faults.length > 0) throw new InputError(faults);
  return technology;
}

function checkCell(cell: unknown, path: string, fault: Report): void {
  if (!isObject(cell)) return fault(path, `got ${describe(cell)}, expected a cell object`);
  checkFields(cell, CELL_FIELDS, path, fault);
  const kind = cell["kind"];
  if (typeof kind === "string" && !CELL_KINDS.some((legal) => legal === kind)) {
    fault(`${path}/kind`, `got "${kind}", expected one of ${CELL_KINDS.join(", ")}`);
  }
  if (typeof cell["areaUm2"] === "number" && !(cell["areaUm2"] > 0)) {
    fault(`${path}/areaUm2`, `got ${cell["areaUm2"]}, expected an area above 0`);
  }
  if (kind === "flip-flop") checkPart(cell, "flipFlop", ["clockedOn", "nextState"], path, fault);
  if (kind === "full-adder" || kind === "half-adder") checkPart(cell, "adder", ["sum", "carry"], path, fault);
  const pins: unknown = cell["pins"];
  if (Array.isArray(pins)) {
    pins.forEach((pin: unknown, index) => {
      const fields: Readonly<Record<string, Field>> = { name: "string", direction: "string" };
      if (isObject(pin)) checkFields(pin, fields, `${path}/pins/${index}`, fault);
      else fault(`${path}/pins/${index}`, `got ${describe(pin)}, expected a pin object`);
    });
  }
}

function checkPart(
  cell: Record<string, unknown>,
  key: string,
  strings: readonly string[],
  path: string,
  fault: Report,
): void {
  const part = cell[key];
  if (!isObject(part)) return fault(`${path}/${key}`, `got ${describe(part)}, expected an object`);
  checkFields(part, Object.fromEntries(strings.map((name) => [name, "string" as const])), `${path}/${key}`, fault);
}

export type { TechnologyPrimitives };
