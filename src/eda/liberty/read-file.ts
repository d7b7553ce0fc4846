import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { InputError } from "../../core/errors.ts";

/** Text of a Liberty file, gzipped or not. @throws InputError naming the file if it cannot be read. */
export function readLibertyFile(file: string): string {
  try {
    const bytes = readFileSync(file);
    const isZipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
    return (isZipped ? gunzipSync(bytes) : bytes).toString("utf8");
  } catch (error) {
    throw InputError.at(file, `cannot be read as Liberty: ${error instanceof Error ? error.message : String(error)}`);
  }
}
