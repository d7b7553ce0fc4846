import { createHash } from "node:crypto";
import { readdirSync, readFileSync, rmSync, statSync, utimesSync } from "node:fs";
import { dirname, join } from "node:path";
import { InputError } from "../core/errors.ts";
import { foundWords, systemCode } from "./file-fault.ts";
import { writeWhole } from "./write-whole.ts";

/** Files of a folder that are kept: those used last. */
const MOST_FILES = 8;

/** Bytes of the checksum, which stands first. */
const CHECKSUM = 32;

/**
 * Bytes that an earlier run kept in a file, empty if none did. A file with another checksum, which covers `key`, is dropped; one
 * notice says so, or that it cannot be read: what was kept is worked out again.
 */
export function readKept(file: string, key: string): Uint8Array {
  const none = new Uint8Array(0);
  try {
    const bytes = readFileSync(file);
    const kept = bytes.subarray(CHECKSUM);
    if (!bytes.subarray(0, CHECKSUM).equals(checksum(key, kept))) {
      process.stderr.write(
        `${file}: got other bytes than an earlier run kept; what they stood for is worked out again\n`,
      );
      return none;
    }
    const now = new Date();
    utimesSync(file, now, now);
    return kept;
  } catch (error) {
    const code = systemCode(error);
    if (code === undefined) throw error;
    if (code !== "ENOENT")
      process.stderr.write(`${file}: got ${foundWords(code)}; what an earlier run kept is worked out again\n`);
    return none;
  }
}

/**
 * Keeps bytes in a file, whole or not at all: of two runs at once, the last one's are kept. One notice if it cannot be. Files
 * of the folder that were not used for longest go.
 */
export function writeKept(file: string, key: string, bytes: Uint8Array): void {
  try {
    writeWhole(file, Buffer.concat([checksum(key, bytes), bytes]));
    removeOld(dirname(file));
  } catch (error) {
    if (!(error instanceof InputError) && systemCode(error) === undefined) throw error;
    const message = error instanceof Error ? error.message : "";
    process.stderr.write(`${message}; what this run worked out is not kept for others\n`);
  }
}

function checksum(key: string, bytes: Uint8Array): Buffer {
  return createHash("sha256").update(`${key}\n`).update(bytes).digest();
}

function removeOld(folder: string): void {
  const files = readdirSync(folder).flatMap((name) => (name.startsWith(".") ? [] : [join(folder, name)]));
  const used = (file: string): number => statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
  const byUse = files.map((file) => ({ file, at: used(file) })).toSorted((a, b) => b.at - a.at);
  for (const { file } of byUse.slice(MOST_FILES)) rmSync(file, { recursive: true, force: true });
}
