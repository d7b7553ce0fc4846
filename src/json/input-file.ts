import { readFileSync, statSync, type Stats } from "node:fs";
import { constants, gunzipSync } from "node:zlib";

import { InputError } from "../core/errors.ts";
import { readStandardInput, STANDARD_INPUT } from "./standard-input.ts";

/** Largest input of a kind without a limit of its own, as it is and unpacked [MB of 2^20 bytes]. */
const MOST_MB = 256;
const MB = 2 ** 20;
/** As much of a gzip file as its first bytes are unpacked from, to at most 1032 times its size [bytes]. */
const HEAD = 1024;

/** The size that a file states of itself [bytes], read from its first ones. @throws {InputError} if they are no such file's */
export type StatedSize = (head: Uint8Array) => number;

/**
 * The contents of a user's file, unpacked if it is gzipped: the only reader of files that are not JSON. Its size is looked
 * at before it is read, standard input is read as far as the limit, and what unpacks to more than the limit is given up there, so no file fills the memory.
 * @param kind of the file, for messages, e.g. `Liberty`
 * @param mostMb limit of the file and of what it unpacks to [MB], default 256
 * @param statedSize for kinds that begin with their size: a gzipped file unpacks to no more than it states
 * @throws {InputError} naming the file: missing, a folder, a pipe or device (which could have no end), too large, broken
 */
export function readInput(file: string, kind: string, mostMb = MOST_MB, statedSize?: StatedSize): Buffer {
  const expected = `expected a readable ${kind} file`;
  try {
    const bytes = file === STANDARD_INPUT ? readStandardInput(mostMb * MB) : readWhole(file, kind, mostMb);
    if (file === STANDARD_INPUT) requireSize(bytes.length, file, kind, mostMb);
    return isZipped(bytes) ? unzipped(bytes, file, kind, mostMb, statedSize) : bytes;
  } catch (error) {
    if (error instanceof InputError) throw error;
    const code = codeOf(error);
    throw InputError.at(file, `got ${code === "ENOENT" ? "no such file" : code}, ${expected}`);
  }
}

function readWhole(file: string, kind: string, mostMb: number): Buffer {
  const stats = statSync(file);
  const found = strangeness(stats);
  if (found !== undefined) throw InputError.at(file, `got ${found}, expected a readable ${kind} file`);
  requireSize(stats.size, file, kind, mostMb);
  return readFileSync(file);
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

function unzipped(bytes: Buffer, file: string, kind: string, mostMb: number, statedSize?: StatedSize): Buffer {
  try {
    const stated = statedSize?.(headOf(bytes)) ?? Infinity;
    const most = mostMb * MB;
    return stated < most
      ? unpacked(bytes, file, stated, `${stated} bytes`, "no more than it states")
      : unpacked(bytes, file, most, `${mostMb} MB`, `a ${kind} file of at most ${mostMb} MB`);
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw InputError.at(file, `got a broken gzip file (${codeOf(error)}), expected a whole one`);
  }
}

/** What the first bytes of a gzip file unpack to. @throws as zlib does if they are broken */
function headOf(bytes: Buffer): Buffer {
  return gunzipSync(bytes.subarray(0, HEAD), { finishFlush: constants.Z_SYNC_FLUSH });
}

/** @throws {InputError} if there are more than `most` bytes, `shown` in words. @throws as zlib does if the file is broken */
function unpacked(bytes: Buffer, file: string, most: number, shown: string, expected: string): Buffer {
  try {
    return gunzipSync(bytes, { maxOutputLength: most });
  } catch (error) {
    if (codeOf(error) !== "ERR_BUFFER_TOO_LARGE") throw error;
    throw InputError.at(file, `got more than ${shown} after unpacking, expected ${expected}`);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "unknown error";
}
