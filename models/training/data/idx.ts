import { existsSync, readdirSync, statSync } from "node:fs";
import { basename, join } from "node:path";
import { InputError } from "../../../src/core/errors.ts";
import { projectPath } from "../../../src/core/project-path.ts";
import { readInput } from "../../../src/json/input-file.ts";
import { split, type DataSet, type Examples } from "./data-set.ts";

/**
 * IDX files, the format of MNIST (http://yann.lecun.com/exdb/mnist): two zero bytes, a type (8: bytes), the number of
 * dimensions, each dimension as 32 bits with the highest byte first, then the bytes. Files may be compressed with gzip.
 */
export interface Idx {
  readonly dimensions: readonly number[];
  readonly bytes: Uint8Array;
}

/** The only element type that image sets use. */
const UNSIGNED_BYTES = 8;
/** Limit of one file [MB], unpacked too: 850000 images of 28 × 28; EMNIST, the largest such set, has 697932. */
const MOST_MB = 640;

/** The contents of an IDX file of unsigned bytes, unpacked. @throws {InputError} naming `where` and what is wrong with it */
export function parseIdx(raw: Uint8Array, where: string, dimensions: number): Idx {
  const { sizes, start, end } = parseHeader(raw, where, dimensions);
  const [found, expected] = [raw.length - start, end - start];
  if (found !== expected) {
    const message = `got ${found} bytes of data, expected ${expected} (${sizes.join(" x ")})`;
    throw InputError.at(where, found < expected ? `${message}: the file is cut off` : message);
  }
  return { dimensions: sizes, bytes: new Uint8Array(raw.buffer, raw.byteOffset + start, expected) };
}

/** What the first bytes of an IDX file say: sizes of its dimensions, where its elements start and end [bytes]. */
interface Header {
  readonly sizes: readonly number[];
  readonly start: number;
  readonly end: number;
}

/** @throws {InputError} naming `where` if `raw` does not begin as an IDX file of unsigned bytes with so many dimensions */
function parseHeader(raw: Uint8Array, where: string, dimensions: number): Header {
  const fail = (message: string): InputError => InputError.at(where, message);
  if (raw.length < 4) throw fail(`got ${raw.length} bytes, expected an IDX file (at least its magic number)`);
  const [first, second, type, count] = raw;
  if (first !== 0 || second !== 0)
    throw fail(`got magic number 0x${hex(raw)}, expected 0x00000${UNSIGNED_BYTES}0${dimensions}`);
  if (type !== UNSIGNED_BYTES) throw fail(`got element type ${type}, expected ${UNSIGNED_BYTES} (unsigned bytes)`);
  if (count !== dimensions) throw fail(`got ${count} dimensions, expected ${dimensions}`);
  const start = 4 + 4 * dimensions;
  if (raw.length < start) throw fail(`got ${raw.length} bytes, expected a header of ${start}`);
  const view = new DataView(raw.buffer, raw.byteOffset, raw.byteLength);
  const sizes = Array.from({ length: dimensions }, (_, d) => view.getUint32(4 + 4 * d));
  if (sizes.includes(0)) throw fail(`got size ${sizes.join(" x ")}, expected no dimension of 0`);
  return { sizes, start, end: start + sizes.reduce((product, size) => product * size, 1) };
}

/** A file of IDX, gzipped or not; no more of it is unpacked than its header states. */
function readIdx(file: string, dimensions: number): Idx {
  const bytes = readInput(file, "IDX", MOST_MB, (head) => parseHeader(head, file, dimensions).end);
  return parseIdx(bytes, file, dimensions);
}

function hex(bytes: Uint8Array): string {
  return Array.from(bytes.subarray(0, 4), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Images with their labels. @throws {InputError} if either file is broken, their counts differ, or images are not square */
export function readExamples(images: string, labels: string): Examples {
  const pictures = readIdx(images, 3);
  const classes = readIdx(labels, 1);
  const [count = 0, rows = 0, columns = 0] = pictures.dimensions;
  if (classes.dimensions[0] !== count)
    throw InputError.at(
      labels,
      `got ${classes.dimensions[0]} labels, expected ${count}, one for each image of ${basename(images)}`,
    );
  if (rows !== columns) throw InputError.at(images, `got images of ${rows}x${columns}, expected square ones`);
  return { count, inputs: rows * columns, pixels: pictures.bytes, labels: classes.bytes };
}

/**
 * The data set of a folder: `train-images…`, `train-labels…`, `t10k-images…`, `t10k-labels…`, with or without `.gz`. A folder
 * with the pair t10k only is split by `seed`, which a notice says.
 * @throws {InputError} if files are missing, broken, or do not fit together
 */
export function readDataSet(folder: string, seed: number): DataSet {
  if (!existsSync(folder) || !statSync(folder).isDirectory())
    throw InputError.at(
      folder,
      "got no such folder, expected one with IDX files (train-images…, train-labels…, t10k-…)",
    );
  const train = findPair(folder, "train");
  const test = findPair(folder, "t10k");
  if (train !== undefined && test !== undefined) {
    const sets = { train: readExamples(...train), test: readExamples(...test) };
    if (sets.train.inputs !== sets.test.inputs)
      throw InputError.at(
        test[0],
        `got images of ${sets.test.inputs} pixels, expected ${sets.train.inputs} as for training`,
      );
    return { title: projectPath(folder), classes: classesOf(sets.train, sets.test), ...sets, notices: [] };
  }
  const only = test ?? train;
  if (only === undefined)
    throw InputError.at(folder, "got neither train-images… with train-labels… nor t10k-images… with t10k-labels…");
  const pool = readExamples(...only);
  if (pool.count < 6) throw InputError.at(only[0], `got ${pool.count} images, expected at least 6 to split`);
  const sets = split(pool, seed);
  const notice = `${projectPath(folder)} holds ${basename(only[0])} only: its ${pool.count} images are split by seed ${seed} into ${sets.train.count} for training and ${sets.test.count} for testing`;
  return { title: projectPath(folder), classes: classesOf(pool), ...sets, notices: [notice] };
}

/** The files of images and labels whose names start with `prefix`; plain files before compressed ones. */
function findPair(folder: string, prefix: "train" | "t10k"): readonly [string, string] | undefined {
  const names = readdirSync(folder).toSorted((a, b) => a.length - b.length || (a < b ? -1 : 1));
  const images = names.find((name) => name.startsWith(`${prefix}-images`));
  const labels = names.find((name) => name.startsWith(`${prefix}-labels`));
  if (images === undefined && labels === undefined) return undefined;
  if (images === undefined || labels === undefined) {
    const [there, missing] = images === undefined ? [labels, "images"] : [images, "labels"];
    throw InputError.at(folder, `got ${there} without ${prefix}-${missing}…, expected both`);
  }
  return [join(folder, images), join(folder, labels)];
}

function classesOf(...sets: readonly Examples[]): number {
  return 1 + sets.reduce((most, { labels }) => labels.reduce((a, b) => Math.max(a, b), most), 0);
}
