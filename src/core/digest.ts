import { createHash } from "node:crypto";

/** 48 bits of SHA-256 over a text, as 12 hexadecimal digits: tells apart what has no short name. */
export function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}
