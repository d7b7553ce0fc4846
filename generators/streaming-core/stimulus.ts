import type { FloatArithmetic, MatrixProduct, Padding, Product } from "../contract/index.ts";
import { floatDotProduct, vectorExponent } from "./float/golden.ts";
import type { LoopOrder } from "./shape.ts";

/**
 * How a matrix product travels through the streams of a core, and what must come out. Written from the mathematics and
 * the stream definition alone; it shares no code with the circuits.
 */

/** What shapes the streams of a core. */
export interface StreamFormat {
  readonly activationBits: number;
  readonly float: FloatArithmetic | undefined;
  /** µ */
  readonly groupSize: number;
  /** L */
  readonly groups: number;
  /** K */
  readonly lanes: number;
  readonly keyBits: number;
  /** Bits of one result. */
  readonly resultBits: number;
  readonly loopOrder: LoopOrder;
  readonly shape: "fixed" | "runtime";
  readonly maxInputs: number;
  readonly maxOutputs: number;
}

/** The exact product, in plain arithmetic: output i of a product. */
export function dotProduct({ inputs, activations, weights }: Product, output: number): number {
  let sum = 0;
  for (let j = 0; j < inputs; j++) sum += (weights[output * inputs + j] as number) * (activations[j] as number);
  return sum;
}

/** The streams of cores whose keys are an index and a sign bit. */
export function matrixProduct(format: StreamFormat): MatrixProduct {
  const tile = format.groups * format.groupSize;
  const inputTiles = (product: Product): number => Math.ceil(product.inputs / tile);
  const outputTiles = (product: Product): number => Math.ceil(product.outputs / format.lanes);
  const steps = (product: Product): number => inputTiles(product) * outputTiles(product);
  const isTableStationary = format.loopOrder === "table-stationary";
  return {
    activationBits: format.activationBits,
    float: format.float,
    maxInputs: format.maxInputs,
    maxOutputs: format.maxOutputs,
    shape: format.shape,
    activationBeats: (product) => (isTableStationary ? inputTiles(product) : steps(product)),
    keyBeats: steps,
    outputBeats: outputTiles,
    activationBeat(product, beat, padding) {
      return activationTile(format, product, beat % inputTiles(product), padding);
    },
    keyBeat(product, beat, padding) {
      const [slow, fast] = isTableStationary
        ? [Math.floor(beat / outputTiles(product)), beat % outputTiles(product)]
        : [beat % inputTiles(product), Math.floor(beat / inputTiles(product))];
      return keyTile(format, product, slow, fast, padding);
    },
    outputBeat: (product, beat) => outputTile(format, product, beat),
  };
}

function putBits(bits: Uint8Array, offset: number, width: number, value: number): void {
  // Two's complement of up to 48 bits, without 32-bit operators.
  let rest = value < 0 ? value + 2 ** width : value;
  for (let i = 0; i < width; i++) {
    bits[offset + i] = rest % 2;
    rest = Math.floor(rest / 2);
  }
}

function activationTile(format: StreamFormat, product: Product, tile: number, padding: Padding): Uint8Array {
  const size = format.groups * format.groupSize;
  const { float } = format;
  const isVector = float?.kind === "aligned" && float.span === "vector";
  const above = isVector ? float.format.exponentBits : 0;
  const bits = new Uint8Array(size * format.activationBits + above);
  if (isVector) putBits(bits, size * format.activationBits, above, vectorExponent(product.activations, float.format));
  for (let i = 0; i < size; i++) {
    const value = product.activations[tile * size + i];
    for (let b = 0; b < format.activationBits && value === undefined; b++)
      bits[i * format.activationBits + b] = padding.bit();
    if (value !== undefined) putBits(bits, i * format.activationBits, format.activationBits, value);
  }
  return bits;
}

function keyTile(
  format: StreamFormat,
  product: Product,
  inputTile: number,
  outputTile: number,
  padding: Padding,
): Uint8Array {
  const bits = new Uint8Array(format.lanes * format.groups * format.keyBits);
  for (let k = 0; k < format.lanes; k++) {
    for (let l = 0; l < format.groups; l++) {
      const offset = (k * format.groups + l) * format.keyBits;
      const output = outputTile * format.lanes + k;
      const firstInput = (inputTile * format.groups + l) * format.groupSize;
      const isInside = output < product.outputs && firstInput < product.inputs;
      if (isInside) putKey(bits, offset, format, keyValue(format, product, output, firstInput, padding));
      else for (let b = 0; b < format.keyBits; b++) bits[offset + b] = padding.bit();
    }
  }
  return bits;
}

/** Σ c_i·3^i of a group. */
function keyValue(
  { groupSize }: StreamFormat,
  { inputs, weights }: Product,
  output: number,
  firstInput: number,
  padding: Padding,
): number {
  let value = 0;
  for (let i = 0; i < groupSize; i++) {
    const input = firstInput + i;
    const weight = input < inputs ? (weights[output * inputs + input] as number) : padding.weight();
    value += weight * 3 ** i;
  }
  return value;
}

/** The value of a group as index and sign. */
function putKey(bits: Uint8Array, offset: number, { keyBits }: StreamFormat, value: number): void {
  putBits(bits, offset, keyBits - 1, Math.abs(value));
  bits[offset + keyBits - 1] = value < 0 ? 1 : 0;
}

function resultOf({ float }: StreamFormat, product: Product, output: number): number {
  return float === undefined ? dotProduct(product, output) : floatDotProduct(float, product, output);
}

function outputTile(format: StreamFormat, product: Product, tile: number): Uint8Array {
  const bits = new Uint8Array(format.lanes * format.resultBits);
  for (let k = 0; k < format.lanes; k++) {
    const output = tile * format.lanes + k;
    if (output < product.outputs)
      putBits(bits, k * format.resultBits, format.resultBits, resultOf(format, product, output));
  }
  return bits;
}
