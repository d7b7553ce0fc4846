import type { KnownTexts } from "./known-texts.ts";

/** Bytes for all records [256 MiB]: the million designs of the benchmark take 18 MB; what is not used takes no memory. */
const CAPACITY = 2 ** 28;

/** Bytes before the first record: where the next one begins. Before keys: size of the record, of the key, of the text. */
const HEAD = 16;

/**
 * Texts that all threads of a run share, in memory that is only added to: what one adds, the others find at their next miss.
 *
 *     next ┊ size │ key bytes │ text bytes │ – │ key │ text │ size │ …
 *
 * A record's room is taken by moving `next` on; its size is written last, so that others see it whole or not at all. When
 * there is no room, nothing more is kept.
 */
export class SharedTexts implements KnownTexts {
  readonly shared: SharedArrayBuffer;
  readonly #words: Int32Array;
  readonly #bytes: Buffer;
  /** Key → where its record begins. */
  readonly #places = new Map<string, number>();
  #end = HEAD;
  #isFull = false;

  /** @param shared of the texts of another thread */
  constructor(shared: SharedArrayBuffer) {
    this.shared = shared;
    this.#words = new Int32Array(shared);
    this.#bytes = Buffer.from(shared);
  }

  /** New memory with the records that `records()` gave; with none if they take up more than half of it. */
  static of(records: Uint8Array, capacity = CAPACITY): SharedTexts {
    const texts = new SharedTexts(new SharedArrayBuffer(HEAD + capacity));
    const isSmall = 2 * records.length <= capacity;
    if (isSmall) texts.#bytes.set(records, HEAD);
    Atomics.store(texts.#words, 0, isSmall ? HEAD + records.length : HEAD);
    return texts;
  }

  get size(): number {
    this.#catchUp();
    return this.#places.size;
  }

  /** All keys, in the order in which they were added. */
  keys(): Iterable<string> {
    this.#catchUp();
    return this.#places.keys();
  }

  get(key: string): string | undefined {
    const place = this.#places.get(key) ?? (this.#catchUp() ? this.#places.get(key) : undefined);
    if (place === undefined) return undefined;
    const [, ofKey, ofText] = this.#sizesAt(place);
    const begin = place + HEAD + ofKey;
    return this.#bytes.toString("utf8", begin, begin + ofText);
  }

  add(key: string, text: string): void {
    if (this.#isFull) return;
    const [ofKey, ofText] = [Buffer.byteLength(key), Buffer.byteLength(text)];
    const size = HEAD + HEAD * Math.ceil((ofKey + ofText) / HEAD);
    const place = Atomics.add(this.#words, 0, size);
    if (place < HEAD || place + size > this.#bytes.length) {
      this.#isFull = true;
      return;
    }
    this.#bytes.write(key, place + HEAD);
    this.#bytes.write(text, place + HEAD + ofKey);
    const word = place / 4;
    this.#words[word + 1] = ofKey;
    this.#words[word + 2] = ofText;
    Atomics.store(this.#words, word, size);
  }

  /** All records, one of each key. */
  records(): Uint8Array {
    this.#catchUp();
    const places = [...this.#places.values()];
    return Buffer.concat(places.map((place) => this.#bytes.subarray(place, place + this.#sizesAt(place)[0])));
  }

  /** Looks at what was added since it looked last; whether anything was. */
  #catchUp(): boolean {
    const before = this.#end;
    for (;;) {
      const [size, ofKey, ofText] = this.#sizesAt(this.#end);
      // Nothing there yet; or, as memory may come from a file, no record of ours.
      if (size <= 0 || size % HEAD !== 0 || this.#end + size > this.#bytes.length) break;
      if (ofKey < 0 || ofText < 0 || HEAD + ofKey + ofText > size) break;
      const begin = this.#end + HEAD;
      const key = this.#bytes.toString("utf8", begin, begin + ofKey);
      if (!this.#places.has(key)) this.#places.set(key, this.#end);
      this.#end += size;
    }
    return this.#end > before;
  }

  #sizesAt(place: number): readonly [size: number, ofKey: number, ofText: number] {
    if (place + HEAD > this.#bytes.length) return [0, 0, 0];
    const word = place / 4;
    return [Atomics.load(this.#words, word), this.#words[word + 1]!, this.#words[word + 2]!];
  }
}
