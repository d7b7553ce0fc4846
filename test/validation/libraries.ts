import { createHash } from "node:crypto";
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { Technology } from "../../models/technology/index.ts";
import { InputError } from "../../src/core/errors.ts";
import { readLibertyFile } from "../../src/eda/liberty/index.ts";

/** SHA-256 of a Liberty file's text, gzipped or not: what `Technology.sourceSha256` holds. @throws InputError if unreadable */
export function libertySha256(file: string): string {
  return createHash("sha256").update(readLibertyFile(file)).digest("hex");
}

/**
 * The Liberty file that a technology was imported from, found by its hash among the `.lib` and `.lib.gz` files of a folder,
 * whatever their names; undefined if it is not there.
 */
export function findLiberty({ sourceSha256 }: Technology, folder: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  return readdirSync(folder)
    .filter((name) => /\.lib(\.gz)?$/.test(name))
    .toSorted()
    .map((name) => join(folder, name))
    .find((file) => libertySha256(file) === sourceSha256);
}

/** @throws InputError if the technology was imported from another file */
export function requireSameLibrary({ name, sourceSha256 }: Technology, libertyFile: string): void {
  const found = libertySha256(libertyFile);
  if (found === sourceSha256) return;
  throw InputError.at(
    "--liberty",
    `${libertyFile} has SHA-256 ${found}, expected ${sourceSha256}, the library that technology ${name} was made of`,
  );
}
