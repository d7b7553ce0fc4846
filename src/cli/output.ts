import type { Argv } from "yargs";
import { findGenerator } from "../../generators/registry.ts";
import type { Generator } from "../../generators/generator.ts";
import { GENERATORS } from "../../generators/registry.ts";
import { loadTechnology, type Technology } from "../../models/technology/index.ts";
import { loadDesign } from "../config/design.ts";
import { InputError } from "../core/errors.ts";
import type { Design } from "../core/result.ts";
import { importLiberty } from "../eda/liberty/index.ts";

/** What several commands share: options, reading a design, printing. Progress goes to stderr, results to stdout. */

export interface JsonOption {
  readonly json: boolean;
}

export function withJson<T>(yargs: Argv<T>): Argv<T & JsonOption> {
  return yargs.option("json", { type: "boolean", default: false, describe: "print one JSON document on stdout" });
}

export function withDesign<T>(yargs: Argv<T>): Argv<T & { design: string }> {
  return yargs.positional("design", {
    type: "string",
    demandOption: true,
    describe: 'DESIGN.json: {"generator": ..., "parameters": {...}}',
  });
}

/** Reads a number option strictly: what is no number, or out of range, is an error and never a NaN. */
export function numberIn(
  option: string,
  range: { readonly minimum: number; readonly maximum: number; readonly isWhole: boolean },
) {
  return (raw: number | string): number => {
    const value = typeof raw === "string" && raw.trim() !== "" ? Number(raw) : raw;
    const { minimum, maximum, isWhole } = range;
    if (typeof value === "number" && value >= minimum && value <= maximum && (!isWhole || Number.isInteger(value)))
      return value;
    const kind = isWhole ? "an integer" : "a number";
    throw InputError.at(`--${option}`, `got ${raw}, expected ${kind} from ${minimum} to ${maximum}`);
  };
}

/** Clock frequencies [MHz] that `--clock` takes. */
export const CLOCK_RANGE = { minimum: 0.001, maximum: 100_000, isWhole: false } as const;
/** Numbers of matrix products. */
export const VECTOR_RANGE = { minimum: 1, maximum: 1_000_000, isWhole: true } as const;
export const SEED_RANGE = { minimum: 0, maximum: 2 ** 31 - 1, isWhole: true } as const;
export const WORKER_RANGE = { minimum: 1, maximum: 256, isWhole: true } as const;

/** Prints a result: one JSON document, or text for people. */
export function print(json: boolean, document: unknown, text: () => string): void {
  process.stdout.write(`${json ? JSON.stringify(document, null, 2) : text()}\n`);
}

/** A design of a file with its generator. @throws {InputError} with one fault per mistake. */
export function readDesign(file: string): { readonly design: Design; readonly generator: Generator } {
  const design = loadDesign(file, GENERATORS);
  const generator = findGenerator(design.generator);
  if (generator === undefined) throw InputError.at(file, `got generator ${design.generator}`);
  return { design, generator };
}

/** The technology that `--technology` or `--liberty` names; a Liberty file is read as `tritforge tech import` would. */
export function readTechnology(options: {
  readonly technology?: string | undefined;
  readonly liberty?: string | undefined;
}): Technology {
  if (options.liberty === undefined) return loadTechnology(options.technology ?? "asap7");
  if (options.technology !== undefined)
    throw InputError.at("--liberty", "got --technology too, expected one of the two");
  return importLiberty(options.liberty);
}

/** Rows of text as aligned columns; numbers to the right. */
export function table(header: readonly string[], rows: readonly (readonly (string | number)[])[]): string {
  const cells = [
    header,
    ...rows.map((row) => row.map((cell) => (typeof cell === "number" ? formatNumber(cell) : cell))),
  ];
  const widths = header.map((_, column) => Math.max(...cells.map((row) => (row[column] ?? "").length)));
  const isNumeric = header.map((_, column) => rows.every((row) => typeof row[column] === "number"));
  return cells
    .map((row) =>
      row
        .map((cell, i) => (isNumeric[i] === true ? cell.padStart(widths[i] ?? 0) : cell.padEnd(widths[i] ?? 0)))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}

/** Five significant digits at most, thousands set apart. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value)) return value.toLocaleString("en-US").replaceAll(",", " ");
  const digits = Math.max(0, 4 - Math.floor(Math.log10(Math.abs(value))));
  return value.toLocaleString("en-US", { maximumFractionDigits: Math.min(digits, 6) }).replaceAll(",", " ");
}
