import { createHash, randomBytes } from "node:crypto";
import {
  closeSync,
  fsyncSync,
  openSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { hostname } from "node:os";
import { basename, dirname, join } from "node:path";
import { InputError } from "../core/errors.ts";
import { withFileFaults } from "./file-fault.ts";
import { makeFolders, missingFolders, removeEmpty } from "./folders.ts";
import { lifeOf } from "./process-identity.ts";

/**
 * Writes one file as a whole, or not at all; its folder is made if need be. A link is followed; what is no ordinary file
 * (`/dev/stdout`) is written to as it is. What a killed process left of the same file is removed.
 * @param where names it in messages, e.g. `--out`; default: the file
 * @throws {InputError} in one line
 */
export function writeWhole(file: string, text: string | Uint8Array, where = file): void {
  const target = targetOf(file, where);
  if (target === undefined) withFileFaults(where, expectation(file), () => writeFileSync(file, text));
  else withPartial(target, where, (partial) => fillAndRename(partial, target, text));
}

/** Throws InputError, as `writeWhole` would, if a file could not be written there: asked before minutes are spent on it. */
export function requireWritable(file: string, where = file): void {
  const target = targetOf(file, where);
  if (target === undefined) return;
  const made = withPartial(target, where, (partial) => rmSync(partial));
  removeEmpty(made);
}

function expectation(file: string) {
  return { during: `while writing ${basename(file)}`, expected: "a file that can be written" };
}

/** Where the bytes go; undefined for a device or a pipe. @throws {InputError} for a folder */
function targetOf(file: string, where: string): string | undefined {
  return withFileFaults(where, expectation(file), () => {
    const found = statSync(file, { throwIfNoEntry: false });
    if (found === undefined) return file;
    if (found.isDirectory()) throw InputError.at(where, `got the folder ${file}, expected a file that can be written`);
    return found.isFile() ? realpathSync(file) : undefined;
  });
}

/** Makes an empty partial file and lets `use` have it; if that throws, nothing is left. @returns the folders made for it */
function withPartial(target: string, where: string, use: (partial: string) => void): readonly string[] {
  const folder = dirname(target);
  const made = missingFolders(folder);
  const stem = partialStem(target);
  const partial = join(folder, `${stem}${process.pid}-${randomBytes(4).toString("hex")}.partial`);
  try {
    withFileFaults(where, expectation(target), () => {
      makeFolders(made);
      removeDead(folder, stem);
      closeSync(openSync(partial, "wx"));
      use(partial);
    });
    return made;
  } catch (error) {
    rmSync(partial, { force: true });
    removeEmpty(made);
    throw error;
  }
}

function fillAndRename(partial: string, target: string, text: string | Uint8Array): void {
  const file = openSync(partial, "r+");
  try {
    writeFileSync(file, text);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(partial, target);
}

/** Start of the names of this host's partial files of a target: short, however long its name is. */
function partialStem(target: string): string {
  const hash = createHash("sha256")
    .update(`${hostname()}\n${basename(target)}`)
    .digest("hex")
    .slice(0, 12);
  return `.tritforge-${hash}-`;
}

/** Removes partial files of the same target whose processes are dead. */
function removeDead(folder: string, stem: string): void {
  for (const name of readdirSync(folder)) {
    const pid = name.startsWith(stem) ? /^(\d+)-[0-9a-f]{8}\.partial$/.exec(name.slice(stem.length))?.[1] : undefined;
    if (pid === undefined) continue;
    if (lifeOf({ pid: Number(pid), host: hostname(), start: "" }) === "dead")
      rmSync(join(folder, name), { force: true });
  }
}
