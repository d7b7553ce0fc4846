import { readSync } from "node:fs";
import { dirname } from "node:path";

/** The file that stands for standard input, whatever the system: `-` on the command line. */
export const STANDARD_INPUT = "/dev/stdin";

/** What was read of it: it can be read once, and some files are asked for twice. */
let kept: Buffer | undefined;

/** Bytes that are read at a time. */
const CHUNK = 2 ** 16;

/** How long it waits for a terminal or a pipe that has nothing to give right now [ms]. */
const PAUSE_MS = 20;

/** All of standard input, or as much of it as shows that there are more than `most` bytes. */
export function readStandardInput(most: number): Buffer {
  if (kept !== undefined) return kept;
  const chunks: Buffer[] = [];
  for (let read = 0, size = 0; size <= most; size += read) {
    const chunk = Buffer.alloc(CHUNK);
    read = readSome(chunk);
    if (read === 0) break;
    chunks.push(chunk.subarray(0, read));
  }
  kept = Buffer.concat(chunks);
  return kept;
}

function readSome(into: Buffer): number {
  for (;;) {
    try {
      return readSync(0, into);
    } catch (error) {
      const code = error instanceof Error && "code" in error ? error.code : undefined;
      if (code === "EOF") return 0; // a closed pipe on Windows
      if (code !== "EAGAIN") throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
  }
}

/** The folder that relative paths in a file start from: its own, or the working directory for standard input. */
export function folderOf(file: string): string {
  return file === STANDARD_INPUT ? "." : dirname(file);
}
