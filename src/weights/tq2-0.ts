import type { BlockFormat } from "./block-rows.ts";
import { half } from "./floats.ts";

/**
 * TQ2_0: 256 weights in 66 bytes, two bits each, code = weight + 1. Learnt from `block_tq2_0` and `dequantize_row_tq2_0` of
 * llama.cpp (ggml-common.h, ggml-quants.c): weight 128h + 32n + m is in byte 32h + m, bits 2n and 2n + 1; bytes 64 and 65 are
 * the scale, fp16.
 */
export const TQ2_0: BlockFormat = {
  name: "TQ2_0",
  weights: 256,
  bytes: 66,
  decode(bytes, at, trits, to) {
    for (let h = 0; h < 2; h++) {
      for (let m = 0; m < 32; m++) {
        const byte = bytes[at + 32 * h + m] as number;
        for (let n = 0; n < 4; n++) trits[to + 128 * h + 32 * n + m] = ((byte >> (2 * n)) & 3) - 1;
      }
    }
    return half(bytes.readUInt16LE(at + 64));
  },
};
