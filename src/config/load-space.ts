import { dirname } from "node:path";
import type { Generator } from "../../generators/contract/index.ts";
import { readJson } from "../json/json-file.ts";
import { compileSchema } from "../json/json-schema.ts";
import type { CheckName } from "./names.ts";
import type { Space, StatedSpace } from "./space.ts";
import { checkSpace, fillDefaults, withNames } from "./space-rules.ts";
import { spaceSchema } from "./space-schema.ts";

/** A space as loaded, with the folder that its relative paths start from. */
export interface LoadedSpace {
  readonly space: Space;
  readonly directory: string;
}

/** The space in a SPACE.json, defaults filled in. Throws InputError with one fault per mistake. */
export function loadSpace(file: string, generators: readonly Generator[], checkName: CheckName): LoadedSpace {
  return { space: parseSpace(readJson(file), file, generators, checkName), directory: dirname(file) };
}

/** A space from a JSON value, defaults filled in. Throws InputError; `where` (the file) opens every path. */
export function parseSpace(
  json: unknown,
  where: string,
  generators: readonly Generator[],
  checkName: CheckName,
): Space {
  const stated = checkOf(generators)(json, where);
  checkSpace(stated, where, generators);
  return fillDefaults(withNames(stated, where, generators, checkName), generators);
}

type Check = (data: unknown, where: string) => StatedSpace;
const checks = new WeakMap<readonly Generator[], Check>();

/** Compiling the schema takes a tenth of a second: once per list of generators. */
function checkOf(generators: readonly Generator[]): Check {
  const check = checks.get(generators) ?? compileSchema<StatedSpace>(spaceSchema(generators));
  checks.set(generators, check);
  return check;
}
