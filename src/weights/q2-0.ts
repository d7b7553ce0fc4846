import type { BlockFormat } from "./block-rows.ts";
import { half } from "./floats.ts";

/**
 * Q2_0: an fp16 scale, then two bits a weight, code = weight + 1, weight j in byte ⌊j/4⌋, bits 2(j mod 4) and above. One type
 * number (42) stands for two sizes of blocks: llama.cpp (ggml-common.h, `QK2_0` 64) and the fork that Ternary-Bonsai was made
 * with (`QK2_0` 128). Nothing in the header says which; the places of the tensors do (`gguf.ts`). Code 3 is +2 for llama.cpp; no
 * ternary model has it.
 */
export const Q2_0: readonly BlockFormat[] = [blocksOf(64, "Q2_0 per 64"), blocksOf(128, "Q2_0 per 128")];

function blocksOf(weights: number, name: "Q2_0 per 64" | "Q2_0 per 128"): BlockFormat {
  return {
    name,
    weights,
    bytes: 2 + weights / 4,
    decode(bytes, at, trits, to) {
      for (let b = 0; b < weights / 4; b++) {
        const byte = bytes[at + 2 + b] as number;
        for (let n = 0; n < 4; n++) trits[to + 4 * b + n] = ((byte >> (2 * n)) & 3) - 1;
      }
      return half(bytes.readUInt16LE(at));
    },
  };
}
