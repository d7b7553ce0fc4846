import { Ajv, type ErrorObject, type ValidateFunction } from "ajv";

import { firstFaults, InputError, MOST_FAULTS, type Fault } from "../core/errors.ts";
import { shortened } from "../core/printable.ts";
import { didYouMean } from "./did-you-mean.ts";
import { keysOf as keysOfPlace, putBack as putBackTo, salvage } from "./salvage.ts";
import type { Keys } from "./value-at.ts";

/**
 * A JSON Schema. Two keywords are our own: `expected` is what is legal at this place, in words; it ends every message
 * about the place (`got X, expected …`). `distinct` asks for a list of different values, in linear time, where
 * `uniqueItems` compares all pairs.
 */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** A place where only what a schema describes gets through, as a `T`. */
export interface Door<T> {
  /** @throws {InputError} with one fault per mistake, each at `WHERE: /json/path` */
  (data: unknown, where: string): T;
  /** Does not throw: what is wrong with a value, and what is left of it without that. */
  readonly look: (data: unknown, where: string, standIns?: StandIns) => Looked<T>;
}

/** Key of the root → what stands there if the key has to be there and nothing legal is. */
export type StandIns = Readonly<Record<string, unknown>>;

/** A value as far as it is what a schema describes. */
export interface Looked<T> {
  readonly faults: readonly Fault[];
  /** Legal, without what is at fault; absent if nothing is left. */
  readonly left?: T & object;
  /** Keys and indices of what is at fault, innermost first that could be left out. */
  readonly gone: readonly Keys[];
  /** Keys of `left` that a stand-in has. */
  readonly stoodIn: readonly string[];
  /** A fault of `left`, where it stands in the value. */
  readonly putBack: (fault: Fault) => Fault;
}

/**
 * Makes `schema` a door: it gives a JSON value back as a `T`, or throws InputError with one fault per mistake, each at
 * `WHERE: /json/path`. The schema must describe `T`. It is compiled when the first value comes.
 */
export function compileSchema<T>(schema: JsonSchema): Door<T> {
  let compiled: ValidateFunction<T> | undefined;
  const validated = (): ValidateFunction<T> => (compiled ??= (ajv ??= createAjv()).compile<T>(schema));
  const door = (data: unknown, where: string): T => {
    const validate = validated();
    if (validate(data)) return data;
    throw new InputError(oneFaultPerPlace(validate.errors ?? [], where));
  };
  return Object.assign(door, {
    look: (data: unknown, where: string, standIns?: StandIns) => look(validated(), data, where, standIns ?? {}),
  });
}

/** Rounds of leaving out what is at fault: leaving out a key may put the object at fault that has to have it. */
const MOST_ROUNDS = 8;

function look<T>(validate: ValidateFunction<T>, data: unknown, where: string, standIns: StandIns): Looked<T> {
  const gone: Keys[] = [];
  let faults: readonly Fault[] | undefined;
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const salvaged = salvage(data, gone);
    const stoodIn = isObject(salvaged.value)
      ? Object.keys(standIns).filter((key) => !(key in objectOf(salvaged.value)))
      : [];
    const value = stoodIn.length === 0 || round === 0 ? salvaged.value : { ...standIns, ...objectOf(salvaged.value) };
    const putBack = (fault: Fault): Fault => putBackTo(fault, where, salvaged);
    if (validate(value)) {
      const left = isObject(value) ? { left: value } : {};
      return { faults: faults ?? [], ...left, gone, stoodIn: round === 0 ? [] : stoodIn, putBack };
    }
    const errors = validate.errors ?? [];
    faults ??= oneFaultPerPlace(errors, where);
    gone.push(...errors.flatMap((error) => placesOf(error, value)).map(salvaged.before));
  }
  return { faults: faults ?? [], gone, stoodIn: [], putBack: (fault) => fault };
}

function isObject<T>(value: T): value is T & object {
  return typeof value === "object" && value !== null;
}

/** What to leave out so that a fault is gone; nothing where the root lacks a key, which a stand-in has. */
function placesOf(error: ErrorObject, data: unknown): readonly Keys[] {
  const keys = keysOfPlace(error.instancePath, data);
  switch (error.keyword) {
    case "if":
    case "propertyNames":
      return [];
    case "additionalProperties":
      return [[...keys, String(error.params["additionalProperty"])]];
    case "required":
      return keys.length === 0 ? [] : [keys];
    default:
      return [keys];
  }
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

function oneFaultPerPlace(errors: readonly ErrorObject[], where: string): readonly Fault[] {
  const faults = new Map<string, Fault>();
  for (const error of errors) {
    if (error.keyword === "if" || error.keyword === "propertyNames") continue;
    const fault = describe(error, where);
    const place = isAboutKey(error) ? `${fault.path} ${fault.message}` : fault.path;
    if (!faults.has(place)) faults.set(place, fault);
    if (faults.size > MOST_FAULTS) break;
  }
  return firstFaults([...faults.values()], where);
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

/** What is legal in words; of a schema with alternatives, what its plain one has. */
function expectedOf(schema: JsonSchema): string | undefined {
  if (typeof schema["expected"] === "string") return schema["expected"];
  return "else" in schema ? expectedOf(objectOf(schema["else"])) : undefined;
}
