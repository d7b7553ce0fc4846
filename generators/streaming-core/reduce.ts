import {
  bits,
  concat,
  ModuleBuilder,
  not,
  slice,
  type Module,
  type Signal,
  sharedBy,
  type PortsOf,
} from "../../src/hdl/index.ts";
import { onceByNumber } from "../../src/core/once.ts";
import { addWithCarry, adderTree, treeLevels, type TreeLevel, type TreeTerm } from "../arithmetic/adder-tree.ts";
import { bankInputs, type BankEnables, type BankPorts } from "../arithmetic/bank-enables.ts";
import { compressTimed, type Adder } from "../arithmetic/compressor.ts";
import { inStages } from "../arithmetic/stages.ts";
import type { Reduction } from "./shape.ts";

/** What shapes the adder of one lane. */
export interface ReduceShape {
  readonly reduction: Reduction;
  readonly adder: Adder;
  /** L: words per step. */
  readonly words: number;
  readonly wordBits: number;
  readonly wordMagnitude: number;
  readonly hasNegate: boolean;
  readonly accumulatorBits: number;
  /** True if the accumulator is one more operand; false if the sum goes to a pipeline register. */
  readonly hasAddend: boolean;
  /** Banks of registers inside, 0 … 2; only without addend, as a sum cannot wait for itself. */
  readonly cuts: number;
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
  const flags =
    (shape.reduction === "compressor" ? 1 : 0) +
    (shape.hasNegate ? 2 : 0) +
    (shape.hasAddend ? 4 : 0) +
    (shape.adder === "prefix" ? 8 : 0) +
    shape.cuts * 16;
  const names = namesByMagnitude(wordMagnitude, () => onceByNumber<string>());
  return names((words * 64 + accumulatorBits) * 64 + flags, () => nameOf(shape));
}

function nameOf(shape: ReduceShape): string {
  const tree = shape.reduction === "compressor" ? "ct" : "at";
  const negate = shape.hasNegate ? "_neg" : "";
  const end = shape.hasAddend ? `acc${shape.accumulatorBits}` : `sum${sumBits(shape)}`;
  const adder = shape.adder === "prefix" ? "_prefix" : "";
  const cuts = shape.cuts > 0 ? `_cut${shape.cuts}` : "";
  return `reduce_l${shape.words}_w${shape.wordBits}_b${shape.wordMagnitude}${negate}_${end}_${tree}${adder}${cuts}`;
}

/** Words of all fetches, the 1s of negations, the running sum. */
export type ReduceInputs = PortsOf<"words", "negates" | "addend"> & BankPorts;

/**
 * Adds the words of one step (offset binary), the deferred +1 of the negated ones, and the running sum. One compressor
 * tree with a single carry-propagate at its end, or a tree of adders whose carry inputs take the +1s. With `cuts`, so many
 * registers in a row lie on every path, the first loaded by `enter`, the others by `advance`: where the arrival times say in a compressor, behind whole
 * levels of an adder tree. A tree with fewer levels has the remaining ones at its end.
 */
export const reduce = sharedBy(reduceName, (shape: ReduceShape): Module<ReduceInputs, PortsOf<"sum">> => {
  const m = new ModuleBuilder<ReduceInputs>(
    reduceName(shape),
    `Adds ${shape.words} offset-binary words${shape.hasNegate ? ", the carries of the negated ones" : ""}${shape.hasAddend ? " and the running sum" : ""}.`,
  );
  const words = m.input(
    "words",
    shape.words * shape.wordBits,
    "what all groups read: L words, offset binary, group 0 lowest",
  );
  const negates = shape.hasNegate
    ? bits(m.input("negates", shape.words, "a 1 still to be added, for each negated word"))
    : [];
  const addend = shape.hasAddend ? m.input("addend", shape.accumulatorBits, "the running sum") : undefined;
  const enables = bankInputs(m, shape.cuts);
  const list = Array.from({ length: shape.words }, (_, l) => slice(words, l * shape.wordBits, shape.wordBits));
  const sum =
    shape.reduction === "compressor"
      ? compressWords(m, shape, addend === undefined ? [...list, ...negates] : [addend, ...list, ...negates], enables)
      : addWords(shape, list, negates, addend, registersOf(m, shape, enables));
  return m.build({ sum }, { sum: "words, 1s and running sum added up" });
});

function compressWords(
  m: ModuleBuilder,
  shape: ReduceShape,
  terms: readonly Signal[],
  enables: BankEnables | undefined,
): Signal {
  const { adder, cuts } = shape;
  const offset = -BigInt(shape.words) * (1n << BigInt(shape.wordBits - 1));
  return inStages(m, cuts, enables, (schedule) => compressTimed(terms, offset, sumBits(shape), { adder }, schedule));
}

function addWords(
  shape: ReduceShape,
  words: readonly Signal[],
  negates: readonly Signal[],
  addend: Signal | undefined,
  afterLevel: AfterLevel,
): Signal {
  const { adder } = shape;
  const width = sumBits(shape);
  const terms = words.map((word) => ({ signal: fromOffset(word), magnitude: shape.wordMagnitude }));
  const { sum, carries } = adderTree(terms, negates, width, { adder, afterLevel });
  const last = addend === undefined ? [sum.signal] : [addend, sum.signal];
  const total = { signal: addWithCarry(last, carries[0], width, "last_", adder), magnitude: sum.magnitude };
  const [ended] = afterLevel(treeLevels(shape.words) + 1, { terms: [total], carries: [] }).terms;
  return (ended as TreeTerm).signal;
}

/** Additions in series, the one of the last negation (or the running sum) included; at least one, even if it adds nothing. */
function levelsOf({ words, hasNegate, hasAddend }: ReduceShape): number {
  return Math.max(1, treeLevels(words) + (hasNegate || hasAddend ? 1 : 0));
}

type AfterLevel = (level: number, state: TreeLevel) => TreeLevel;

/** Registers behind the levels that cut a tree of n levels into parts of at most ⌈n / (cuts + 1)⌉. */
function registersOf(m: ModuleBuilder, shape: ReduceShape, enables: BankEnables | undefined): AfterLevel {
  const levels = levelsOf(shape);
  const cutBehind = Array.from({ length: shape.cuts }, (_, k) => Math.ceil(((k + 1) * levels) / (shape.cuts + 1)));
  return (level, state) => {
    if (enables === undefined) return state;
    const stages = cutBehind.flatMap((cut, k) => (cut === level ? [k + 1] : []));
    return stages.reduce(
      (before, stage) => registerLevel(m, before, `stage${stage}_q`, stage === 1 ? enables.enter : enables.advance),
      state,
    );
  };
}

/** All that is still to be added, in one register. */
function registerLevel(m: ModuleBuilder, { terms, carries }: TreeLevel, name: string, enable: Signal): TreeLevel {
  const signals = [...terms.map(({ signal }) => signal), ...carries];
  const register = m.registered(name, concat(...signals), { enable });
  let low = 0;
  const next = ({ width }: Signal): Signal => slice(register, (low += width) - width, width);
  return {
    terms: terms.map(({ signal, magnitude }) => ({ signal: next(signal), magnitude })),
    carries: carries.map(next),
  };
}

/** Offset binary → two's complement: the top bit inverted. */
function fromOffset(word: Signal): Signal {
  if (word.width === 1) return not(word);
  return concat(slice(word, 0, word.width - 1), not(slice(word, word.width - 1, 1)));
}
