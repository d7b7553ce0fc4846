import { lfsrTaps } from "../../arithmetic/lfsr.ts";
import { chainSeed, lineSeed, type LineGroup, type WordSource } from "../../arithmetic/line-words.ts";

/**
 * The random words of a group of lines, bit by bit as the recurrence says: s_t is the XOR of s_(t−tap). The circuit makes
 * a whole word in one cycle.
 */
export class GoldenWords {
  readonly #source: WordSource;
  /** One history for each line, or one for all; newest bit first. */
  readonly #histories: number[][];
  readonly #lines: number;

  constructor(source: WordSource, group: LineGroup) {
    this.#source = source;
    this.#lines = group.lines;
    this.#histories =
      source.kind === "shared"
        ? [[...chainSeed(source, group)]]
        : Array.from({ length: group.lines }, (_, line) => bitsOf(lineSeed(source, group, line), source.lfsrBits));
  }

  /** Low `bits` bits of the word of a line. */
  word(line: number, bits: number): number {
    const { kind, delay } = this.#source;
    const [history, offset] = kind === "shared" ? [this.#histories[0], line * delay] : [this.#histories[line], 0];
    let word = 0;
    for (let i = 0; i < bits; i++) word += (history?.[offset + i] ?? Number.NaN) * 2 ** i;
    if (!(line < this.#lines) || Number.isNaN(word)) throw new RangeError(`no word of ${bits} bits for line ${line}`);
    return word;
  }

  /** Moves all lines on by one word. */
  advance(): void {
    const { lfsrBits } = this.#source;
    for (const history of this.#histories) {
      const length = history.length;
      for (let i = 0; i < lfsrBits; i++) {
        const fresh = lfsrTaps(lfsrBits).reduce((sum, tap) => sum ^ (history[tap - 1] as number), 0);
        history.unshift(fresh);
      }
      history.length = length;
    }
  }
}

function bitsOf(value: number, width: number): number[] {
  return Array.from({ length: width }, (_, i) => Math.floor(value / 2 ** i) % 2);
}
