import { roundHalfEven } from "../../generators/numeric/float-value.ts";
import { biasOf, type FloatFormat } from "../../generators/numeric/float-format.ts";
import type { AlignedArithmetic } from "../../generators/contract/index.ts";
import type { DotProducts } from "./dot-products.ts";
import { Rounding } from "./rounding.ts";

/** Added to a number below 2^51 and taken away again, it leaves the nearest whole number, ties to even. */
const TO_WHOLE = 1.5 * 2 ** 52;

/** `floatDotProduct` of aligned arithmetic, on values; the mantissas of a product are aligned once for all its outputs. */
export function alignedSums(arithmetic: AlignedArithmetic, inputs: number): DotProducts {
  const { span, format, subnormals, keptBits, tileInputs } = arithmetic;
  const size = span === "vector" ? inputs : Math.min(tileInputs, inputs);
  const tiles = Math.ceil(inputs / size);
  const mantissas = new Float64Array(inputs);
  const exponents = new Int32Array(tiles);
  const [flushed, result] = [new Rounding(format, subnormals), new Rounding(arithmetic.accumulator, subnormals)];
  const bias = biasOf(format);
  const limit = 2 ** (keptBits - 1) - 1;
  const scaleOf = (exponent: number): number => 2 ** (exponent - bias - keptBits + 2);

  return {
    load(activations, offset) {
      for (let tile = 0; tile < tiles; tile++) {
        const [first, last] = [tile * size, Math.min(tile * size + size, inputs)];
        let largest = 0;
        for (let j = first; j < last; j++) largest = Math.max(largest, Math.abs(activations[offset + j] as number));
        const exponent = exponentField(largest, format);
        const scale = 1 / scaleOf(exponent);
        exponents[tile] = exponent;
        for (let j = first; j < last; j++) {
          const whole = flushed.round(activations[offset + j] as number) * scale + TO_WHOLE - TO_WHOLE;
          mantissas[j] = Math.max(-limit, Math.min(limit, whole));
        }
      }
    },
    sum(weights, offset) {
      let [sum, exponent] = [0, 0];
      for (let tile = 0; tile < tiles; tile++) {
        const last = Math.min(tile * size + size, inputs);
        let added = 0;
        for (let j = tile * size; j < last; j++) added += (weights[offset + j] as number) * (mantissas[j] as number);
        const largest = exponents[tile] as number;
        if (largest > exponent) {
          sum = shiftedRight(sum, largest - exponent) + added;
          exponent = largest;
        } else sum += shiftedRight(added, exponent - largest);
      }
      return result.round(sum * scaleOf(exponent));
    },
  };
}

/** The exponent field of a positive number of the format: 1 for subnormals and zero. */
function exponentField(magnitude: number, format: FloatFormat): number {
  return magnitude === 0 ? 1 : Math.max(1, exponentOf(magnitude) + biasOf(format));
}

const double = new Float64Array(1);
const halves = new Uint32Array(double.buffer);

function exponentOf(magnitude: number): number {
  double[0] = magnitude;
  return ((halves[1] as number) >>> 20) - 1023;
}

/** x / 2^shift, rounded to nearest even */
function shiftedRight(value: number, shift: number): number {
  return roundHalfEven(value / 2 ** shift);
}
