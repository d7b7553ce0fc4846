import type { MatrixProduct, Padding, Product } from "../../generators/contract/index.ts";
import { Random } from "../core/random.ts";
import { UNKNOWN, unknownPadding } from "./padding.ts";
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
  /** Beside `act` and `key`: which of their bits have no meaning, so that they may be X. Those in the words are random. */
  readonly unknown: { readonly act: readonly string[]; readonly key: readonly string[] };
}

type Words = Record<"act" | "key" | "out" | "shape" | "actUnknown" | "keyUnknown", string[]>;

/** Files of vectors stay below this many key bits; later products are left out (at least one stays). */
const KEY_BIT_BUDGET = 2 ** 26;

/** Beats of `count` products, corners first. With a runtime shape, products that alone exceed the budget are passed over. */
export function makeVectors(
  streams: MatrixProduct,
  count: number,
  seed: number,
  shapeBits: readonly [number, number],
): Vectors {
  return vectorsOf(streams, seed, shapeBits, (padding) => withinBudget(streams, count, seed, padding));
}

/** Products up to the budget. The padding is drawn from once for each, as it always was: the same seed, the same files. */
function* withinBudget(streams: MatrixProduct, count: number, seed: number, padding: Padding): Generator<Product> {
  let products = 0;
  let keyBits = 0;
  for (let index = 0; index < count; index++) {
    const product = productAt(streams, index, seed);
    const bits = streams.keyBeats(product) * streams.keyBeat(product, 0, padding).length;
    if (keyBits + bits > KEY_BIT_BUDGET && (products > 0 || (streams.shape === "runtime" && index + 1 < count)))
      continue;
    keyBits += bits;
    products++;
    yield product;
  }
}

/** Beats of the products that `products` gives, one after the other; it is handed what stands in bits without a meaning. */
export function vectorsOf(
  streams: MatrixProduct,
  seed: number,
  shapeBits: readonly [number, number],
  products: (padding: Padding) => Iterable<Product>,
): Vectors {
  const random = new Random(seed + 17);
  const padding = unknownPadding(random);
  const words: Words = { act: [], key: [], out: [], shape: [], actUnknown: [], keyUnknown: [] };
  let count = 0;
  for (const product of products(padding)) {
    count++;
    pushProduct(words, streams, product, { padding, random });
    if (streams.shape === "runtime") words.shape.push(shapeWord(product, shapeBits));
  }
  const { actUnknown, keyUnknown, ...vectors } = words;
  return { products: count, ...vectors, unknown: { act: actUnknown, key: keyUnknown } };
}

function pushProduct(
  vectors: Words,
  streams: MatrixProduct,
  product: Product,
  { padding, random }: { readonly padding: Padding; readonly random: Random },
): void {
  for (let i = 0; i < streams.activationBeats(product); i++)
    pushBeat(vectors.act, vectors.actUnknown, streams.activationBeat(product, i, padding), random);
  for (let i = 0; i < streams.keyBeats(product); i++)
    pushBeat(vectors.key, vectors.keyUnknown, streams.keyBeat(product, i, padding), random);
  const beats = streams.outputBeats(product);
  for (let i = 0; i < beats; i++) {
    const data = streams.outputBeat(product, i);
    vectors.out.push(hex(Uint8Array.of(...data, i === beats - 1 ? 1 : 0)));
  }
}

function pushBeat(words: string[], unknown: string[], beat: Uint8Array, random: Random): void {
  words.push(hex(beat.map((bit) => (bit === UNKNOWN ? random.bit() : bit))));
  unknown.push(hex(beat.map((bit) => (bit === UNKNOWN ? 1 : 0))));
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
