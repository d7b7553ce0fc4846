import { existsSync, mkdirSync, readdirSync, rmdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { systemCode } from "./file-fault.ts";

/** The folders that `mkdir -p` would make, innermost first. */
export function missingFolders(directory: string): readonly string[] {
  const missing: string[] = [];
  for (let folder = directory; !existsSync(folder); folder = dirname(folder)) missing.push(folder);
  return missing;
}

/**
 * Makes folders, given innermost first, one by one: where nothing can be made (/proc), `mkdirSync` with `recursive` of Node
 * 20 never ends. One that another process made meanwhile is fine.
 */
export function makeFolders(missing: readonly string[]): void {
  for (const folder of missing.toReversed()) {
    try {
      mkdirSync(folder);
    } catch (error) {
      if (systemCode(error) !== "EEXIST") throw error;
    }
  }
}

/** What `mkdir -p` does. */
export function ensureFolder(directory: string): void {
  makeFolders(missingFolders(directory));
}

/** Removes folders, given innermost first, as far as they are empty. */
export function removeEmpty(folders: readonly string[]): void {
  for (const folder of folders) {
    if (!existsSync(folder) || !statSync(folder).isDirectory() || readdirSync(folder).length > 0) return;
    rmdirSync(folder);
  }
}
