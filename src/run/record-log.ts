import { createHash } from "node:crypto";
import { appendFileSync, closeSync, existsSync, openSync, readSync, rmSync, statSync, truncateSync } from "node:fs";
import { InputError } from "../core/errors.ts";
import { noteUnkept, systemCode, withFileFaults } from "./file-fault.ts";
import { noteKept } from "./interrupt.ts";

/**
 * Records of one long run, in a file that is only added to: a line `CHECKSUM NAME TEXT` each, written as soon as the record is
 * known, so that a run that was stopped goes on from them. Texts stay on disk until they are asked for.
 *
 * Nothing that is read back is believed: a line counts only if its checksum, which covers the key of the run too, is right. A
 * last line that was cut short (`kill -9`, a full disk) is cut off; other wrong lines are left out with one notice. When there
 * is no room, the run goes on without keeping anything more; what was kept stays.
 */
export class RecordLog {
  readonly #file: string;
  readonly #key: string;
  readonly #places = new Map<string, Place>();
  /** End of the last whole line. */
  #end = 0;
  #isKeeping = true;

  /**
   * @param key all that the records depend on
   * @throws {InputError} if there is such a file and it cannot be read
   */
  constructor(file: string, key: string) {
    this.#file = file;
    this.#key = key;
    const expected = "a log of an earlier run that can be read (--fresh starts anew)";
    const [lines, wrong] = withFileFaults(file, { during: "while reading it", expected }, () => {
      const found = statSync(file, { throwIfNoEntry: false });
      if (found === undefined) return [0, 0];
      if (!found.isFile()) throw InputError.at(file, `got a folder or a device, expected ${expected}`);
      return this.#read();
    });
    if (wrong === 0) return;
    const verb = wrong === 1 ? "is" : "are";
    process.stderr.write(`${file}: ${wrong} of ${lines} records ${verb} not readable and ${verb} left out\n`);
  }

  /** The text of a record, the latest of its name; undefined if there is none. */
  get(name: string): string | undefined {
    const place = this.#places.get(name);
    return place === undefined ? undefined : ignoringFaults(() => textAt(this.#file, place));
  }

  /** Adds a record; neither name nor text holds a line break, and the name no blank. */
  add(name: string, text: string): void {
    if (!this.#isKeeping) return;
    const sum = `${this.#checksum(name, text)} ${name} `;
    const bytes = Buffer.from(`${sum}${text}\n`);
    try {
      if ((statSync(this.#file, { throwIfNoEntry: false })?.size ?? 0) > this.#end) this.#cut();
      appendFileSync(this.#file, bytes);
      this.#places.set(name, { start: this.#end + sum.length, length: bytes.length - sum.length - 1 });
      this.#end += bytes.length;
      const kept = `what was worked out so far stays in ${this.#file}, the same command goes on from there`;
      noteKept(kept, () => existsSync(this.#file));
    } catch (error) {
      noteUnkept(this.#file, error);
      this.#isKeeping = false;
      ignoringFaults(() => this.#cut());
    }
  }

  /** Takes away what was cut short; a file without records goes. */
  #cut(): void {
    if (this.#end > 0) truncateSync(this.#file, this.#end);
    else rmSync(this.#file, { force: true });
  }

  /** Finds the records of the file. @returns how many lines there are, and how many of them are wrong */
  #read(): [number, number] {
    let [lines, wrong] = [0, 0];
    for (const { start, line } of wholeLines(this.#file)) {
      const [sum = "", name = ""] = line.toString("latin1", 0, MOST_NAME).split(" ", 2);
      const head = sum.length + name.length + 2;
      const isRight = head <= line.length && sum === this.#checksum(name, line.subarray(head));
      if (isRight) this.#places.set(name, { start: start + head, length: line.length - head });
      else wrong++;
      lines++;
      this.#end = start + line.length + 1;
    }
    return [lines, wrong];
  }

  #checksum(name: string, text: string | Uint8Array): string {
    return createHash("sha256").update(`${this.#key} ${name} `).update(text).digest("hex").slice(0, 32);
  }
}

/** Where the text of a record stands [bytes]. */
interface Place {
  readonly start: number;
  readonly length: number;
}

/** Checksum and name end before this. */
const MOST_NAME = 128;
/** Longer lines are no records, and are not held in memory [bytes]. */
const MOST_LINE = 2 ** 26;
const BLOCK = 2 ** 20;
const LINE_END = 10;

/** Lines that end, without their ends; the file may be larger than memory. */
function* wholeLines(file: string): Generator<{ readonly start: number; readonly line: Buffer }> {
  const descriptor = openSync(file, "r");
  try {
    let start = 0;
    /** What was read of a line whose end was not. */
    let parts: Buffer[] = [];
    let size = 0;
    const block = Buffer.alloc(BLOCK);
    for (let read = readSync(descriptor, block); read > 0; read = readSync(descriptor, block)) {
      let from = 0;
      for (let end = block.indexOf(LINE_END); end >= 0 && end < read; end = block.indexOf(LINE_END, from)) {
        const line = Buffer.concat([...parts, block.subarray(from, end)]);
        yield { start, line };
        start += line.length + 1;
        from = end + 1;
        [parts, size] = [[], 0];
      }
      parts.push(Buffer.from(block.subarray(from, read)));
      size += read - from;
      if (size <= MOST_LINE) continue;
      start += size;
      [parts, size] = [[], 0];
    }
  } finally {
    closeSync(descriptor);
  }
}

function textAt(file: string, { start, length }: Place): string | undefined {
  const descriptor = openSync(file, "r");
  try {
    const bytes = Buffer.alloc(length);
    return readSync(descriptor, bytes, 0, length, start) === length ? bytes.toString() : undefined;
  } finally {
    closeSync(descriptor);
  }
}

/** What `action` gives; undefined if the operating system refuses: what is not read is worked out again. */
function ignoringFaults<T>(action: () => T): T | undefined {
  try {
    return action();
  } catch (error) {
    if (systemCode(error) === undefined) throw error;
    return undefined;
  }
}
