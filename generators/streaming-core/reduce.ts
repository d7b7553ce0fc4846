import { bits, concat, ModuleBuilder, not, slice, type Module, type Signal, shared } from "../../src/hdl/index.ts";
import { onceByNumber } from "../../src/core/once.ts";
import { addWithCarry, adderTree } from "../arithmetic/adder-tree.ts";
import { compress } from "../arithmetic/compressor.ts";
import type { Reduction } from "./shape.ts";

/** What shapes the adder of one lane. */
export interface ReduceShape {
  readonly reduction: Reduction;
  /** L: words per step. */
  readonly words: number;
  readonly wordBits: number;
  readonly wordMagnitude: number;
  readonly hasNegate: boolean;
  readonly accumulatorBits: number;
  /** True if the accumulator is one more operand; false if the sum goes to a pipeline register. */
  readonly hasAddend: boolean;
}

/** Bits of the sum that leaves the module: the accumulator's, or what the words of one step can reach. */
export function sumBits(shape: ReduceShape): number {
  if (shape.hasAddend) return shape.accumulatorBits;
  // The negation carries are inside, so the sum can reach +words·magnitude itself: one value more than two's complement
  // of that magnitude holds if it is a power of two.
  const reach = shape.words * shape.wordMagnitude;
  return Math.min(shape.accumulatorBits, Math.floor(Math.log2(reach)) + 2);
}

const namesByMagnitude = onceByNumber<ReturnType<typeof onceByNumber<string>>>();

/** The module's name; made once for each shape, because a sweep asks for it millions of times. */
export function reduceName(shape: ReduceShape): string {
  const { words, accumulatorBits, wordMagnitude } = shape;
  const flags = (shape.reduction === "compressor" ? 1 : 0) + (shape.hasNegate ? 2 : 0) + (shape.hasAddend ? 4 : 0);
  const names = namesByMagnitude(wordMagnitude, () => onceByNumber<string>());
  return names((words * 64 + accumulatorBits) * 8 + flags, () => nameOf(shape));
}

function nameOf(shape: ReduceShape): string {
  const tree = shape.reduction === "compressor" ? "ct" : "at";
  const negate = shape.hasNegate ? "_neg" : "";
  const end = shape.hasAddend ? `acc${shape.accumulatorBits}` : `sum${sumBits(shape)}`;
  return `reduce_l${shape.words}_w${shape.wordBits}_b${shape.wordMagnitude}${negate}_${end}_${tree}`;
}

/**
 * Adds the words of one step (offset binary), the deferred +1 of the negated ones, and the running sum. One compressor
 * tree with a single carry-propagate at its end, or a tree of ripple adders whose carry inputs take the +1s.
 */
export function reduce(shape: ReduceShape): Module {
  return shared(reduceName(shape), () => makeReduce(shape));
}

function makeReduce(shape: ReduceShape): Module {
  const m = new ModuleBuilder(
    reduceName(shape),
    `Adds ${shape.words} offset-binary words${shape.hasNegate ? ", the carries of the negated ones" : ""}${shape.hasAddend ? " and the running sum" : ""}.`,
  );
  const words = m.input("words", shape.words * shape.wordBits);
  const negates = shape.hasNegate ? bits(m.input("negates", shape.words)) : [];
  const addend = shape.hasAddend ? m.input("addend", shape.accumulatorBits) : undefined;
  const list = Array.from({ length: shape.words }, (_, l) => slice(words, l * shape.wordBits, shape.wordBits));
  m.output(
    "sum",
    shape.reduction === "compressor"
      ? compressWords(shape, list, negates, addend)
      : addWords(shape, list, negates, addend),
  );
  return m.build();
}

function compressWords(
  shape: ReduceShape,
  words: readonly Signal[],
  negates: readonly Signal[],
  addend: Signal | undefined,
): Signal {
  const width = sumBits(shape);
  const offset = -BigInt(shape.words) * (1n << BigInt(shape.wordBits - 1));
  return compress([...(addend === undefined ? [] : [addend]), ...words, ...negates], offset, width);
}

function addWords(
  shape: ReduceShape,
  words: readonly Signal[],
  negates: readonly Signal[],
  addend: Signal | undefined,
): Signal {
  const width = sumBits(shape);
  const terms = words.map((word) => ({ signal: fromOffset(word), magnitude: shape.wordMagnitude }));
  const { sum, carries } = adderTree(terms, negates, width);
  const last = addend === undefined ? [sum.signal] : [addend, sum.signal];
  return addWithCarry(last, carries[0], width, "last_");
}

/** Offset binary → two's complement: the top bit inverted. */
function fromOffset(word: Signal): Signal {
  if (word.width === 1) return not(word);
  return concat(slice(word, 0, word.width - 1), not(slice(word, word.width - 1, 1)));
}
