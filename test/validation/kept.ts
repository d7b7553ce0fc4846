import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { gunzipSync, gzipSync } from "node:zlib";

/**
 * Measurements of the campaign that come with the project, so that a change of prices is judged in minutes and not in hours: lines of
 * `ContentCache`, each keyed by its circuit, library, recipe and tools. What has changed is not found and is measured anew.
 */
export const KEPT = "test/validation/kept";

/** Caches of one technology, in the cache folder. */
function cachesOf(technology: string): readonly string[] {
  return [`modules-${technology}-embedded.jsonl`, `validation-${technology}.jsonl`];
}

/** Adds to a cache folder what it has not measured itself. */
export function unpackMeasurements(cacheFolder: string, kept = KEPT): void {
  const packed = existsSync(kept) ? readdirSync(kept).filter((name) => name.endsWith(".gz")) : [];
  for (const name of packed) {
    const file = join(cacheFolder, basename(name, ".gz"));
    const own = existsSync(file) ? entriesOf(readFileSync(file, "utf8")) : new Map<string, string>();
    const lines = [...entriesOf(gunzipSync(readFileSync(join(kept, name))).toString())];
    const missing = lines.filter(([key]) => !own.has(key)).map(([, line]) => line);
    mkdirSync(cacheFolder, { recursive: true });
    appendFileSync(file, missing.map((line) => `\n${line}\n`).join(""));
  }
}

/** Keeps what a cache folder knows of a technology, each entry once, in the order of their keys. */
export function packMeasurements(cacheFolder: string, technology: string, kept = KEPT): void {
  for (const name of cachesOf(technology)) {
    const file = join(cacheFolder, name);
    if (!existsSync(file)) continue;
    const entries = [...entriesOf(readFileSync(file, "utf8"))].toSorted(([a], [b]) => (a < b ? -1 : 1));
    mkdirSync(kept, { recursive: true });
    writeFileSync(join(kept, `${name}.gz`), gzipSync(entries.map(([, line]) => `${line}\n`).join(""), { level: 9 }));
  }
}

/** Key → line; of several lines with a key the last one holds, as in the cache. */
function entriesOf(text: string): Map<string, string> {
  return new Map(
    text.split("\n").flatMap((line): [string, string][] => {
      const key = /^\["([^"]+)",.*\]$/.exec(line)?.[1];
      return key === undefined ? [] : [[key, line]];
    }),
  );
}
