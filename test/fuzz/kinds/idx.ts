import { gzipSync } from "node:zlib";
import { readDataSet } from "../../../models/training/data/idx.ts";
import { Random } from "../../../src/core/random.ts";
import { functionAnswer } from "../answer.ts";
import type { FuzzKind } from "../kind.ts";
import { gzipBomb, mutatedBytes } from "../mutate/bytes.ts";

/** An IDX file of unsigned bytes. */
function idx(dimensions: readonly number[], bytes: readonly number[]): Uint8Array {
  const sizes = dimensions.flatMap((size) => [size >> 24, (size >> 16) & 255, (size >> 8) & 255, size & 255]);
  return Uint8Array.from([0, 0, 8, dimensions.length, ...sizes, ...bytes]);
}

const IMAGES = 12;
const SIDE = 4;

const PIXELS = new Random(1);
const IMAGE_FILE = idx(
  [IMAGES, SIDE, SIDE],
  Array.from({ length: IMAGES * SIDE * SIDE }, () => PIXELS.integer(0, 255)),
);
const LABEL_FILE = idx(
  [IMAGES],
  Array.from({ length: IMAGES }, (_, i) => i % 10),
);

/** A folder of IDX files is read as `train --data` reads it. */
export const idxKind: FuzzKind = {
  name: "idx",
  seeds: () => ({
    images: { "t10k-images-idx3-ubyte": IMAGE_FILE, "t10k-labels-idx1-ubyte": LABEL_FILE },
    labels: { "t10k-labels-idx1-ubyte": LABEL_FILE, "t10k-images-idx3-ubyte": IMAGE_FILE },
  }),
  mutate: (bytes, random) => (random.integer(0, 99) === 0 ? gzipBomb() : mutatedBytes(bytes, random)),
  respell: (bytes) => gzipSync(bytes),
  run: (input) =>
    Promise.resolve(
      functionAnswer(() => {
        const { classes, train, test } = readDataSet(input, 1);
        return { classes, train: [train.count, train.inputs], test: [test.count, ...test.labels, ...test.pixels] };
      }),
    ),
};
