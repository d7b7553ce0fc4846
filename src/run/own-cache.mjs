// Where the product keeps what it makes of itself and of its tools: anything there can be deleted, and is made again.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

export const CACHE = fileURLToPath(new URL("../../node_modules/.cache/tritforge/", import.meta.url));

/** Names what something is made of, in 32 digits. */
export function digestOf(...madeOf) {
  return createHash("sha256").update(JSON.stringify(madeOf)).digest("hex").slice(0, 32);
}

/**
 * A folder of the cache that `make` fills if it is not there: whole or not at all, since others may make it at the same time.
 * Undefined where it cannot be made or kept.
 */
export async function keptFolder(name, make) {
  const folder = join(CACHE, name);
  if (existsSync(folder)) return folder;
  let partial;
  try {
    mkdirSync(CACHE, { recursive: true });
    partial = mkdtempSync(join(CACHE, "making-"));
    await make(partial);
    renameSync(partial, folder);
    return folder;
  } catch {
    return existsSync(folder) ? folder : undefined;
  } finally {
    if (partial !== undefined) rmSync(partial, { recursive: true, force: true });
  }
}
