import { addSub } from "./add-sub/index.ts";
import type { CoreGenerator, Generator } from "./contract/index.ts";
import { multiplier } from "./multiplier/index.ts";
import { synapseUpdate } from "./synapse-update/index.ts";
import { ternaryLut } from "./ternary-lut/index.ts";

/** Generators of cores, in the order in which they are listed. */
export const CORES: readonly CoreGenerator[] = [ternaryLut, addSub, multiplier];

/** All generators, in the order in which they are listed. A new one is a folder with an `index.ts` and a line here. */
export const GENERATORS: readonly Generator[] = [...CORES, synapseUpdate];

/** The generator of any kind that is called `name`, if there is one. */
export function findGenerator(name: string): Generator | undefined {
  return GENERATORS.find((generator) => generator.name === name);
}

/** The core that is called `name`, if there is one. */
export function findCore(name: string): CoreGenerator | undefined {
  return CORES.find((generator) => generator.name === name);
}
