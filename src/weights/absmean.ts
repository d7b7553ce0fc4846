import { InputError } from "../core/errors.ts";
import type { TensorPlace } from "./block-rows.ts";
import type { ByteFile } from "./byte-file.ts";
import { defineLayer, type Layer } from "./checkpoint.ts";
import { FLOAT_BYTES, floatReader, type FloatTensor } from "./floats.ts";

/** The least mean of magnitudes: what a tensor of zeros is divided by. */
const LEAST_MEAN = 1e-5;

/**
 * Latent weights, made ternary as BitNet b1.58 does (arXiv 2402.17764, eq. 1–3; `weight_quant` of Transformers'
 * integrations/bitnet.py): γ is the mean of |w| over the tensor, at least 1e-5, the weight is w/γ rounded to the nearest of −1, 0,
 * 1, halves to 0, and the scale is γ. As there, 1/γ and w · 1/γ are rounded to fp32; the mean is summed in double precision, row
 * by row, so weights within an fp32 rounding of γ/2 may come out otherwise than in a framework that sums in another order.
 * The tensor is read once more for γ, before the first row.
 */
export function absmeanLayer(file: ByteFile, tensor: TensorPlace, format: FloatTensor): Layer {
  const { offset, ...place } = tensor;
  const { name, inputs, outputs } = tensor;
  const rowBytes = inputs * FLOAT_BYTES[format];
  const read = floatReader(format);
  let mean: number | undefined;
  return defineLayer(file, {
    ...place,
    format: `${format} absmean`,
    bytes: outputs * rowBytes,
    grain: { per: "tensor" },
    blockWeights: 1,
    *fill({ trits, scales }, from, to) {
      mean ??= Math.max(LEAST_MEAN, meanMagnitude());
      const inverse = Math.fround(1 / Math.fround(mean));
      scales[0] = mean;
      for (const row of file.rows(offset, rowBytes, from, to, name)) {
        for (let j = 0; j < inputs; j++) trits[j] = nearestTrit(Math.fround(read(row, j) * inverse));
        yield;
      }
    },
  });

  function meanMagnitude(): number {
    let sum = 0;
    for (const row of file.rows(offset, rowBytes, 0, outputs, name))
      for (let j = 0; j < inputs; j++) sum += Math.abs(read(row, j));
    if (Number.isFinite(sum)) return sum / (inputs * outputs);
    throw InputError.at(file.at(name), "got a weight that is NaN or infinite, expected finite numbers");
  }
}

function nearestTrit(value: number): number {
  return value > 0.5 ? 1 : value < -0.5 ? -1 : 0;
}
