import { randomBytes } from "node:crypto";
import { appendFileSync, existsSync, readdirSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import { earlierFiles, SEALS } from "./earlier-files.ts";
import { systemCode, withFileFaults } from "./file-fault.ts";
import { ensureFolder, makeFolders, missingFolders, removeEmpty } from "./folders.ts";
import { isInnerName } from "./inner-name.ts";
import { begin, noteKept } from "./interrupt.ts";
import { acquireLock, removeDeadLocks, type Lock } from "./lock.ts";
import { finishPublishing, publish } from "./publish.ts";

const LOCK = ".tritforge.lock";
const PARTIAL = ".tritforge.partial-";

/**
 * A folder that a result is written to, all or nothing. From `prepare` to `commit` or `discard` it belongs to this process
 * (see `acquireLock`); another that wants it is refused. Files are gathered in a hidden folder inside it.
 *
 * Why inside, and not in a fresh folder beside it that is swapped in: the folder may be a mount point, the folder that the
 * user's shell is in, or one whose parent nobody may write to, and it may hold files of the user; none of them is moved,
 * linked or copied here. How a reader never sees a mixture: `commit` decides by one rename of the hidden folder. Then the
 * seal (manifest.json) goes away first and comes back last, so whoever reads the seal, then other files, then the same seal
 * again, has read one result. Our own readers hold the lock while they read. A process killed between the
 * decision and the end leaves a folder without a seal; whoever prepares it next (the next run, `tritforge report`) puts the
 * rest in place before anything else.
 */
export class OutputFolder {
  readonly directory: string;
  readonly #lock: Lock;
  /** Folders made for this output, innermost first. */
  readonly #made: readonly string[];
  readonly #stage: string;
  readonly #names = new Set<string>();
  readonly #working: string[] = [];
  readonly #end: () => void;

  private constructor(directory: string, lock: Lock, made: readonly string[]) {
    this.directory = directory;
    this.#lock = lock;
    this.#made = made;
    this.#stage = join(directory, `${PARTIAL}${process.pid}-${randomBytes(4).toString("hex")}`);
    this.#end = begin({ undo: () => this.#undo(), kept: () => keptOf(directory) });
  }

  /**
   * Makes the folder if need be, takes it for this process, completes what a killed one had decided and removes what it left.
   * @throws {InputError} if it cannot be written to, or another process is at it
   */
  static prepare(directory: string): OutputFolder {
    const made = missingFolders(directory);
    try {
      const expected = "a folder that can be written to";
      const lock = withFileFaults(directory, { expected }, () => {
        makeFolders(made);
        return acquireLock(join(directory, LOCK), directory);
      });
      try {
        withFileFaults(directory, { during: "while clearing up after an earlier run", expected }, () =>
          recover(directory),
        );
        return new OutputFolder(directory, lock, made);
      } catch (error) {
        lock.release();
        throw error;
      }
    } catch (error) {
      removeEmpty(made);
      throw error;
    }
  }

  /** Adds `text` to the end of the file `name`, which starts empty. @throws {InputError} if there is no room for it */
  append(name: string, text: string): void {
    if (!isInnerName(name)) throw new Error(`internal: a result cannot have the file ${JSON.stringify(name)}`);
    const during = `while writing ${name}`;
    withFileFaults(this.directory, { during, expected: "a file that can be written" }, () => {
      const file = join(this.#stage, "files", name);
      if (!this.#names.has(name)) ensureFolder(dirname(file));
      appendFileSync(file, text);
      this.#names.add(name);
    });
  }

  /** A hidden file in the folder that is no part of a result: it stays for the next run if there is none, until `commit`. */
  workingFile(name: string): string {
    const file = join(this.directory, `.tritforge.${name}`);
    this.#working.push(file);
    return file;
  }

  /**
   * Gives all files their names at once and lets go of the folder.
   * @param others what becomes of the other files of an earlier result of ours: `removed` by a whole new result; `kept` by a
   *   file that is added to it. The user's own files stay in any case.
   * @throws {InputError} if there is no room; nothing has changed then
   */
  commit(others: "removed" | "kept" = "removed"): void {
    const during = "while putting the result in place";
    withFileFaults(this.directory, { during, expected: "a folder that can be written to" }, () => {
      const removed = others === "kept" ? [] : earlierFiles(this.directory).filter((name) => !this.#names.has(name));
      if (this.#names.size > 0) publish(this.directory, this.#stage, removed);
      for (const file of this.#working) rmSync(file, { force: true });
    });
    noteKept(`${this.directory} has its result`);
    this.#letGo();
  }

  /** Removes what was not committed, and the folder if it was made for it and is empty. */
  discard(): void {
    this.#undo();
    this.#end();
  }

  /** Whatever cannot be removed (a broken disk) is removed by the next run; the error that led here matters more. */
  #undo(): void {
    try {
      rmSync(this.#stage, { recursive: true, force: true });
      this.#lock.release();
      removeEmpty(this.#made);
    } catch (error) {
      if (systemCode(error) === undefined) throw error;
    }
  }

  #letGo(): void {
    this.#lock.release();
    this.#end();
  }
}

/** Clears up after processes that died here; only whoever holds the lock may. */
function recover(directory: string): void {
  finishPublishing(directory);
  const names = readdirSync(directory);
  for (const name of names.filter((each) => each.startsWith(PARTIAL)))
    rmSync(join(directory, name), { recursive: true, force: true });
  removeDeadLocks(names.filter((each) => each.startsWith(`${LOCK}.`)).map((name) => join(directory, name)));
}

function keptOf(directory: string): string {
  const hasResult = SEALS.some((seal) => existsSync(join(directory, seal)));
  return hasResult ? `${directory} keeps its earlier result` : `nothing was written to ${directory}`;
}

/**
 * Gathers a result in `directory` and commits it, or leaves everything as it was if `fill` throws.
 * @returns what `fill` returns
 * @throws as `OutputFolder.prepare`, before `fill` is called
 */
export async function withOutputFolder<T>(
  directory: string,
  fill: (folder: OutputFolder) => T | Promise<T>,
): Promise<T> {
  const folder = OutputFolder.prepare(directory);
  try {
    const result = await fill(folder);
    folder.commit();
    return result;
  } catch (error) {
    folder.discard();
    throw error;
  }
}
