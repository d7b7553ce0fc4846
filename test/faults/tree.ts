import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** Name below the folder → hash of the content, of all files, hidden ones too; an empty folder ends in `/`. */
export type Tree = Readonly<Record<string, string>>;

/** Everything in a folder; undefined if there is none. */
export function treeOf(folder: string): Tree | undefined {
  try {
    return Object.fromEntries(entriesOf(folder, ""));
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function entriesOf(folder: string, prefix: string): [string, string][] {
  const entries = readdirSync(folder, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry): [string, string][] => {
    const [path, name] = [join(folder, entry.name), `${prefix}${entry.name}`];
    if (!entry.isDirectory())
      return [[name, createHash("sha256").update(readFileSync(path)).digest("hex").slice(0, 16)]];
    const below = entriesOf(path, `${name}/`);
    return below.length === 0 ? [[`${name}/`, ""]] : below;
  });
}

/** What users see: without our hidden files. */
export function visible(tree: Tree | undefined): Tree {
  return Object.fromEntries(Object.entries(tree ?? {}).filter(([name]) => !/(^|\/)\.tritforge/.test(name)));
}

/** Without the log of chunks, which outlives a sweep that came to no result. */
export function withoutChunks(tree: Tree | undefined): Tree {
  return Object.fromEntries(Object.entries(tree ?? {}).filter(([name]) => !name.startsWith(".tritforge.chunks-")));
}

export function isSameTree(a: Tree | undefined, b: Tree | undefined): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
