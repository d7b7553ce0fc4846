import { InputError } from "../core/errors.ts";
import { readInput } from "./input-file.ts";
import { jsonPath } from "./json-schema.ts";
import { findSyntaxFault } from "./json-syntax.ts";

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
 * The JSON value of `text`; `where` names it in messages. Throws InputError with line and column where it is no JSON, and
 * with the JSON path where a key stands twice or a number fits in no double; at most `MOST_LEVELS` deep.
 */
export function parseJson(text: string, where: string): unknown {
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  const fault = findSyntaxFault(json);
  if (fault === undefined) return JSON.parse(json);
  const { line, column, keys, found, expected } = fault;
  throw InputError.at(jsonPath(`${where}:${line}:${column}`, ...(keys ?? [])), `got ${found}, expected ${expected}`);
}

function readText(file: string): string {
  const bytes = readInput(file, "JSON", MOST_MB);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw InputError.at(file, "got bytes that are no UTF-8, expected a JSON file");
  }
}
