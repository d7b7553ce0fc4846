import { closeSync, openSync, readSync } from "node:fs";

import { InputError } from "../core/errors.ts";
import { jsonPath } from "./json-schema.ts";
import { findSyntaxFault } from "./json-syntax.ts";

/** Bytes that a JSON file may have: tables of measured modules and fronts of large spaces have some megabytes. */
export const MOST_JSON_BYTES = 256 * 2 ** 20;

/**
 * The JSON value in `file`. Throws InputError when it cannot be read, is larger than MOST_JSON_BYTES, no UTF-8, or not
 * JSON as `parseJson` has it.
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
  const bytes = readBytes(file);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw InputError.at(file, "got bytes that are no UTF-8, expected a JSON file");
  }
}

/** Reads a pipe as well as a file, and never more than it must to see that there is too much. */
function readBytes(file: string): Uint8Array {
  const chunks: Uint8Array[] = [];
  let size = 0;
  let handle: number | undefined;
  try {
    handle = openSync(file, "r");
    for (;;) {
      const chunk = new Uint8Array(2 ** 20);
      const count = readSync(handle, chunk);
      if (count === 0) return Buffer.concat(chunks, size);
      chunks.push(chunk.subarray(0, count));
      size += count;
      if (size > MOST_JSON_BYTES) break;
    }
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    const found = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "a folder" : code;
    throw InputError.at(file, `got ${found}, expected a readable JSON file`);
  } finally {
    if (handle !== undefined) closeSync(handle);
  }
  throw InputError.at(file, `got more than ${MOST_JSON_BYTES / 2 ** 20} MB, expected a JSON file of at most that`);
}
