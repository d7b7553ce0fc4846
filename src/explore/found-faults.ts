import type { Fault } from "../core/errors.ts";
import { show } from "../json/json-schema.ts";

/** A fault, unless something is as it should be. */
export function unless(isRight: boolean, path: string, found: unknown, expected: string): readonly Fault[] {
  return isRight ? [] : [differs(path, found, expected)];
}

/** The fault that something else was found than what was expected. */
export function differs(path: string, found: unknown, expected: string): Fault {
  return { path, message: `got ${show(found)}, expected ${expected}` };
}
