import {
  bit,
  concat,
  ModuleBuilder,
  named,
  shared,
  slice,
  type Module,
  type Signal,
  type PortsOf,
} from "../../../src/hdl/index.ts";
import { lfsrLeap } from "../../arithmetic/lfsr.ts";
import { chainSeed, lineSeed, type LineGroup, type WordSource } from "../../arithmetic/line-words.ts";

/** Random words of a group of lines. */
export interface WordsShape {
  readonly source: WordSource;
  readonly group: LineGroup;
  /** Low bits of each line's word that are used. */
  readonly wordBits: number;
}

/** Verilog name: says all that shapes the module. */
export function wordsName({ source, group, wordBits }: WordsShape): string {
  const { kind, lfsrBits, delay } = source;
  const place = kind === "per-line" ? `from${group.first}of${group.all}` : `delay${delay}_at${group.sharedStart * 10}`;
  return `random_words_${kind === "per-line" ? "each" : "shared"}_lfsr${lfsrBits}_lines${group.lines}_${place}_w${wordBits}`;
}

const WORDS = { words: "a random word for each line, line 0 lowest" };

/** Output `words`: line i at bits i·wordBits. After `advance`, every line has a new word. */
export function randomWords(shape: WordsShape): Module<PortsOf<"advance">, PortsOf<"words">> {
  return shared(wordsName(shape), () => (shape.source.kind === "per-line" ? perLine(shape) : fromChain(shape)));
}

/** A register for each line; the lines start far apart in one sequence. Price: lfsrBits flip-flops and XORs a line. */
function perLine(shape: WordsShape) {
  const { source, group, wordBits } = shape;
  const m = new ModuleBuilder<PortsOf<"advance">>(
    wordsName(shape),
    `Random words: an LFSR of ${source.lfsrBits} bits for each of ${group.lines} lines, a whole word further in one cycle.`,
  );
  const advance = m.input("advance", 1, "every line takes a new word");
  const words = Array.from({ length: group.lines }, (_, line) => {
    const state = m.register(`line${line}_q`, source.lfsrBits, lineSeed(source, group, line));
    m.drive(state, lfsrLeap(state), advance);
    return slice(state, 0, wordBits);
  });
  return m.build({ words: concat(...words) }, WORDS);
}

/** One long shift register, whose newest bits are the LFSR; line i looks i·delay bits further back. */
function fromChain(shape: WordsShape) {
  const { source, group, wordBits } = shape;
  const { lfsrBits, delay } = source;
  const m = new ModuleBuilder<PortsOf<"advance">>(
    wordsName(shape),
    `Random words: one LFSR of ${lfsrBits} bits, its past in a shift register; each of ${group.lines} lines`,
    `looks ${delay} bits further back than the one before. A whole word further in one cycle.`,
  );
  const advance = m.input("advance", 1, "every line takes a new word");
  const seed = chainSeed(source, group);
  const kept = keptBits(shape, seed.length);
  const place = new Map(kept.map((index, position) => [index, position]));
  const chain = m.register("history_q", kept.length, valueOf(Uint8Array.from(kept, (index) => seed[index] ?? 0)));
  const past = (index: number): Signal => bit(chain, place.get(index) ?? Number.NaN);
  const fresh = named("next_word", lfsrLeap(slice(chain, 0, lfsrBits)));
  m.drive(
    chain,
    concat(...kept.map((index) => (index < lfsrBits ? bit(fresh, index) : past(index - lfsrBits)))),
    advance,
  );
  const windows = Array.from({ length: group.lines }, (_, line) =>
    concat(...Array.from({ length: wordBits }, (_unused, b) => past(line * delay + b))),
  );
  return m.build({ words: concat(...windows) }, WORDS);
}

/** Bits of the past that a line looks at, now or when they are older; the newest make the next word. */
function keptBits({ source, group, wordBits }: WordsShape, length: number): readonly number[] {
  const { lfsrBits, delay } = source;
  const isKept = new Uint8Array(length);
  isKept.fill(1, 0, lfsrBits);
  for (let line = 0; line < group.lines; line++) isKept.fill(1, line * delay, line * delay + wordBits);
  for (let i = length - 1; i >= lfsrBits; i--) if (isKept[i] === 1) isKept[i - lfsrBits] = 1;
  return Array.from(isKept.keys()).filter((i) => isKept[i] === 1);
}

function valueOf(bits: Uint8Array): bigint {
  return bits.reduceRight((value, each) => value * 2n + BigInt(each), 0n);
}
