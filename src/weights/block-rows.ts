import type { ByteFile } from "./byte-file.ts";
import { defineLayer, type Layer, type LayerFormat } from "./checkpoint.ts";
import type { LayerType } from "./layer-type.ts";

/** A format in which so many neighbours in a row and their scale lie together. */
export interface BlockFormat {
  readonly name: LayerFormat;
  /** Weights of a block. */
  readonly weights: number;
  readonly bytes: number;
  /** Writes the weights of the block at byte `at` from `trits[to]` on, 2 where there is none. @returns its scale */
  readonly decode: (bytes: Buffer, at: number, trits: Int8Array, to: number) => number;
}

/** Where a tensor lies. */
export interface TensorPlace {
  readonly name: string;
  readonly type: LayerType;
  readonly outputs: number;
  readonly inputs: number;
  /** Of its first byte in the file. */
  readonly offset: number;
}

/** Bytes of so many rows; no whole number if blocks do not divide a row. */
export function blockBytes({ weights, bytes }: BlockFormat, { outputs, inputs }: TensorPlace): number {
  return (outputs * inputs * bytes) / weights;
}

/** A layer of rows of blocks. @throws {InputError} as `defineLayer` */
export function blockLayer(file: ByteFile, tensor: TensorPlace, format: BlockFormat): Layer {
  const { offset, ...place } = tensor;
  const { name, weights, bytes } = format;
  const rowBytes = (tensor.inputs / weights) * bytes;
  return defineLayer(file, {
    ...place,
    format: name,
    bytes: blockBytes(format, tensor),
    grain: { per: "group", inputs: weights },
    blockWeights: weights,
    *fill({ trits, scales }, from, to) {
      for (const row of file.rows(offset, rowBytes, from, to, tensor.name)) {
        for (let block = 0; block < scales.length; block++)
          scales[block] = format.decode(row, block * bytes, trits, block * weights);
        yield;
      }
    },
  });
}
