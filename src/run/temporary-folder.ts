import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { systemCode, withFileFaults } from "./file-fault.ts";
import { begin } from "./interrupt.ts";
import { ensureFolder } from "./folders.ts";

/** A folder for the files of another program: removed after use, and also when a signal ends the run. */
export class TemporaryFolder {
  readonly path: string;
  readonly #end: () => void;

  /** @param purpose a word for its name, e.g. `yosys`. @throws {InputError} if TMPDIR cannot be written to */
  constructor(purpose: string) {
    const parent = tmpdir();
    this.path = withFileFaults(parent, { during: "for temporary files", expected: USABLE }, () =>
      mkdtempSync(join(parent, `${ownPrefix()}${purpose}-`)),
    );
    this.#end = begin({ undo: () => this.#remove() });
  }

  /** Writes a file below it. @throws {InputError} if there is no room */
  write(name: string, text: string): void {
    withFileFaults(this.path, { during: `while writing ${name}`, expected: USABLE }, () => {
      ensureFolder(dirname(join(this.path, name)));
      writeFileSync(join(this.path, name), text);
    });
  }

  remove(): void {
    this.#remove();
    this.#end();
  }

  #remove(): void {
    rmSync(this.path, { recursive: true, force: true });
  }
}

/** Starts the names of all temporary folders of this process, whichever of its threads made them. */
function ownPrefix(): string {
  return `tritforge-${process.pid}-`;
}

/** Removes all temporary folders of this process: threads that are ended by a signal cannot do it themselves. */
export function removeTemporaryFolders(): void {
  try {
    for (const name of readdirSync(tmpdir()).filter((each) => each.startsWith(ownPrefix())))
      rmSync(join(tmpdir(), name), { recursive: true, force: true });
  } catch (error) {
    // A thread may be writing there still; what is left is in the folder that the system clears.
    if (systemCode(error) === undefined) throw error;
  }
}

const USABLE = "a folder for temporary files that can be written to (TMPDIR)";
