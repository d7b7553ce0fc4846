import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * Areas that were measured before, by a hash of everything that they depend on: one small JSON file per technology and
 * tool. Deleting the folder costs time, nothing else.
 */
export class AreaCache {
  readonly #file: string;
  readonly #areas: Map<string, number>;

  constructor(folder: string, name: string) {
    this.#file = join(folder, `${name}.json`);
    const stored: Record<string, number> = existsSync(this.#file) ? JSON.parse(readFileSync(this.#file, "utf8")) : {};
    this.#areas = new Map(Object.entries(stored));
  }

  get(key: string): number | undefined {
    return this.#areas.get(key);
  }

  /** Adds areas [µm²] and writes the file. */
  add(areas: ReadonlyMap<string, number>): void {
    for (const [key, area] of areas) this.#areas.set(key, area);
    mkdirSync(dirname(this.#file), { recursive: true });
    const partial = `${this.#file}.partial`;
    writeFileSync(partial, JSON.stringify(Object.fromEntries(this.#areas)));
    renameSync(partial, this.#file);
  }
}

/** Hash of texts, the same only for the same texts in the same order. */
export function contentKey(...texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 32);
}
