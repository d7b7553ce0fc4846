import { readFileSync, statSync, type Stats } from "node:fs";
import { gunzipSync } from "node:zlib";

import { InputError } from "../core/errors.ts";

/** Largest input of a kind without a limit of its own, as it is and unpacked [MB of 2^20 bytes]. */
const MOST_MB = 256;
const MB = 2 ** 20;

/**
 * The contents of a user's file, unpacked if it is gzipped: the only reader of files that are not JSON. Its size is looked
 * at before it is read, and what unpacks to more than the limit is given up there, so no file fills the memory.
 * @param kind of the file, for messages, e.g. `Liberty`
 * @param mostMb limit of the file and of what it unpacks to [MB], default 256
 * @throws {InputError} naming the file: missing, a folder, a pipe or device (which could have no end), too large, broken
 */
export function readInput(file: string, kind: string, mostMb = MOST_MB): Buffer {
  const expected = `expected a readable ${kind} file`;
  try {
    const found = strangeness(statSync(file));
    if (found !== undefined) throw InputError.at(file, `got ${found}, ${expected}`);
    requireSize(statSync(file).size, file, kind, mostMb);
    const bytes = readFileSync(file);
    return isZipped(bytes) ? unzipped(bytes, file, kind, mostMb) : bytes;
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = codeOf(error);
    throw InputError.at(file, `got ${code === "ENOENT" ? "no such file" : code}, ${expected}`);
  }
}

function strangeness(stats: Stats): string | undefined {
  if (stats.isFile()) return undefined;
  if (stats.isDirectory()) return "a folder";
  return stats.isFIFO() ? "a pipe" : "a device";
}

function requireSize(bytes: number, file: string, kind: string, mostMb: number): void {
  if (bytes <= mostMb * MB) return;
  throw InputError.at(file, `got ${Math.ceil(bytes / MB)} MB, expected a ${kind} file of at most ${mostMb} MB`);
}

function isZipped(bytes: Buffer): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

function unzipped(bytes: Buffer, file: string, kind: string, mostMb: number): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: mostMb * MB });
  } catch (error) {
    const code = codeOf(error);
    if (code !== "ERR_BUFFER_TOO_LARGE")
      throw InputError.at(file, `got a broken gzip file (${code}), expected a whole one`);
    const expected = `expected a ${kind} file of at most ${mostMb} MB`;
    throw InputError.at(file, `got more than ${mostMb} MB after unpacking, ${expected}`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}
