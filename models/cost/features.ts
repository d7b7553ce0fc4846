import { countModule, PRIMITIVES, type Primitive } from "../../src/hdl/ledger.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { Signal } from "../../src/hdl/netlist.ts";
import { fanOutOf } from "../../src/hdl/fan-out.ts";
import { visitNodes } from "../../src/hdl/walk.ts";

/**
 * What a module is priced by: the counts of its ledger, with parts told apart that synthesis makes cheaper or dearer
 * than the rest of their kind. A refined part is taken out of its kind, so nothing is counted twice.
 */
const REFINED_FROM = {
  /** Lowest and highest bit of a word adder: each lacks a carry. `adderBits` are then the bits between. */
  adderEndBits: "adderBits",
  /** Bits of adders with a constant operand: half adders at most. */
  constantAdderBits: "adderBits",
  /** AND of a word with one replicated bit, and selections of one value: the word or zero. */
  maskBits: "andBits",
  /** XOR of a word with one replicated bit: the word or its complement. */
  flipBits: "xorBits",
  /** Multiplexers of which one input is constant, as where a shifter shifts zeros in: a gate. */
  constantMuxBits: "muxBits",
} as const satisfies Record<string, Primitive>;

type Part = keyof typeof REFINED_FROM;

/** Counted besides the ledger. */
const ADDED = [
  /** Result bits of one-hot selections: a selection of E values costs E `chooseBits` and one of these per bit. */
  "chosenBits",
  /** Output bits that an adder leaf drives: cells with inverting outputs need an inverter there. */
  "sumPortBits",
  /** Buffers on nets with more readers than one driver gets. */
  "fanOutBuffers",
] as const;

export type Feature = Primitive | Part | (typeof ADDED)[number];

const PARTS = Object.keys(REFINED_FROM) as readonly Part[];

/** All features, in the order in which their prices are written. */
export const FEATURES: readonly Feature[] = [
  ...PRIMITIVES.flatMap((kind): Feature[] => [kind, ...PARTS.filter((part) => REFINED_FROM[part] === kind)]),
  ...ADDED,
];

export type FeatureCounts = Readonly<Record<Feature, number>>;

/** Counts the features of a module's own logic, its children not counted: integers only, no technology. */
export function countFeatures(module: Module): FeatureCounts {
  const counts = {
    ...countModule(module),
    adderEndBits: 0,
    constantAdderBits: 0,
    maskBits: 0,
    flipBits: 0,
    constantMuxBits: 0,
    chosenBits: 0,
    sumPortBits: sumPortBits(module),
    fanOutBuffers: fanOutOf(module).buffers,
  };
  const refine = (part: Part, bits: number): void => {
    counts[part] += bits;
    counts[REFINED_FROM[part]] -= bits;
  };
  visitNodes(module, (signal) => {
    if (signal.kind === "choose") {
      if (signal.values.length > 1) counts.chosenBits += signal.width;
      else {
        counts.chooseBits -= signal.width;
        counts.maskBits += signal.width;
      }
    }
    if (signal.kind === "mux") refine("constantMuxBits", constantBits(signal.high, signal.low));
    if (signal.kind !== "binary") return;
    const { operator, a, b } = signal;
    if (operator === "and" && (isReplicated(a) || isReplicated(b))) refine("maskBits", a.width);
    if (operator === "xor" && (isReplicated(a, true) || isReplicated(b, true))) refine("flipBits", a.width);
    if (operator !== "add" && operator !== "sub") return;
    if (a.kind === "constant" || b.kind === "constant") refine("constantAdderBits", a.width);
    else refine("adderEndBits", Math.min(2, a.width));
  });
  return counts;
}

/** Bit positions at which one of two words of equal width is constant. */
function constantBits(a: Signal, b: Signal): number {
  const [inA, inB] = [constantPlaces(a), constantPlaces(b)];
  return inA.reduce((count, isConstant, i) => count + (isConstant || inB[i] === true ? 1 : 0), 0);
}

function constantPlaces(signal: Signal): readonly boolean[] {
  const parts = signal.kind === "concat" ? signal.parts : [signal];
  return parts.flatMap(({ kind, width }) => Array.from({ length: width }, () => kind === "constant"));
}

/** Whether a word is one bit again and again; with `orInverted`, inverted or not. */
function isReplicated(signal: Signal, orInverted = false): boolean {
  if (signal.kind !== "concat") return false;
  const bare = (part: Signal): Signal => (orInverted && part.kind === "not" ? part.a : part);
  const [first] = signal.parts;
  return first !== undefined && signal.parts.every((part) => bare(part) === bare(first));
}

function sumPortBits(module: Module): number {
  return module.outputs
    .flatMap(({ driver }) => (driver.kind === "concat" ? driver.parts : [driver]))
    .filter((part) => part.kind === "adderOutput").length;
}
