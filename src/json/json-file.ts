import { firstFaults, InputError } from "../core/errors.ts";
import { readInput } from "./input-file.ts";
import { jsonPath } from "./json-schema.ts";
import { findSyntaxFaults } from "./json-syntax.ts";

/** Largest JSON file [MB]: fronts and tables of large spaces have some; twice as much takes ten seconds to refuse. */
const MOST_MB = 64;

/**
 * The JSON value in `file`, plain or gzipped. Throws InputError as `readInput`, and when it is no UTF-8, or not JSON as
 * `parseJson` has it.
 */
export function readJson(file: string): unknown {
  return parseJson(readText(file), file);
}

/**
 * The JSON value of `text`; `where` names it in messages. Throws InputError with one fault per mistake, each with line and
 * column, and with the JSON path where a key stands twice or a number fits in no double; at most `MOST_LEVELS` deep.
 */
export function parseJson(text: string, where: string): unknown {
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const faults = findSyntaxFaults(json);
  if (faults.length === 0) return JSON.parse(json);
  const told = faults.map(({ line, column, keys = [], found, expected }) => ({
    path: jsonPath(`${where}:${line}:${column}`, ...keys),
    message: `got ${found}, expected ${expected}`,
  }));
  throw new InputError(firstFaults(told, where));
}

function readText(file: string): string {
  const bytes = readInput(file, "JSON", MOST_MB);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw InputError.at(file, "got bytes that are no UTF-8, expected a JSON file");
  }
}
