import type { TensorPlace } from "./block-rows.ts";
import type { ByteFile } from "./byte-file.ts";
import { defineLayer, type Layer } from "./checkpoint.ts";

/** Weights of a block, and the bytes that they take. */
const BLOCK = { weights: 128, bytes: 32 };
/** Behind the codes: the scale, fp32, and what fills it up. */
const TAIL_BYTES = 32;

/**
 * I2_S of BitNet.cpp: two bits a weight, code = weight + 1, one fp32 scale for the tensor behind them. Learnt from
 * microsoft/BitNet: `quantize_i2_s` (src/ggml-bitnet-mad.cpp) as the default x86 build has it (`ACT_PARALLEL` in
 * include/gemm-config.h), which the kernel `ggml_vec_dot_i2_i8_s_1x1` reads, and utils/convert-bitnet-embedding-to-gguf.py:
 * weight 32g + m of a block of 128 is in its byte m, bits 6 − 2g and above. Builds for ARM write blocks of 64 under the same
 * type number, and nothing in a file tells them apart; those are not read. Rows that blocks do not divide are refused: the
 * kernel would read the codes of one row as another's.
 */
export function i2sLayer(file: ByteFile, tensor: TensorPlace): Layer {
  const { offset, ...place } = tensor;
  const { name, inputs, outputs } = tensor;
  const rowBytes = (inputs / BLOCK.weights) * BLOCK.bytes;
  return defineLayer(file, {
    ...place,
    format: "I2_S",
    bytes: (outputs * inputs) / 4 + TAIL_BYTES,
    grain: { per: "tensor" },
    blockWeights: BLOCK.weights,
    *fill({ trits, scales }, from, to) {
      scales.fill(file.read(offset + outputs * rowBytes, 4, name).readFloatLE(0));
      for (const row of file.rows(offset, rowBytes, from, to, name)) {
        for (let block = 0; block * BLOCK.weights < inputs; block++) decode(row, block, trits);
        yield;
      }
    },
  });
}

function decode(row: Buffer, block: number, trits: Int8Array): void {
  const to = block * BLOCK.weights;
  for (let m = 0; m < BLOCK.bytes; m++) {
    const byte = row[block * BLOCK.bytes + m] as number;
    for (let g = 0; g < 4; g++) trits[to + 32 * g + m] = ((byte >> (6 - 2 * g)) & 3) - 1;
  }
}
