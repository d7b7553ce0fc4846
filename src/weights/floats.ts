import { FLOAT_FORMATS } from "../../generators/numeric/float-format.ts";
import { valueOf } from "../../generators/numeric/float-value.ts";

/** Floating-point numbers of tensors, lowest byte first. */

/** Formats of tensors that are no integers, as safetensors and GGUF call them. */
export type FloatTensor = "F32" | "F16" | "BF16";

/** Bytes of one number. */
export const FLOAT_BYTES: Readonly<Record<FloatTensor, number>> = { F32: 4, F16: 2, BF16: 2 };

/** The value of an fp16 number; NaN and infinities as they are. */
export function half(bits: number): number {
  return valueOf(bits, FLOAT_FORMATS.fp16);
}

/** A reader of number `i` of a row. */
export function floatReader(format: FloatTensor): (bytes: Buffer, i: number) => number {
  switch (format) {
    case "F32":
      return (bytes, i) => bytes.readFloatLE(4 * i);
    case "F16":
      return (bytes, i) => half(bytes.readUInt16LE(2 * i));
    case "BF16": {
      const word = new Uint32Array(1);
      const value = new Float32Array(word.buffer);
      return (bytes, i) => {
        word[0] = bytes.readUInt16LE(2 * i) << 16; // the upper half of an fp32 number
        return value[0] as number;
      };
    }
  }
}
