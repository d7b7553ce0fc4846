import type { ByteFile } from "./byte-file.ts";
import { defineLayer, type Layer } from "./checkpoint.ts";
import { FLOAT_BYTES, floatReader, type FloatTensor } from "./floats.ts";
import type { TensorPlace } from "./block-rows.ts";

/** The scales beside a packed tensor: one, or one for each output. */
export interface ScaleTensor {
  readonly format: FloatTensor;
  readonly offset: number;
  readonly count: number;
}

/**
 * Four outputs a byte, as Transformers packs BitNet (src/transformers/integrations/bitnet.py, `pack_weights`): a tensor of R rows
 * holds 4R outputs; byte (r, j) has the codes, weight + 1, of outputs r, R + r, 2R + r, 3R + r for input j, from its lowest
 * bits on. `weight_scale` lies beside it; whether sums are divided by it or multiplied is for the model's configuration to say
 * (`linear_class`), so scales are told as they are stored.
 */
export function packedLayer(file: ByteFile, tensor: TensorPlace, scale: ScaleTensor): Layer {
  const { offset, ...place } = tensor;
  const { name, inputs, outputs } = tensor;
  const packedRows = outputs / 4;
  const readScale = floatReader(scale.format);
  const scaleBytes = FLOAT_BYTES[scale.format];
  const isOne = scale.count === 1;
  return defineLayer(file, {
    ...place,
    format: "packed uint8",
    bytes: packedRows * inputs + scale.count * scaleBytes,
    blockWeights: 1,
    grain: { per: isOne ? "tensor" : "row" },
    *fill({ trits, scales }, from, to) {
      for (let start = from, end = from; start < to; start = end) {
        const part = Math.floor(start / packedRows);
        end = Math.min(to, (part + 1) * packedRows);
        const first = start - part * packedRows;
        let output = start;
        for (const row of file.rows(offset, inputs, first, first + end - start, name)) {
          for (let j = 0; j < inputs; j++) trits[j] = (((row[j] as number) >> (2 * part)) & 3) - 1;
          const place = isOne ? 0 : output++;
          scales[0] = readScale(file.read(scale.offset + place * scaleBytes, scaleBytes, `${name}_scale`), 0);
          yield;
        }
      }
    },
  });
}
