import { InputError } from "../core/errors.ts";
import { shortened } from "../core/printable.ts";
import type { ByteFile } from "./byte-file.ts";
import { GgufCursor } from "./gguf-cursor.ts";

/**
 * The header of a GGUF file (ggml, docs/gguf.md): "GGUF", the version, the number of tensors and of key-value pairs; the pairs;
 * name, sides, type and offset of each tensor; all little-endian. A reader of our own and not `@huggingface/gguf`, against which
 * the tests hold it: that one believes the counts of a file (24 bytes that claim ten million tensors keep it busy for a minute), reads zeros behind the
 * end of a file that is cut off, and fetches a name that begins with `http:`.
 */

/** What is needed of a header. */
export interface GgufHeader {
  /** Numbers and texts by key; lists are passed over. */
  readonly values: ReadonlyMap<string, number | string>;
  /** Of the places of tensors [bytes]. */
  readonly alignment: number;
  /** In the order of the header. */
  readonly tensors: readonly GgufTensor[];
}

/** A tensor as the header states it. */
export interface GgufTensor {
  readonly name: string;
  /** Sides, the innermost (inputs) first. */
  readonly sides: readonly number[];
  /** Number of a type of ggml. */
  readonly type: number;
  /** Of its first byte in the file. */
  readonly offset: number;
}

/** Fewest bytes of a key-value pair and of a tensor in a header: counts are held against the size of the file. */
const LEAST_BYTES = { pair: 8 + 4 + 1, tensor: 8 + 4 + 8 + 4 + 8 };
/** Longest name [bytes]: the format's limit for keys. */
const MOST_NAME = 65_535;
const MOST_SIDES = 4;
const USUAL_ALIGNMENT = 32;

/** Whether a file begins as GGUF does. */
export function isGguf(file: ByteFile): boolean {
  return file.size >= 4 && file.read(0, 4, "the magic number").toString("latin1") === "GGUF";
}

/** @throws {InputError} in one line if the header is broken, cut off, or names a key or tensor twice */
export function readGgufHeader(file: ByteFile): GgufHeader {
  const cursor = new GgufCursor(file, 4);
  const version = cursor.u32();
  if (version !== 2 && version !== 3) {
    const found = version > 65_535 ? "a big-endian file" : `version ${version}`;
    throw InputError.at(file.path, `got ${found}, expected GGUF version 2 or 3, little-endian`);
  }
  const tensorCount = cursor.count("tensors", LEAST_BYTES.tensor);
  const pairCount = cursor.count("key-value pairs", LEAST_BYTES.pair);
  const values = readPairs(cursor, pairCount);
  const found = readTensors(cursor, tensorCount);
  const alignment = alignmentOf(file, values);
  const data = aligned(cursor.offset, alignment);
  const tensors = found.map((tensor) => ({ ...tensor, offset: data + tensor.offset }));
  for (const { name, offset } of tensors)
    if (offset > file.size || offset % alignment !== 0)
      throw InputError.at(
        file.at(name),
        `got offset ${offset} in ${file.size} bytes, expected an aligned place in the file`,
      );
  return { values, alignment, tensors };
}

function readPairs(cursor: GgufCursor, count: number): ReadonlyMap<string, number | string> {
  const values = new Map<string, number | string>();
  const seen = new Set<string>();
  for (let i = 0; i < count; i++) {
    const key = cursor.text("a key", MOST_NAME);
    if (seen.has(key)) throw cursor.fault(`the key "${shortened(key)}" again`, "each key once");
    seen.add(key);
    const value = cursor.value(cursor.u32());
    if (value !== undefined) values.set(key, value);
  }
  return values;
}

function readTensors(cursor: GgufCursor, count: number): readonly GgufTensor[] {
  const tensors = new Map<string, GgufTensor>();
  for (let i = 0; i < count; i++) {
    const name = cursor.text("a tensor's name", MOST_NAME);
    if (tensors.has(name)) throw cursor.fault(`the tensor "${shortened(name)}" again`, "each name once");
    const sideCount = cursor.u32();
    if (sideCount < 1 || sideCount > MOST_SIDES)
      throw cursor.fault(`${sideCount} sides of ${shortened(name)}`, `1 to ${MOST_SIDES}`);
    const sides = Array.from({ length: sideCount }, () => cursor.u64());
    tensors.set(name, { name, sides, type: cursor.u32(), offset: cursor.u64() });
  }
  return [...tensors.values()];
}

function alignmentOf(file: ByteFile, values: ReadonlyMap<string, number | string>): number {
  const alignment = values.get("general.alignment") ?? USUAL_ALIGNMENT;
  if (typeof alignment === "number" && alignment >= 1 && alignment <= 2 ** 20 && Math.log2(alignment) % 1 === 0)
    return alignment;
  throw InputError.at(file.path, `got general.alignment ${shortened(`${alignment}`)}, expected a power of two`);
}

/** The next multiple of `alignment`. */
export function aligned(offset: number, alignment: number): number {
  return Math.ceil(offset / alignment) * alignment;
}
