import type { Generator } from "../../generators/contract/index.ts";
import { readJson } from "../json/json-file.ts";
import { folderOf } from "../json/standard-input.ts";
import { checksByGenerator, valueAt } from "./checks-by-generator.ts";
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
  return { space: parseSpace(readJson(file), file, generators, checkName), directory: folderOf(file) };
}

/** A space from a JSON value, defaults filled in. Throws InputError; `where` (the file) opens every path. */
export function parseSpace(
  json: unknown,
  where: string,
  generators: readonly Generator[],
  checkName: CheckName,
): Space {
  const stated = checkOf(generators, generatorsOf(json))(json, where);
  checkSpace(stated, where, generators);
  return fillDefaults(withNames(stated, where, generators, checkName), generators);
}

const checkOf = checksByGenerator<StatedSpace>(spaceSchema);

/** What a file names as generators, before anything about it is known. */
function generatorsOf(json: unknown): readonly unknown[] {
  const blocks = valueAt(json, "blocks");
  return Array.isArray(blocks) ? blocks.map((block: unknown) => valueAt(block, "generator")) : [];
}
