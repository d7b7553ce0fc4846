import type { Padding } from "../../generators/contract/index.ts";
import type { Random } from "../core/random.ts";

/** Anything where beats have no meaning: random bits, and random weights on inputs that do not exist. */
export function randomPadding(random: Random): Padding {
  return { bit: () => random.bit(), weight: () => random.integer(-1, 1) };
}

/** Zeros: what is written to files that hardware reads. */
export const ZERO_PADDING: Padding = { bit: () => 0, weight: () => 0 };

/** How `unknownPadding` marks a bit that may be X. */
export const UNKNOWN = 2;

/** Marks bits that may be X; a weight that shares its key with others cannot be X, so it is random. */
export function unknownPadding(random: Random): Padding {
  return { bit: () => UNKNOWN, weight: () => random.integer(-1, 1) };
}
