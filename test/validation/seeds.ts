import { InputError } from "../../src/core/errors.ts";

/** Most seeds of a campaign: of more, a typing mistake is likelier. */
const MOST_SEEDS = 1000;

/**
 * Seeds as they are written: `7`, `1-5`, `1,3,8-9`; in that order, each once.
 * @throws InputError if it is something else
 */
export function readSeeds(text: string): readonly number[] {
  const seeds = new Set<number>();
  for (const part of text.split(",")) {
    const [, first, last] = /^(\d+)(?:-(\d+))?$/.exec(part.trim()) ?? [];
    const [from, to] = [Number(first), Number(last ?? first)];
    if (first === undefined || !Number.isSafeInteger(to) || to < from || to - from >= MOST_SEEDS)
      throw InputError.at("--seeds", `got "${text}", expected seeds such as 7, 1-5 or 1,3,8-9`);
    for (let seed = from; seed <= to; seed++) seeds.add(seed);
  }
  return [...seeds];
}

/** `seed 7`, `seeds 1–5`, `seeds 1, 3`. */
export function seedsInWords(seeds: readonly number[]): string {
  const [first = 0, last = first] = [seeds[0], seeds.at(-1)];
  if (seeds.length === 1) return `seed ${first}`;
  return last - first === seeds.length - 1 ? `seeds ${first}–${last}` : `seeds ${seeds.join(", ")}`;
}
