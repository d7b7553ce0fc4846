import { addSub } from "./add-sub/index.ts";
import type { Generator } from "./generator.ts";
import { multiplier } from "./multiplier/index.ts";
import { ternaryLut } from "./ternary-lut/index.ts";

/** All generators, in the order in which they are listed. A new one is a folder with an `index.ts` and a line here. */
export const GENERATORS: readonly Generator[] = [ternaryLut, addSub, multiplier];

export function findGenerator(name: string): Generator | undefined {
  return GENERATORS.find((generator) => generator.name === name);
}
