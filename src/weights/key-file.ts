import { createHash } from "node:crypto";
import type { MatrixProduct } from "../../generators/contract/index.ts";
import { ZERO_PADDING } from "../verify/padding.ts";
import { hex } from "../verify/vectors.ts";
import type { Layer } from "./checkpoint.ts";
import { layerProducts } from "./layer-products.ts";

/** What a key file holds. */
export interface KeyFile {
  /** SHA-256 of the file. */
  readonly sha256: string;
  /** Bits of one beat, `key_data`; a line has ⌈bits / 4⌉ digits. */
  readonly beatBits: number;
  /** Lines. */
  readonly beats: number;
  /** In their order; the beats of each follow those of the one before. */
  readonly products: readonly {
    readonly inputs: number;
    readonly outputs: number;
    /** Of the layer, from this one on; fewer than `outputs` where a fixed shape is filled up with zeros. */
    readonly firstOutput: number;
    readonly usedOutputs: number;
    readonly beats: number;
  }[];
}

/** Characters that are handed on at a time. */
const PIECE = 2 ** 20;

/**
 * The key stream of a layer on a design: one beat a line as a hexadecimal number, for `$readmemh`, in the order of
 * docs/streams.md; bits that have no meaning are 0. The beats are those of the design's golden model, which verification sends.
 * @param streams `generator.product(parameters)`
 * @param write is handed the text piece by piece
 */
export function writeKeys(layer: Layer, streams: MatrixProduct, write: (text: string) => void): KeyFile {
  const hash = createHash("sha256");
  const products: KeyFile["products"][number][] = [];
  let beatBits = 0;
  let piece = "";
  const flush = (): void => {
    hash.update(piece);
    write(piece);
    piece = "";
  };
  for (const { firstOutput, usedOutputs, ...product } of layerProducts(layer, streams)) {
    const beats = streams.keyBeats(product);
    for (let beat = 0; beat < beats; beat++) {
      const bits = streams.keyBeat(product, beat, ZERO_PADDING);
      beatBits = bits.length;
      piece += `${hex(bits)}\n`;
      if (piece.length >= PIECE) flush();
    }
    products.push({ inputs: product.inputs, outputs: product.outputs, firstOutput, usedOutputs, beats });
  }
  flush();
  const beats = products.reduce((sum, product) => sum + product.beats, 0);
  return { sha256: hash.digest("hex"), beatBits, beats, products };
}
