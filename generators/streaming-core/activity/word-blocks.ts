import type { TileFamily } from "../tile-family.ts";
import type { DataSource, DrawBlock } from "./data.ts";
import { putPlanes, STREAMS, type TracePort, type TraceWriter } from "./trace-writer.ts";

/**
 * A block of one word of each stream, as fetches give them: a plane for each bit, one with the negation bits, and the values
 * that the words stand for if these are asked for.
 */
export interface WordBlock {
  /** Says all that the block depends on besides the numbers it is drawn from. */
  readonly name: string;
  readonly size: number;
  readonly draw: DrawBlock;
}

/** Block of the words of a family. */
export function wordBlock(family: TileFamily, values: "with values" | "without values"): WordBlock {
  const { groupSize, wordBits, hasNegate } = family;
  const hasValues = values === "with values";
  return {
    name: `words_u${groupSize}_w${wordBits}_${hasNegate ? "neg_" : ""}${values}`,
    size: wordBits + 1 + (hasValues ? STREAMS : 0),
    draw: (data, words, at) => {
      drawWord(family, data, words, at);
      if (hasValues) for (let i = 0; i < STREAMS; i++) words[at + wordBits + 1 + i] = drawn.values[i]!;
    },
  };
}

const drawn = {
  keys: new Int32Array(STREAMS),
  values: new Float64Array(STREAMS),
  words: new Int32Array(STREAMS),
};

/** Of a negative key, a fetch gives the complement of the entry; its +1 is left to the negation bit. */
function drawWord(
  { groupSize, wordBits, hasNegate }: TileFamily,
  data: DataSource,
  planes: Int32Array,
  at: number,
): void {
  const { keys, values, words } = drawn;
  const offset = 2 ** (wordBits - 1);
  let negates = 0;
  data.products(groupSize, keys, values);
  for (let stream = 0; stream < STREAMS; stream++) {
    const isNegated = hasNegate ? keys[stream]! >>> 31 : 0;
    words[stream] = values[stream]! + offset - isNegated;
    negates |= isNegated << stream;
  }
  putPlanes(planes, at, wordBits, words);
  planes[at + wordBits] = negates;
}

/** Ports with the words of a lane's fetches and their negation bits. */
export class WordPorts {
  readonly #family: TileFamily;
  readonly #words: TracePort;
  readonly #negates: TracePort | undefined;

  constructor(writer: TraceWriter, family: TileFamily, wordsName: string, negatesName: string) {
    this.#family = family;
    this.#words = writer.port(wordsName, family.groups * family.wordBits);
    this.#negates = family.hasNegate ? writer.port(negatesName, family.groups) : undefined;
  }

  /** Puts the words of one step: `blocks` from word `begin` on. */
  put(step: number, blocks: Int32Array, begin: number, { size }: WordBlock): void {
    const { groups, wordBits } = this.#family;
    for (let l = 0, at = begin; l < groups; l++, at += size) {
      this.#words.putWords(step, l * wordBits, blocks, at, wordBits);
      this.#negates?.putWords(step, l, blocks, at + wordBits, 1);
    }
  }
}
