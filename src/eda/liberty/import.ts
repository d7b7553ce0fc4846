import { createHash } from "node:crypto";
import { basename } from "node:path";
import { InputError } from "../../core/errors.ts";
import { printable, shortened } from "../../core/printable.ts";
import { parseJson } from "../../json/json-file.ts";
import { serialiseTechnology, validateTechnology } from "../../../models/technology/index.ts";
import { TECHNOLOGY_SCHEMA_VERSION } from "../../../models/technology/technology.ts";
import type { Technology, TechnologyCell } from "../../../models/technology/technology.ts";
import { refuseStrangeNames } from "./check-names.ts";
import { cheapest, gatesWithTable, plainFlipFlops } from "../../../models/technology/choose-cells.ts";
import { statedNodeNm } from "../../../models/technology/node.ts";
import { TABLES } from "../../../models/technology/truth-table.ts";
import { nodeOfLibrary } from "./library-node.ts";
import { measurePace } from "./pace.ts";
import { packTables } from "./pack.ts";
import { groupsOf, parseLiberty, type LibertyGroup } from "./parse.ts";
import { readCells } from "./read-cells.ts";
import { readLibertyFile } from "./read-file.ts";
import { readUnits } from "./units.ts";
import { cellsInUse } from "../../../models/technology/synthesis-cells.ts";

/** What a Liberty file does not say about itself; what is left out is taken from the file or said to be unknown. */
export interface ImportOptions {
  /** Default: name of the Liberty library. */
  readonly name?: string;
  /** e.g. `7 nm predictive FinFET`. */
  readonly process?: string;
  /** Process node [nm]. Default: as `process` states it, or as the library's name tells (`nodeOfLibrary`). */
  readonly nodeNm?: number;
  /** Default: name of the operating conditions. */
  readonly corner?: string;
  /** Default: recognised in the header comment. */
  readonly licence?: string;
  readonly provenance?: string;
}

/**
 * Reads a Liberty file, gzipped or not, into a technology.
 * @throws InputError naming file and line for unreadable, malformed, truncated or insufficient libraries
 */
export function importLiberty(file: string, options: ImportOptions = {}): Technology {
  return importLibertyText(readLibertyFile(file), file, options);
}

/**
 * The same for text already in memory.
 * @param file shown in errors; its base name becomes `sourceFile`
 * @throws InputError as `importLiberty`
 */
export function importLibertyText(text: string, file: string, options: ImportOptions = {}): Technology {
  const library = parseLiberty(text, file);
  refuseStrangeNames(library, file);
  const where = `${file}:${library.line}`;
  const units = readUnits(library, file);
  const { cells, grids, skipped } = readCells(library, units, file);
  const nand2AreaUm2 = requireEssentials(cells, skipped, where);
  const { fo4, fanOutBuffer, range } = measurePace(cells, grids, where);
  const used = [...cellsInUse({ cells, fanOutBuffer })].map(
    ({ name }) => [name, grids.get(name) ?? { arcs: [], energy: [] }] as const,
  );
  const libraryName = library.args[0] ?? "";
  const technology: Technology = {
    schemaVersion: TECHNOLOGY_SCHEMA_VERSION,
    name: options.name ?? libraryName,
    process: processOf(libraryName, options),
    ...conditions(library, units.voltageV, file, options.corner),
    library: libraryName,
    sourceFile: printable(basename(file)),
    sourceSha256: createHash("sha256").update(text).digest("hex"),
    provenance: options.provenance ?? statedProvenance(library, file),
    licence: options.licence ?? headerLicence(text),
    nand2AreaUm2,
    fanOutBuffer,
    tables: { ...packTables(new Map(used), range), fo4 },
    cells,
    skipped,
  };
  // Whatever comes of a Liberty file is held to the rules of a technology file: the two doors let the same through.
  return validateTechnology(parseJson(serialiseTechnology(technology), file), file);
}

/** The process in words, with its node wherever that is known, and how it is known. */
function processOf(library: string, { process, nodeNm }: ImportOptions): string {
  if (process !== undefined && (nodeNm === undefined || statedNodeNm(process) === nodeNm)) return process;
  if (nodeNm !== undefined) return [process, `${nodeNm} nm`].filter((part) => part !== undefined).join(", ");
  const told = nodeOfLibrary(library);
  return told === undefined
    ? "not stated"
    : `${told} nm (by the name of the library, ${printable(shortened(library))})`;
}

/** A library without NAND2, inverter or flip-flop cannot build a design; said at once, with the cells refused. */
function requireEssentials(
  cells: readonly TechnologyCell[],
  skipped: readonly { readonly name: string; readonly reason: string }[],
  where: string,
): number {
  const nand2 = cheapest(gatesWithTable(cells, TABLES.nand2));
  const missing = [
    ...(nand2 === undefined ? ["2-input NAND"] : []),
    ...(gatesWithTable(cells, TABLES.inverter).length === 0 ? ["inverter"] : []),
    ...(plainFlipFlops(cells).length === 0 ? ["rising-edge D flip-flop"] : []),
  ];
  if (nand2 !== undefined && missing.length === 0) return nand2.areaUm2;
  const refused = skipped.map(({ name, reason }) => `${name} (${reason})`);
  const also = refused.length === 0 ? "" : `; cells refused: ${refused.slice(0, 8).join(", ")}`;
  throw new InputError(
    missing.map((what) => ({
      path: where,
      message: `the library has no usable ${what}, which synthesis needs${also}`,
    })),
  );
}

function conditions(library: LibertyGroup, voltageUnitV: number, file: string, corner: string | undefined) {
  const chosen = library.attributes.get("default_operating_conditions");
  const groups = groupsOf(library, "operating_conditions");
  const group = groups.find((each) => each.args[0] === chosen) ?? groups[0];
  const number = (name: string): number => {
    const text = group?.attributes.get(name) ?? library.attributes.get(`nom_${name}`);
    const value = Number(text);
    if (text !== undefined && Number.isFinite(value)) return value;
    const got = text === undefined ? "nothing" : `"${printable(shortened(text))}"`;
    throw InputError.at(`${file}:${library.line}`, `nom_${name}: got ${got}, expected a number`);
  };
  return {
    corner: corner ?? (printable(shortened(group?.args[0] ?? "")) || "nominal"),
    voltageV: number("voltage") * voltageUnitV,
    temperatureC: number("temperature"),
  };
}

/** Of what a library says about itself. */
const MOST_LETTERS = 1000;

function statedProvenance(library: LibertyGroup, file: string): string {
  const stated = ["comment", "date", "revision"].flatMap((name) => library.attributes.get(name) || []);
  const text = [`Liberty file ${basename(file)}`, ...stated].join("; ").replaceAll(/\s+/g, " ");
  return printable(shortened(text, MOST_LETTERS));
}

/** Licences that open PDKs use, recognised by their wording in the comments before `library`. */
function headerLicence(text: string): string {
  const header = text.slice(0, Math.max(0, text.search(/^[ \t]*library[ \t]*\(/m)));
  const spdx = /SPDX-License-Identifier:\s*([\w.+-]+)/.exec(header)?.[1];
  if (spdx !== undefined) return spdx;
  if (/Apache License,? Version 2\.0/i.test(header)) return "Apache-2.0";
  if (/BSD 3-Clause|Neither the name of/i.test(header)) return "BSD-3-Clause";
  if (/MIT License|Permission is hereby granted, free of charge/i.test(header)) return "MIT";
  return "not stated";
}
