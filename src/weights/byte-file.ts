import { closeSync, fstatSync, openSync, readSync, statSync } from "node:fs";
import { InputError } from "../core/errors.ts";
import { shortened } from "../core/printable.ts";
import { withFileFaults } from "../run/file-fault.ts";

/** Bytes that are read at once where a file is read from one end to the other. */
const CHUNK = 2 ** 20;

const EXPECTED = "a safetensors or GGUF file";

/** A file of any size that is read by ranges: no more of it is in memory than the range asked for. */
export class ByteFile {
  readonly path: string;
  /** Bytes of the file when it was opened. */
  readonly size: number;
  readonly #handle: number;

  /** @throws {InputError} if there is no such file, or it is a folder, a pipe or a device: those cannot be read by ranges */
  constructor(path: string) {
    this.path = path;
    const stats = withFileFaults(path, { expected: EXPECTED }, () => statSync(path));
    if (!stats.isFile()) {
      const found = stats.isDirectory() ? "a folder" : "a pipe or device, which cannot be read by ranges";
      throw InputError.at(path, `got ${found}, expected ${EXPECTED}`);
    }
    this.#handle = withFileFaults(path, { expected: EXPECTED }, () => openSync(path, "r"));
    this.size = fstatSync(this.#handle).size;
  }

  /** `length` bytes from `offset`; `what` names them in messages. @throws {InputError} if the file ends before */
  read(offset: number, length: number, what: string): Buffer {
    if (offset + length > this.size) throw this.#cutOff(offset + length, what);
    const bytes = Buffer.allocUnsafe(length);
    for (let done = 0, read = 0; done < length; done += read) {
      read = withFileFaults(
        this.path,
        { during: `while reading ${shortened(what)}`, expected: "a readable file" },
        () => readSync(this.#handle, bytes, done, length - done, offset + done),
      );
      if (read === 0) throw this.#cutOff(offset + length, what);
    }
    return bytes;
  }

  /** Rows `from` … `to` − 1 of `rowBytes` bytes each, the first row of all at `offset`. A row is gone when the next one comes. */
  *rows(offset: number, rowBytes: number, from: number, to: number, what: string): Generator<Buffer> {
    const atOnce = Math.max(1, Math.floor(CHUNK / rowBytes));
    for (let first = from; first < to; first += atOnce) {
      const rows = Math.min(atOnce, to - first);
      const chunk = this.read(offset + first * rowBytes, rows * rowBytes, what);
      for (let row = 0; row < rows; row++) yield chunk.subarray(row * rowBytes, (row + 1) * rowBytes);
    }
  }

  /** Where a tensor of the file is wrong, for messages. */
  at(tensor: string): string {
    return `${this.path}: ${shortened(tensor)}`;
  }

  close(): void {
    closeSync(this.#handle);
  }

  #cutOff(end: number, what: string): InputError {
    return InputError.at(
      this.path,
      `got ${this.size} bytes, expected at least ${end} for ${shortened(what)}: the file is cut off`,
    );
  }
}
