import type { CoreGenerator } from "../../generators/contract/index.ts";
import type { ParameterValues } from "../../src/core/parameters.ts";
import type { Module } from "../../src/hdl/index.ts";
import { countModule, PRIMITIVES, type Primitive } from "../../src/hdl/ledger.ts";

/**
 * What a primitive takes in ASAP7, to one or two digits [µm²] (prices of recipe 1, `models/technology/asap7.json` of release
 * 0.1). Only for choosing designs of a given size: frozen, so that a new fit of the prices does not change which designs
 * a seed stands for.
 */
const ROUGH_AREA_UM2: Readonly<Record<Primitive, number>> = {
  fullAdders: 0.22,
  halfAdders: 0.13,
  adderBits: 0.24,
  compareBits: 0.09,
  equalBits: 0.08,
  muxBits: 0.06,
  chooseBits: 0.06,
  andBits: 0.06,
  orBits: 0.03,
  xorBits: 0.1,
  notBits: 0.04,
  plainFlipFlops: 0.34,
  enableFlipFlops: 0.38,
  resetFlipFlops: 0.34,
  enableResetFlipFlops: 0.38,
  memoryBits: 0.45,
  memoryWords: 0.17,
  clockGates: 0.26,
};

/**
 * Rough size of designs as an area in ASAP7 [µm²], within some ten per cent; at 0.13 µm² a cell. Each distinct module is
 * counted once and remembered. Counting stops beyond `limitUm2`: the sum is then larger than the limit, no more.
 */
export function roughAreas(limitUm2: number): (generator: CoreGenerator, parameters: ParameterValues) => number {
  const known = new Map<string, number>();
  return (generator, parameters) => {
    let areaUm2 = 0;
    for (const { key, count, build } of generator.components(parameters)) {
      if (areaUm2 > limitUm2) break;
      let each = known.get(key);
      if (each === undefined) known.set(key, (each = roughAreaOf(build())));
      areaUm2 += each * count;
    }
    return areaUm2;
  };
}

function roughAreaOf(module: Module): number {
  const counts = countModule(module);
  return PRIMITIVES.reduce((sum, primitive) => sum + counts[primitive] * ROUGH_AREA_UM2[primitive], 0);
}
