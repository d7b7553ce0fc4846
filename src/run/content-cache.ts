import { createHash } from "node:crypto";
import { accessSync, appendFileSync, constants, readFileSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError } from "../core/errors.ts";
import { noteUnkept, withFileFaults } from "./file-fault.ts";
import { ensureFolder, missingFolders } from "./folders.ts";
import { noteKept } from "./interrupt.ts";

/**
 * What was worked out before, by a hash of everything that it depends on: one line of JSON an entry, appended as soon as it
 * is known, so that an interrupted run goes on where it stopped. Deleting the file costs time, nothing else.
 *
 * Nothing that is read back is believed: a line that is no entry, or whose value is not as the schema says, is left out, so
 * that it is worked out again, and one notice says how many there are. A line is one write at the end of the file, begun on
 * a fresh line: two processes may share a file. When there is no room, the run goes on without keeping anything more.
 */
export class ContentCache<T> {
  readonly #file: string;
  readonly #check: (value: unknown, where: string) => T;
  readonly #entries = new Map<string, T>();
  #isKeeping = true;

  /**
   * @param check gives a value back if it is one, and throws InputError if not; see `compileSchema`
   * @throws {InputError} if the file can be neither read nor made there: asked before hours are spent on what it will hold
   */
  constructor(folder: string, name: string, check: (value: unknown, where: string) => T) {
    this.#file = join(folder, `${name}.jsonl`);
    this.#check = check;
    const expected = "a folder of results of earlier runs that can be written to";
    const bytes = withFileFaults(folder, { during: `while opening ${name}.jsonl`, expected }, () => {
      requireUsable(folder, this.#file);
      return statSync(this.#file, { throwIfNoEntry: false }) === undefined ? undefined : readFileSync(this.#file);
    });
    if (bytes !== undefined) this.#read(linesOf(bytes));
  }

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  add(key: string, value: T): void {
    this.#entries.set(key, value);
    if (!this.#isKeeping) return;
    const line = JSON.stringify([key, value]);
    // A value with numbers that JSON has not (NaN, Infinity) would come back as another one.
    if (this.#entryOf(line) === undefined) return;
    try {
      ensureFolder(dirname(this.#file));
      appendFileSync(this.#file, `\n${line}\n`);
      noteKept(`what was worked out so far stays in ${this.#file}`);
    } catch (error) {
      noteUnkept(this.#file, error);
      this.#isKeeping = false;
    }
  }

  /** Later entries of a key hold; a wrong line whose key has a right entry was worked out again already. */
  #read(lines: readonly string[]): void {
    const wrongKeys: (string | undefined)[] = [];
    for (const line of lines) {
      const entry = this.#entryOf(line);
      if (entry === undefined) wrongKeys.push(keyOf(line));
      else this.#entries.set(...entry);
    }
    const wrong = wrongKeys.filter((key) => key === undefined || !this.#entries.has(key)).length;
    if (wrong === 0) return;
    const verbs = wrong === 1 ? "is not readable and is" : "are not readable and are";
    process.stderr.write(`${this.#file}: ${wrong} of ${lines.length} entries ${verbs} worked out again\n`);
  }

  /** Key and value of a whole line with a value that is one. */
  #entryOf(line: string): [string, T] | undefined {
    try {
      const parsed: unknown = JSON.parse(line);
      if (!Array.isArray(parsed) || parsed.length !== 2 || typeof parsed[0] !== "string") return undefined;
      return [parsed[0], this.#check(parsed[1], this.#file)];
    } catch (error) {
      if (error instanceof SyntaxError || error instanceof InputError) return undefined;
      throw error;
    }
  }
}

/** @throws an error of the operating system, or InputError, if entries can be neither read nor added */
function requireUsable(folder: string, file: string): void {
  const missing = missingFolders(folder);
  const there = missing.length === 0 ? folder : dirname(missing.at(-1) ?? folder);
  if (!statSync(there).isDirectory())
    throw InputError.at(
      folder,
      `got ${there === folder ? "a file" : `a path through the file ${there}`}, expected a folder`,
    );
  accessSync(there, constants.W_OK | constants.X_OK);
  const found = statSync(file, { throwIfNoEntry: false });
  if (found === undefined) return;
  if (!found.isFile()) throw InputError.at(file, "got a folder or a device, expected a file of earlier results");
  accessSync(file, constants.R_OK | constants.W_OK);
}

/** Lines that are not empty; of a file that may be larger than the longest string. */
function linesOf(bytes: Buffer): readonly string[] {
  const lines: string[] = [];
  for (let start = 0; start < bytes.length;) {
    const end = bytes.indexOf("\n", start);
    const line = bytes.toString("utf8", start, end === -1 ? bytes.length : end);
    if (line.trim() !== "") lines.push(line);
    start = end === -1 ? bytes.length : end + 1;
  }
  return lines;
}

/** The key of a line that is cut short or has a wrong value, if it can still be read. */
function keyOf(line: string): string | undefined {
  const quoted = /^\["((?:[^"\\]|\\.)*)",/.exec(line)?.[1];
  return quoted?.replaceAll(/\\(.)/g, "$1");
}

/** Hash of texts, the same only for the same texts in the same order. */
export function contentKey(...texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 32);
}
