import type { BlockFormat } from "./block-rows.ts";
import { half } from "./floats.ts";

/**
 * TQ1_0: 256 weights in 54 bytes, five trits a byte. Learnt from `block_tq1_0`, `quantize_row_tq1_0_ref` and
 * `dequantize_row_tq1_0` of llama.cpp (ggml-common.h, ggml-quants.c).
 *
 *     byte 0 … 31:  weights 32n + m of byte m, n = 0 … 4
 *         32 … 47:  weights 160 + 16n + m,     n = 0 … 4
 *         48 … 51:  weights 240 + 4n + m,      n = 0 … 3
 *         52, 53:   the scale, fp16
 *
 * A byte holds ⌈256·q / 243⌉ of the number q whose base-3 digits are weight + 1, n = 0 the highest; so digit n is the whole part
 * of three times what is left of the byte, as a part of 256, behind n steps of ·3.
 */
export const TQ1_0: BlockFormat = {
  name: "TQ1_0",
  weights: 256,
  bytes: 54,
  decode(bytes, at, trits, to) {
    digits(bytes, { at, bytes: 32, digits: 5 }, trits, to);
    digits(bytes, { at: at + 32, bytes: 16, digits: 5 }, trits, to + 160);
    digits(bytes, { at: at + 48, bytes: 4, digits: 4 }, trits, to + 240);
    return half(bytes.readUInt16LE(at + 52));
  },
};

/** So many bytes from `at` on, each with so many digits: digit n of byte m is weight n · bytes + m. */
interface Digits {
  readonly at: number;
  readonly bytes: number;
  readonly digits: number;
}

function digits(bytes: Buffer, part: Digits, trits: Int8Array, to: number): void {
  for (let m = 0; m < part.bytes; m++) {
    let rest = bytes[part.at + m] as number;
    for (let n = 0; n < part.digits; n++) {
      rest *= 3;
      trits[to + n * part.bytes + m] = (rest >> 8) - 1;
      rest &= 255;
    }
  }
}
