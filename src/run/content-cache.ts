import { createHash } from "node:crypto";
import { appendFileSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";

/**
 * What was measured before, by a hash of everything that it depends on: one line of JSON an entry, appended as soon as it
 * is known, so that an interrupted run goes on where it stopped. Deleting the file costs time, nothing else.
 */
export class ContentCache<T> {
  readonly #file: string;
  readonly #entries = new Map<string, T>();

  constructor(folder: string, name: string) {
    this.#file = join(folder, `${name}.jsonl`);
    if (existsSync(this.#file)) this.#read(readFileSync(this.#file, "utf8"));
  }

  /** A line cut short by an interruption is measured again. */
  #read(text: string): void {
    for (const line of text.split("\n")) {
      const entry = entryOf<T>(line);
      if (entry !== undefined) this.#entries.set(...entry);
    }
  }

  get(key: string): T | undefined {
    return this.#entries.get(key);
  }

  add(key: string, value: T): void {
    this.#entries.set(key, value);
    mkdirSync(dirname(this.#file), { recursive: true });
    appendFileSync(this.#file, `\n${JSON.stringify([key, value])}\n`);
  }
}

/** Key and value of a whole line; undefined for one that was cut short. */
function entryOf<T>(line: string): [string, T] | undefined {
  if (!line.startsWith("[")) return undefined;
  try {
    return JSON.parse(line) as [string, T];
  } catch {
    return undefined;
  }
}

/** Hash of texts, the same only for the same texts in the same order. */
export function contentKey(...texts: readonly string[]): string {
  return createHash("sha256").update(JSON.stringify(texts)).digest("hex").slice(0, 32);
}
