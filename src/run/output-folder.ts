import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { basename, dirname, join } from "node:path";

import { InputError } from "../core/errors.ts";

/**
 * A folder that results are written to, all or nothing: files are written under temporary names (`.NAME.partial`) and
 * get their own names together in `commit`. `discard` leaves the folder as it was.
 */
export class OutputFolder {
  readonly directory: string;
  /** Folders made for this output, innermost first for those made at the start. */
  readonly #made: string[];
  readonly #open = new Map<string, number>();

  private constructor(directory: string, made: string[]) {
    this.directory = directory;
    this.#made = made;
  }

  /** Makes the folder if need be, and checks that files can be written there. Throws InputError if not. */
  static prepare(directory: string): OutputFolder {
    const made = missingFolders(directory);
    try {
      for (const folder of made.toReversed()) mkdirSync(folder);
      const probe = join(directory, ".tritforge.partial");
      closeSync(openSync(probe, "w"));
      rmSync(probe);
    } catch (error) {
      removeEmpty(made);
      throw InputError.at(directory, `got ${codeOf(error)}, expected a folder that can be written to`);
    }
    return new OutputFolder(directory, made);
  }

  /** Adds `text` to the end of the file `name`, which starts empty. */
  append(name: string, text: string): void {
    let file = this.#open.get(name);
    if (file === undefined) {
      for (const folder of missingFolders(dirname(join(this.directory, name))).toReversed()) {
        mkdirSync(folder);
        this.#made.push(folder);
      }
      file = openSync(this.#partial(name), "w");
      this.#open.set(name, file);
    }
    writeFileSync(file, text);
  }

  /** Gives all files their names; files of the same names are replaced. */
  commit(): void {
    for (const file of this.#open.values()) closeSync(file);
    for (const name of this.#open.keys()) renameSync(this.#partial(name), join(this.directory, name));
    this.#open.clear();
  }

  /** Removes what was not committed, and the folder if it was made for it and is empty. */
  discard(): void {
    for (const file of this.#open.values()) closeSync(file);
    for (const name of this.#open.keys()) rmSync(this.#partial(name), { force: true });
    this.#open.clear();
    removeEmpty(this.#made.toSorted((a, b) => b.length - a.length));
  }

  #partial(name: string): string {
    return join(this.directory, dirname(name), `.${basename(name)}.partial`);
  }
}

/** The folders that `mkdir -p` would make, innermost first. */
function missingFolders(directory: string): string[] {
  const missing: string[] = [];
  for (let folder = directory; !existsSync(folder); folder = dirname(folder)) missing.push(folder);
  return missing;
}

function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    if (!existsSync(folder) || !statSync(folder).isDirectory() || readdirSync(folder).length > 0) return;
    rmdirSync(folder);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}

/** Throws InputError if a file could not be written there: asked before minutes are spent on what it will hold. */
export function requireWritable(file: string): void {
  OutputFolder.prepare(dirname(file)).discard();
}

/** Writes one file as a whole, or not at all; its folder is made if need be. Throws InputError as `OutputFolder.prepare`. */
export function writeWhole(file: string, text: string): void {
  const folder = OutputFolder.prepare(dirname(file));
  try {
    folder.append(basename(file), text);
    folder.commit();
  } catch (error) {
    folder.discard();
    throw error;
  }
}
