import { concat, ModuleBuilder, named, shared, slice, type Module, type Signal } from "../../../src/hdl/index.ts";
import { lfsrLeap } from "../../arithmetic/lfsr.ts";
import { chainBits, chainSeed, lineSeed, type LineGroup, type WordSource } from "../../arithmetic/line-words.ts";

/** Random words of a group of lines. */
export interface WordsShape {
  readonly source: WordSource;
  readonly group: LineGroup;
  /** Low bits of each line's word that are used. */
  readonly wordBits: number;
}

export function wordsName({ source, group, wordBits }: WordsShape): string {
  const { kind, lfsrBits, delay } = source;
  const place = kind === "per-line" ? `from${group.first}of${group.all}` : `delay${delay}_at${group.sharedStart * 10}`;
  return `random_words_${kind === "per-line" ? "each" : "shared"}_lfsr${lfsrBits}_lines${group.lines}_${place}_w${wordBits}`;
}

/** Output `words`: line i at bits i·wordBits. After `advance`, every line has a new word. */
export function randomWords(shape: WordsShape): Module {
  return shared(wordsName(shape), () => (shape.source.kind === "per-line" ? perLine(shape) : fromChain(shape)));
}

/** A register for each line; the lines start far apart in one sequence. Price: lfsrBits flip-flops and XORs a line. */
function perLine(shape: WordsShape): Module {
  const { source, group, wordBits } = shape;
  const m = new ModuleBuilder(
    wordsName(shape),
    `Random words: an LFSR of ${source.lfsrBits} bits for each of ${group.lines} lines, a whole word further in one cycle.`,
  );
  const advance = m.input("advance", 1);
  const words = Array.from({ length: group.lines }, (_, line) => {
    const state = m.register(`line${line}_q`, source.lfsrBits, lineSeed(source, group, line));
    m.drive(state, lfsrLeap(state), advance);
    return slice(state, 0, wordBits);
  });
  m.output("words", concat(...words));
  return m.build();
}

/** One long shift register, whose newest bits are the LFSR; line i looks i·delay bits further back. */
function fromChain(shape: WordsShape): Module {
  const { source, group, wordBits } = shape;
  const { lfsrBits, delay } = source;
  const m = new ModuleBuilder(
    wordsName(shape),
    `Random words: one LFSR of ${lfsrBits} bits, its past in a shift register; each of ${group.lines} lines`,
    `looks ${delay} bits further back than the one before. A whole word further in one cycle.`,
  );
  const advance = m.input("advance", 1);
  const length = chainBits(source, group);
  const chain = m.register("history_q", length, valueOf(chainSeed(source, group)));
  const fresh = named("next_word", lfsrLeap(slice(chain, 0, lfsrBits)));
  m.drive(chain, length === lfsrBits ? fresh : nextChain(fresh, chain, length), advance);
  m.output("words", concat(...Array.from({ length: group.lines }, (_, line) => slice(chain, line * delay, wordBits))));
  return m.build();
}

function nextChain(fresh: Signal, chain: Signal, length: number): Signal {
  return length <= fresh.width ? slice(fresh, 0, length) : concat(fresh, slice(chain, 0, length - fresh.width));
}

function valueOf(bits: Uint8Array): bigint {
  return bits.reduceRight((value, each) => value * 2n + BigInt(each), 0n);
}
