import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";

import { InputError, type Fault } from "../core/errors.ts";
import { shortened } from "../core/printable.ts";
import { didYouMean } from "./did-you-mean.ts";

/**
 * A JSON Schema. Two keywords are our own: `expected` is what is legal at this place, in words; it ends every message
 * about the place (`got X, expected …`). `distinct` asks for a list of different values, in linear time, where
 * `uniqueItems` compares all pairs.
 */
export type JsonSchema = Readonly<Record<string, unknown>>;

/**
 * Makes `schema` a door: it gives a JSON value back as a `T`, or throws InputError with one fault per mistake, each at
 * `WHERE: /json/path`. The schema must describe `T`. It is compiled when the first value comes.
 */
export function compileSchema<T>(schema: JsonSchema): (data: unknown, where: string) => T {
  let validate: ValidateFunction<T> | undefined;
  return (data, where) => {
    validate ??= (ajv ??= createAjv()).compile<T>(schema);
    if (validate(data)) return data;
    throw new InputError(oneFaultPerPlace(validate.errors ?? [], where));
  };
}

/** One for all schemas: to start one takes as long as to compile a schema. */
let ajv: Ajv | undefined;

function createAjv(): Ajv {
  const made = new Ajv({
    allErrors: true,
    verbose: true,
    strict: true,
    strictRequired: false,
    allowUnionTypes: true,
    inlineRefs: false,
    code: { optimize: false }, // takes longer than what it saves on files of a few kilobytes
  });
  made.addVocabulary(["expected"]);
  made.addKeyword({ keyword: "distinct", type: "array", schemaType: "boolean", validate: isDistinct, errors: false });
  return made;
}

/** `then` where `condition` holds, `otherwise` elsewhere. */
export function schemaIf(condition: JsonSchema, then: JsonSchema, otherwise: JsonSchema = {}): JsonSchema {
  // oxlint-disable-next-line unicorn/no-thenable -- a keyword of JSON Schema
  return { if: condition, then, else: otherwise };
}

/** `FILE: /json/path` as used in every fault; the root is the file alone. */
export function jsonPath(where: string, ...keys: readonly (string | number)[]): string {
  const pointer = keys.map((key) => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
  return pointer === "" ? where : `${where}: ${pointer}`;
}

/** A JSON value for a message, cut to a readable length. */
export function show(value: unknown): string {
  return shortened(JSON.stringify(value) ?? String(value));
}

function isDistinct(wanted: boolean, items: readonly unknown[]): boolean {
  return !wanted || new Set(items.map((item) => JSON.stringify(item))).size === items.length;
}

/** Faults of one file that are told; a file with more is no slip. */
const MOST_FAULTS = 50;

function oneFaultPerPlace(errors: readonly ErrorObject[], where: string): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const error of errors) {
    if (error.keyword === "if" || error.keyword === "propertyNames") continue;
    const fault = describe(error, where);
    const place = isAboutKey(error) ? `${fault.path} ${fault.message}` : fault.path;
    if (!faults.has(place)) faults.set(place, fault);
    if (faults.size > MOST_FAULTS) {
      const told = [...faults.values()].slice(0, MOST_FAULTS);
      return [
        ...told,
        { path: where, message: `got more than ${MOST_FAULTS} faults, expected none; the rest is not told` },
      ];
    }
  }
  return [...faults.values()];
}

function isAboutKey(error: ErrorObject): boolean {
  return error.keyword === "required" || error.keyword === "additionalProperties";
}

function describe(error: ErrorObject, where: string): Fault {
  const path = error.instancePath === "" ? where : `${where}: ${error.instancePath}`;
  const parent: JsonSchema = error.parentSchema ?? {};
  if (error.keyword === "additionalProperties") {
    const key = String(error.params["additionalProperty"]);
    return {
      path,
      message: `got unknown key ${show(key)}, expected ${oneOf(keysOf(parent))}${didYouMean(key, keysOf(parent))}`,
    };
  }
  if (error.keyword === "required") {
    const key = String(error.params["missingProperty"]);
    return { path, message: `got no "${key}", expected ${expectedOf(property(parent, key)) ?? "a value"}` };
  }
  if (error.keyword === "maxItems" && Array.isArray(error.data))
    return { path, message: `got ${error.data.length} items, expected at most ${String(error.params["limit"])}` };
  const near =
    typeof error.data === "string" && Array.isArray(parent["enum"])
      ? didYouMean(error.data, parent["enum"].map(String))
      : "";
  return {
    path,
    message: `got ${show(error.data)}, expected ${expectedOf(parent) ?? error.message ?? "another value"}${near}`,
  };
}

function oneOf(names: readonly string[]): string {
  return names.length === 0 ? "no keys" : `one of ${names.join(", ")}`;
}

function keysOf(schema: JsonSchema): readonly string[] {
  return Object.keys(objectOf(schema["properties"]));
}

function property(schema: JsonSchema, key: string): JsonSchema {
  return objectOf(objectOf(schema["properties"])[key]);
}

function objectOf(value: unknown): JsonSchema {
  return typeof value === "object" && value !== null ? Object.fromEntries(Object.entries(value)) : {};
}

function expectedOf(schema: JsonSchema): string | undefined {
  return typeof schema["expected"] === "string" ? schema["expected"] : undefined;
}
