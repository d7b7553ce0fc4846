import { InputError } from "../core/errors.ts";
import type { ByteFile } from "./byte-file.ts";
import type { LayerType } from "./layer-type.ts";

/** How ternary weights are stored; what the words mean stands in the file of the format. */
export type LayerFormat =
  | "packed uint8"
  | "BF16 absmean"
  | "F16 absmean"
  | "F32 absmean"
  | "TQ1_0"
  | "TQ2_0"
  | "I2_S"
  | "Q2_0 per 64"
  | "Q2_0 per 128";

/** How many weights share a scale: the whole tensor, a row (the weights of one output), or so many neighbours in a row. */
export type ScaleGrain = { readonly per: "tensor" | "row" } | { readonly per: "group"; readonly inputs: number };

/** A tensor whose weights are −1, 0, 1 times scales. */
export interface Layer {
  /** As it stands in the file: any text, to be escaped where it is printed. */
  readonly name: string;
  readonly type: LayerType;
  readonly format: LayerFormat;
  readonly outputs: number;
  readonly inputs: number;
  /** What the tensor takes in the file, its scales included [bytes]. */
  readonly bytes: number;
  readonly grain: ScaleGrain;
  /**
   * Rows `from` … `to` − 1 in their order, default all: the weights of one output each. Both arrays are written over when the
   * next row comes. Reads about a megabyte at a time.
   * @throws {InputError} at a code that is no trit, or a scale that is no finite number
   */
  rows(from?: number, to?: number): Generator<LayerRow>;
}

/** The weights of one output. */
export interface LayerRow {
  /** One for each input: −1, 0 or 1. */
  readonly trits: Int8Array;
  /** One for each group of inputs, or one that holds for the row; as stored. */
  readonly scales: Float64Array;
}

/** A tensor that is no ternary layer. */
export interface OtherTensor {
  readonly name: string;
  /** As the file calls it, e.g. `BF16`. */
  readonly format: string;
  readonly shape: readonly number[];
  /** Why it is not read. */
  readonly reason: string;
}

/** A file of weights, opened; `close` it. */
export interface Checkpoint {
  readonly container: "safetensors" | "GGUF";
  /** Bytes of the file. */
  readonly bytes: number;
  readonly layers: readonly Layer[];
  readonly others: readonly OtherTensor[];
  close(): void;
}

/** Inputs and outputs that a layer may have; the largest in use, vocabularies included, have some 300 000. */
const MOST_SIDE = 2 ** 24;

/** What `defineLayer` is told: a layer without its rows, and how those are read. */
interface LayerDefinition extends Omit<Layer, "rows"> {
  /** Weights of a row that lie together: their number divides its length. */
  readonly blockWeights: number;
  /** Fills the one row that it is handed with row `from`, then `from` + 1, …, and yields after each. May leave 2 for no trit. */
  readonly fill: (row: LayerRow, from: number, to: number) => Generator<void>;
}

/** A layer whose rows are checked as they are read. @throws {InputError} if a side is none or too long, or blocks do not divide a row */
export function defineLayer(file: ByteFile, { fill, blockWeights, ...layer }: LayerDefinition): Layer {
  const { name, outputs, inputs, grain } = layer;
  const where = file.at(name);
  if (Math.min(inputs, outputs) < 1 || Math.max(inputs, outputs) > MOST_SIDE)
    throw InputError.at(where, `got ${outputs} x ${inputs} weights, expected sides from 1 to ${MOST_SIDE}`);
  if (inputs % blockWeights !== 0)
    throw InputError.at(
      where,
      `got rows of ${inputs} weights, expected a multiple of ${blockWeights} (${layer.format})`,
    );
  const scaleCount = grain.per === "group" ? inputs / grain.inputs : 1;
  return {
    ...layer,
    *rows(from = 0, to = outputs) {
      const row = { trits: new Int8Array(inputs), scales: new Float64Array(scaleCount) };
      let output = from;
      for (const _ of fill(row, from, to)) {
        checkRow(row, `${where}: output ${output++}`);
        yield row;
      }
    },
  };
}

function checkRow({ trits, scales }: LayerRow, where: string): void {
  const wrong = trits.indexOf(2);
  if (wrong >= 0) throw InputError.at(where, `got code 3 for input ${wrong}, expected 0, 1 or 2 (-1, 0, 1)`);
  const odd = scales.findIndex((scale) => !Number.isFinite(scale));
  if (odd >= 0) throw InputError.at(where, `got a scale ${odd} that is no finite number, expected one`);
}
