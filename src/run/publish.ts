import {
  closeSync,
  existsSync,
  fsyncSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { InputError } from "../core/errors.ts";
import { parseJson } from "../json/json-file.ts";
import { compileSchema } from "../json/json-schema.ts";
import { SEALS } from "./earlier-files.ts";
import { isInnerName } from "./inner-name.ts";
import { ensureFolder } from "./folders.ts";

/*
 *  DIR/.tritforge.partial-PID-ID/files/…   a result in the making
 *      │  everything is written and on disk; then, by one rename, it is decided:
 *  DIR/.tritforge.commit/files/…           a whole result, of which some files may be in place already
 *      │  seals away, files of the earlier result away, files into place, seals into place
 *  DIR/…                                   the result
 */
const DECIDED = ".tritforge.commit";

/** What is to become of the files of an earlier result. */
interface Plan {
  /** Files of the earlier result that the new one has not. */
  readonly removed: readonly string[];
}

const readPlan = compileSchema<Plan>({
  type: "object",
  required: ["removed"],
  properties: { removed: { type: "array", items: { type: "string" } } },
});

/**
 * Decides that the files in `stage`/files are the result of `directory`, and puts them in place. What can go wrong (room,
 * something in the way) does so before the decision, and throws; after it, `finishPublishing` can always go on.
 * @param removed names of the earlier result that the new one has not
 * @throws {InputError} if a folder stands where a file should, or a file where a folder should
 */
export function publish(directory: string, stage: string, removed: readonly string[]): void {
  const names = filesBelow(join(stage, "files"));
  for (const name of names) checkPlace(directory, name);
  for (const name of names) sync(join(stage, "files", name));
  writeFileSync(join(stage, "plan.json"), JSON.stringify({ removed } satisfies Plan));
  sync(join(stage, "plan.json"));
  for (const name of names) ensureFolder(dirname(join(directory, name)));
  renameSync(stage, join(directory, DECIDED));
  sync(directory);
  finishPublishing(directory);
}

/** Puts a result in place that was decided, from wherever its process died. Does nothing if there is none. */
export function finishPublishing(directory: string): void {
  const decided = join(directory, DECIDED);
  if (!existsSync(decided)) return;
  const waiting = filesBelow(join(decided, "files"));
  const removed = planOf(decided).removed.filter(isInnerName);
  const places = [...removed, ...waiting];
  for (const name of places.filter(isSeal)) rmSync(join(directory, name), { force: true });
  for (const name of removed) rmSync(join(directory, name), { force: true });
  for (const name of removed) removeEmptyParents(directory, name);
  for (const name of [...waiting.filter((each) => !isSeal(each)), ...waiting.filter(isSeal)]) {
    ensureFolder(dirname(join(directory, name)));
    renameSync(join(decided, "files", name), join(directory, name));
  }
  // Last of all the plan: without it, nothing is removed again.
  rmSync(join(decided, "files"), { recursive: true, force: true });
  rmSync(decided, { recursive: true, force: true });
  sync(directory);
}

function isSeal(name: string): boolean {
  return SEALS.includes(name);
}

function planOf(decided: string): Plan {
  const file = join(decided, "plan.json");
  return existsSync(file) ? readPlan(parseJson(readFileSync(file, "utf8"), file), file) : { removed: [] };
}

/** Names of all files below a folder, sorted, `/` between their parts. */
export function filesBelow(folder: string, prefix = ""): readonly string[] {
  if (!existsSync(folder)) return [];
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name), `${prefix}${entry.name}/`) : [`${prefix}${entry.name}`],
  );
}

function checkPlace(directory: string, name: string): void {
  const parts = name.split("/");
  for (const [i] of parts.entries()) {
    const path = join(directory, ...parts.slice(0, i + 1));
    const found = statSync(path, { throwIfNoEntry: false });
    if (found === undefined) return;
    const isLast = i === parts.length - 1;
    if (found.isDirectory() === isLast)
      throw InputError.at(path, isLast ? "got a folder, expected a place for a file" : "got a file, expected a folder");
  }
}

/** Waits until a file or folder is on disk; folders cannot be synced everywhere. */
function sync(path: string): void {
  const isFolder = statSync(path).isDirectory();
  const file = openSync(path, isFolder ? "r" : "r+");
  try {
    fsyncSync(file);
  } catch (error) {
    if (!isFolder) throw error;
  } finally {
    closeSync(file);
  }
}

function removeEmptyParents(directory: string, name: string): void {
  for (let parent = dirname(name); parent !== "."; parent = dirname(parent)) {
    const folder = join(directory, parent);
    if (existsSync(folder) && readdirSync(folder).length > 0) return;
    if (existsSync(folder)) rmdirSync(folder);
  }
}
