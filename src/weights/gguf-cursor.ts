import { InputError } from "../core/errors.ts";
import type { ByteFile } from "./byte-file.ts";

/** Bytes that are read of a header at a time. */
const WINDOW = 2 ** 16;
/** Longest text that is kept; longer ones are passed over [bytes]. */
const MOST_TEXT = 4096;
const MOST_LEVELS = 4;

/** Kinds of values that have a fixed size, by their number: bytes, and how they are read. */
const SCALARS: readonly (readonly [bytes: number, read: (bytes: Buffer) => number] | undefined)[] = [
  [1, (bytes) => bytes.readUInt8()],
  [1, (bytes) => bytes.readInt8()],
  [2, (bytes) => bytes.readUInt16LE()],
  [2, (bytes) => bytes.readInt16LE()],
  [4, (bytes) => bytes.readUInt32LE()],
  [4, (bytes) => bytes.readInt32LE()],
  [4, (bytes) => bytes.readFloatLE()],
  [1, (bytes) => bytes.readUInt8()], // true or false
  undefined, // text
  undefined, // list
  [8, (bytes) => Number(bytes.readBigUInt64LE())],
  [8, (bytes) => Number(bytes.readBigInt64LE())],
  [8, (bytes) => bytes.readDoubleLE()],
];
const TEXT = 8;
const LIST = 9;

/** A place in the header of a GGUF file that goes on as values are read; what it passes over is not read. */
export class GgufCursor {
  readonly #file: ByteFile;
  #offset: number;
  #window: Buffer = Buffer.alloc(0);
  #windowStart = 0;

  constructor(file: ByteFile, offset: number) {
    this.#file = file;
    this.#offset = offset;
  }

  get offset(): number {
    return this.#offset;
  }

  u32(): number {
    return this.#take(4).readUInt32LE();
  }

  /** @throws {InputError} if it is larger than any size can be */
  u64(): number {
    const value = Number(this.#take(8).readBigUInt64LE());
    if (Number.isSafeInteger(value)) return value;
    throw this.fault(`the number ${value}`, `at most ${Number.MAX_SAFE_INTEGER}`);
  }

  /** A number of things that take at least so many bytes each. @throws {InputError} if the rest of the file cannot hold them */
  count(things: string, leastBytes: number): number {
    const count = this.u64();
    const room = this.#file.size - this.#offset;
    if (count * leastBytes <= room) return count;
    throw this.fault(`${count} ${things} in ${room} bytes`, "no more than the file holds: it is cut off or broken");
  }

  /** @throws {InputError} if it is longer than `most` bytes, or no UTF-8 */
  text(what: string, most: number): string {
    const length = this.u64();
    if (length > most) throw this.fault(`${what} of ${length} bytes`, `at most ${most}`);
    try {
      return new TextDecoder("utf-8", { fatal: true }).decode(this.#take(length));
    } catch (error) {
      if (error instanceof InputError) throw error;
      throw this.fault(`${what} that is no UTF-8`, "text");
    }
  }

  /** A value of a kind: a number, a text; undefined for a list or a long text, which is passed over. */
  value(kind: number, level = 0): number | string | undefined {
    const scalar = SCALARS[kind];
    if (scalar !== undefined) return scalar[1](this.#take(scalar[0]));
    if (kind === LIST) return this.#passList(level);
    if (kind !== TEXT) throw this.fault(`a value of kind ${kind}`, `a kind from 0 to ${SCALARS.length - 1}`);
    const [start, length] = [this.#offset, this.u64()];
    if (length > MOST_TEXT) return this.#pass(length);
    this.#offset = start;
    return this.text("a text", MOST_TEXT);
  }

  fault(found: string, expected: string): InputError {
    return InputError.at(this.#file.path, `got ${found} (header, before byte ${this.#offset}), expected ${expected}`);
  }

  #passList(level: number): undefined {
    if (level === MOST_LEVELS) throw this.fault("a list in too many lists", `at most ${MOST_LEVELS} levels`);
    const kind = this.u32();
    const bytes = SCALARS[kind]?.[0];
    const count = this.count("elements of a list", bytes ?? 8);
    if (bytes !== undefined) return this.#pass(bytes * count);
    for (let i = 0; i < count; i++) {
      if (kind === TEXT) this.#pass(this.u64());
      else this.value(kind, level + 1);
    }
    return undefined;
  }

  #pass(bytes: number): undefined {
    this.#offset += bytes;
    if (this.#offset > this.#file.size)
      throw this.fault(`${this.#file.size} bytes`, "a whole header: the file is cut off");
  }

  #take(bytes: number): Buffer {
    const end = this.#offset + bytes;
    if (this.#offset < this.#windowStart || end > this.#windowStart + this.#window.length) {
      const length = Math.max(bytes, Math.min(WINDOW, this.#file.size - this.#offset));
      this.#window = this.#file.read(this.#offset, length, "the header");
      this.#windowStart = this.#offset;
    }
    const at = this.#offset - this.#windowStart;
    this.#offset = end;
    return this.#window.subarray(at, at + bytes);
  }
}
