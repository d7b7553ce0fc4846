import { readFileSync } from "node:fs";

import { InputError } from "../core/errors.ts";
import { findSyntaxFault } from "./json-syntax.ts";

/** The JSON value in `file`. Throws InputError when it cannot be read, or is not JSON (with line and column). */
export function readJson(file: string): unknown {
  return parseJson(readText(file), file);
}

/** The JSON value of `text`; `where` names it in messages. Throws InputError with line and column. */
export function parseJson(text: string, where: string): unknown {
  const json = text.startsWith("\uFEFF") ? text.slice(1) : text;
  try {
    return JSON.parse(json);
  } catch {
    const fault = findSyntaxFault(json);
    if (fault === undefined) throw InputError.at(where, "is not valid JSON");
    throw InputError.at(`${where}:${fault.line}:${fault.column}`, `got ${fault.found}, expected ${fault.expected}`);
  }
}

function readText(file: string): string {
  try {
    return readFileSync(file, "utf8");
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown error";
    const found = code === "ENOENT" ? "no such file" : code === "EISDIR" ? "a folder" : code;
    throw InputError.at(file, `got ${found}, expected a readable JSON file`);
  }
}
