import type { Generator } from "../../generators/contract/index.ts";
import { compileSchema, type Door, type JsonSchema } from "../json/json-schema.ts";

/**
 * Doors for files that name generators, see `compileSchema`: the schema is compiled once per list of generators and set of those
 * that a file names. A generator's parameters take a fifth of a second to compile, and most files name one of them.
 * @param schemaOf the schema for all generators where only `named` occur: parameters of the others need no schema
 * @returns the door for a list of generators and names, legal or not, that occur in a file
 */
export function checksByGenerator<T>(
  schemaOf: (all: readonly Generator[], named: readonly Generator[]) => JsonSchema,
): (generators: readonly Generator[], names: readonly unknown[]) => Door<T> {
  const known = new WeakMap<readonly Generator[], Map<string, Door<T>>>();
  return (generators, names) => {
    const named = generators.filter(({ name }) => names.includes(name));
    const checks = known.get(generators) ?? new Map<string, Door<T>>();
    known.set(generators, checks);
    const key = named.map(({ name }) => name).join(" ");
    const check = checks.get(key) ?? compileSchema<T>(schemaOf(generators, named));
    checks.set(key, check);
    return check;
  };
}
