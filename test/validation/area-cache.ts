import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Areas that were measured before, by a hash of everything that they depend on: one small JSON file per technology and
 * tool. Deleting the folder costs time, nothing else.
 */
export class AreaCache {
  readonly #file: string;
  #areas: Readonly<Record<string, number>>;

  constructor(folder: string, name: string) {
    this.#file = join(folder, `${name}.json`);
    this.#areas = this.#read();
  }

  #read(): Readonly<Record<string, number>> {
    return existsSync(this.#file) ? JSON.parse(readFileSync(this.#file, "utf8")) : {};
  }

  get(key: string): number | undefined {
    return this.#areas[key];
  }

  /** Adds areas [µm²] to the file, which others may have added to since. */
  add(areas: ReadonlyMap<string, number>): void {
    this.#areas = { ...this.#read(), ...Object.fromEntries(areas) };
    mkdirSync(dirname(this.#file), { recursive: true });
    const partial = `${this.#file}.partial`;
    writeFileSync(partial, JSON.stringify(this.#areas));
    renameSync(partial, this.#file);
  }
}

/** Hash of texts, the same only for the same texts in the same order. */
export function contentKey(...texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 32);
}
