import type { MatrixProduct, Product } from "../../generators/streaming-core/stimulus.ts";
import { Random } from "../core/random.ts";
import { productAt } from "./products.ts";

/** The beats of a test bench as hexadecimal words, one a line, for `$readmemh`. */
export interface Vectors {
  readonly products: number;
  readonly act: readonly string[];
  readonly key: readonly string[];
  /** {out_last, out_data} */
  readonly out: readonly string[];
  /** {shape_outputs, shape_inputs}, empty for a fixed shape. */
  readonly shape: readonly string[];
}

/** Files of vectors stay below this many key bits; later products are left out (at least one stays). */
const KEY_BIT_BUDGET = 2 ** 26;

/** Beats of `count` products, corners first. With a runtime shape, products that alone exceed the budget are passed over. */
export function makeVectors(
  streams: MatrixProduct,
  count: number,
  seed: number,
  shapeBits: readonly [number, number],
): Vectors {
  const random = new Random(seed + 17);
  const padding = (): number => random.bit();
  const vectors = { act: [] as string[], key: [] as string[], out: [] as string[], shape: [] as string[] };
  let products = 0;
  let keyBits = 0;
  for (let index = 0; index < count; index++) {
    const product = productAt(streams, index, seed);
    const bits = streams.keyBeats(product) * streams.keyBeat(product, 0, padding).length;
    if (keyBits + bits > KEY_BIT_BUDGET && (products > 0 || (streams.shape === "runtime" && index + 1 < count)))
      continue;
    keyBits += bits;
    products++;
    pushProduct(vectors, streams, product, padding);
    if (streams.shape === "runtime") vectors.shape.push(shapeWord(product, shapeBits));
  }
  return { products, ...vectors };
}

function pushProduct(
  vectors: { act: string[]; key: string[]; out: string[] },
  streams: MatrixProduct,
  product: Product,
  padding: () => number,
): void {
  for (let i = 0; i < streams.activationBeats(product); i++)
    vectors.act.push(hex(streams.activationBeat(product, i, padding)));
  for (let i = 0; i < streams.keyBeats(product); i++) vectors.key.push(hex(streams.keyBeat(product, i, padding)));
  const beats = streams.outputBeats(product);
  for (let i = 0; i < beats; i++) {
    const data = streams.outputBeat(product, i);
    vectors.out.push(hex(Uint8Array.of(...data, i === beats - 1 ? 1 : 0)));
  }
}

function shapeWord({ inputs, outputs }: Product, [inputBits]: readonly [number, number]): string {
  return ((BigInt(outputs) << BigInt(inputBits)) | BigInt(inputs)).toString(16);
}

const DIGITS = "0123456789abcdef";

/** Bits, bit 0 first, as a hexadecimal number. */
export function hex(bits: Uint8Array): string {
  let text = "";
  for (let i = Math.ceil(bits.length / 4) - 1; i >= 0; i--) {
    const bit = (k: number): number => bits[4 * i + k] ?? 0;
    text += DIGITS[bit(0) + 2 * bit(1) + 4 * bit(2) + 8 * bit(3)];
  }
  return text;
}
