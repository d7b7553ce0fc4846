import { readInput } from "../../json/input-file.ts";

/** Text of a Liberty file, gzipped or not, of at most 256 MB. @throws {InputError} as `readInput` */
export function readLibertyFile(file: string): string {
  return readInput(file, "Liberty").toString("utf8");
}
