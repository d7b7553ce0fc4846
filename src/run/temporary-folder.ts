import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { withFileFaults } from "./file-fault.ts";
import { begin } from "./interrupt.ts";

/** A folder for the files of another program: removed after use, and also when a signal ends the run. */
export class TemporaryFolder {
  readonly path: string;
  readonly #end: () => void;

  /** @param purpose a word for its name, e.g. `yosys`. @throws {InputError} if TMPDIR cannot be written to */
  constructor(purpose: string) {
    const parent = tmpdir();
    this.path = withFileFaults(parent, { during: "for temporary files", expected: USABLE }, () =>
      mkdtempSync(join(parent, `tritforge-${purpose}-`)),
    );
    this.#end = begin({ undo: () => this.#remove() });
  }

  /** Writes a file below it. @throws {InputError} if there is no room */
  write(name: string, text: string): void {
    withFileFaults(this.path, { during: `while writing ${name}`, expected: USABLE }, () => {
      mkdirSync(dirname(join(this.path, name)), { recursive: true });
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

const USABLE = "a folder for temporary files that can be written to (TMPDIR)";
