import { readdirSync } from "node:fs";
import { isAbsolute, join } from "node:path";
import { fileURLToPath } from "node:url";

import { didYouMean } from "../../src/json/did-you-mean.ts";
import { readJson } from "../../src/json/json-file.ts";
import { compileSchema, type JsonSchema } from "../../src/json/json-schema.ts";
import { printableTextSchema } from "../../src/json/text-schema.ts";
import { InputError } from "../../src/core/errors.ts";

/** The door for data about memories, shipped or a user's: this file alone looks at the folder and at JSON files. */
export { compileSchema, type JsonSchema };

/** The value in a JSON file of this folder. */
export function readShipped(file: string): unknown {
  return readJson(fileURLToPath(new URL(file, import.meta.url)));
}

/** The value in a user's JSON file. Throws InputError. */
export function readUser(file: string): unknown {
  return readJson(file);
}

/** The NAMEs of `PREFIX-NAME.json` in this folder, sorted. */
export function shippedNames(prefix: string): readonly string[] {
  return readdirSync(fileURLToPath(new URL(".", import.meta.url)))
    .filter((file) => file.startsWith(`${prefix}-`) && file.endsWith(".json"))
    .map((file) => file.slice(prefix.length + 1, -".json".length))
    .toSorted();
}

/** Anything that ends in `.json` or has a slash is a user's file, taken from `directory`; the rest are names. */
export function userFile(nameOrFile: string, directory: string): string | undefined {
  if (!nameOrFile.endsWith(".json") && !/[/\\]/.test(nameOrFile)) return undefined;
  return isAbsolute(nameOrFile) ? nameOrFile : join(directory, nameOrFile);
}

/** `got "x", expected one of …`, at `path`. */
export function unknownName(path: string, got: string, names: readonly string[], orElse: string): InputError {
  const others = [...names, orElse].join(", ");
  return InputError.at(path, `got "${got}", expected one of ${others}${didYouMean(got, names)}`);
}

/** Schema of a number above 0; `what` says what it is, with its unit. */
export function positive(what: string): JsonSchema {
  return { type: "number", exclusiveMinimum: 0, maximum: 1e15, expected: `${what}, a number above 0` };
}

export function whole(what: string): JsonSchema {
  return { type: "integer", minimum: 1, maximum: 1e12, expected: `${what}, an integer from 1` };
}

/** Schema of one line of printable text. */
export function text(what: string): JsonSchema {
  return printableTextSchema(what);
}

/** Schema of an object with these keys and no others. */
export function objectOf(expected: string, properties: JsonSchema, required: readonly string[]): JsonSchema {
  return { type: "object", properties, required, additionalProperties: false, expected };
}
