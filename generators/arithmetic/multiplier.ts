import { and, bit, named, not, type Signal } from "../../src/hdl/index.ts";
import { compressBits, type Adder, type HeapOptions } from "./compressor.ts";

/** Unsigned product, as wide as both together: an AND for each pair of bits, one compressor tree. */
export function multiplyUnsigned(a: Signal, b: Signal, options: HeapOptions = {}): Signal {
  const width = a.width + b.width;
  const columns: Signal[][] = Array.from({ length: width }, () => []);
  const { prefix = "" } = options;
  for (let i = 0; i < a.width; i++)
    for (let j = 0; j < b.width; j++) columns[i + j]?.push(named(`${prefix}bit${i}_by${j}`, and(bit(a, i), bit(b, j))));
  return compressBits(columns, 0n, width, options);
}

/**
 * Two's-complement product of a and b (w bits each), 2w bits, by the Baugh–Wooley scheme: w² partial-product bits, those
 * of exactly one sign bit inverted, and a constant, in one compressor tree. Price: w² AND, about w² − 2w full adders.
 *
 * With `offset`, the result's top bit is inverted, i.e. 2^(2w−1) is added: offset binary, for free.
 *
 * Source: C. R. Baugh and B. A. Wooley, IEEE Trans. Computers C-22(12), 1973, 1045–1047.
 */
export function multiplySigned(
  a: Signal,
  b: Signal,
  form: "twos-complement" | "offset",
  adder: Adder = "ripple",
): Signal {
  const w = a.width;
  const columns: Signal[][] = Array.from({ length: 2 * w }, () => []);
  for (let i = 0; i < w; i++) {
    for (let j = 0; j < w; j++) {
      const product = named(`bit${i}_by${j}`, and(bit(a, i), bit(b, j)));
      const isNegative = (i === w - 1) !== (j === w - 1);
      columns[i + j]?.push(isNegative ? not(product) : product);
    }
  }
  const correction = (1n << BigInt(w)) + (1n << BigInt(2 * w - 1));
  const offset = form === "offset" ? 1n << BigInt(2 * w - 1) : 0n;
  return compressBits(columns, correction + offset, 2 * w, { adder });
}
