import type { Random } from "../../../src/core/random.ts";
import { mutatedJson, respelledJson } from "../mutate/json.ts";

/** Seeds and mutations of kinds that are text. */

const encoder = new TextEncoder();
const decoder = new TextDecoder();

export function bytesOf(text: string): Uint8Array {
  return encoder.encode(text);
}

export function jsonBytes(value: unknown): Uint8Array {
  return bytesOf(JSON.stringify(value));
}

/** A change of text as one of bytes. */
export function onText(change: (text: string, random: Random) => string) {
  return (bytes: Uint8Array, random: Random): Uint8Array => bytesOf(change(decoder.decode(bytes), random));
}

/** What all kinds of JSON have. */
export const JSON_MUTATIONS = { mutate: onText(mutatedJson), respell: onText(respelledJson) } as const;
