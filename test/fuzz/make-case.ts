import { Random } from "../../src/core/random.ts";
import type { Files, FuzzCase, FuzzKind } from "./kind.ts";
import { pick } from "./mutate/pick.ts";

/** One case in so many is changed in a way that means nothing. */
const NEUTRAL_EVERY = 10;

/** Case `run` of a kind: a valid input, changed. It depends on kind, seed and run alone. */
export function makeCase(
  { name, mutate, respell }: FuzzKind,
  seeds: Readonly<Record<string, Files>>,
  seed: number,
  run: number,
): FuzzCase {
  const random = new Random(hash(`${name} ${seed} ${run}`));
  const [seedName, files] = pick(Object.entries(seeds), random);
  const changed = Object.keys(files)[0] ?? "";
  const bytes = files[changed] ?? new Uint8Array();
  const neutral = respell !== undefined && random.integer(1, NEUTRAL_EVERY) === 1 ? respell(bytes, random) : undefined;
  return {
    files: { ...files, [changed]: neutral ?? mutate(bytes, random) },
    changed,
    seed: seedName,
    isNeutral: neutral !== undefined,
  };
}

/** FNV-1a, 32 bits. */
function hash(text: string): number {
  let value = 0x811c9dc5;
  for (const letter of text) value = Math.imul(value ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  return value >>> 0;
}
