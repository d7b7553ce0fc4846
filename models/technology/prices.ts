import { PRIMITIVES, type Primitive } from "../../src/hdl/ledger.ts";
import { TOGGLE_KINDS } from "../../src/hdl/toggle-kinds.ts";
import { PRICED_STEPS } from "../../src/hdl/timing-steps.ts";

/**
 * What a module is priced by: the counts of its ledger, with parts told apart that synthesis makes cheaper or dearer
 * than the rest of their kind. A refined part is taken out of its kind, so nothing is counted twice.
 */
export const REFINED_FROM = {
  /** Lowest and highest bit of a word adder, where both operands vary: each lacks a carry. `adderBits` are then the bits between. */
  adderEndBits: "adderBits",
  /** Bits of adders at which an operand is constant: half adders at most. */
  constantAdderBits: "adderBits",
  /** The same of subtractions, mostly what a counter that counts down takes away: its bits are inverted on the way. */
  constantSubBits: "adderBits",
  /** Bits of comparisons at which an operand is constant: a gate at most. */
  constantCompareBits: "compareBits",
  /** Bits of equality comparisons at which an operand is constant: an input of a wide gate. */
  constantEqualBits: "equalBits",
  /** AND of a word with one replicated bit, and selections of one value: the word or zero. */
  maskBits: "andBits",
  /** Spans of prefix adders in modules that are mapped for speed (mapping.ts), where they stay as they are: a carry made or passed on. */
  spanBits: "orBits",
  /** Sums of these adders. */
  spanSumBits: "xorBits",
  /** XOR of a word with one replicated bit: the word or its complement. */
  flipBits: "xorBits",
  /** XORs of two words bit by bit, as of an exponent with the bits that a count down changes: much of them vanishes. */
  wordXorBits: "xorBits",
  /** Multiplexers of which one input is constant, as where a shifter shifts zeros in: a gate. */
  constantMuxBits: "muxBits",
} as const satisfies Record<string, Primitive>;

/** A part of a primitive that has a price of its own. */
export type RefinedPart = keyof typeof REFINED_FROM;

/** Counted besides the ledger. */
const ADDED = [
  /** Result bits of one-hot selections: a selection of E values costs E `chooseBits` and one of these per bit. */
  "chosenBits",
  /** Output bits that an adder leaf drives: cells with inverting outputs need an inverter there. */
  "sumPortBits",
  /** Buffers on nets with more readers than one driver gets. */
  "fanOutBuffers",
] as const;

/** What has a fitted price in area and leakage; clock gates are cells of the library (clock-gate.ts). */
export type Feature = Exclude<Primitive, "clockGates"> | RefinedPart | (typeof ADDED)[number];

const PARTS = Object.keys(REFINED_FROM) as readonly RefinedPart[];

/** All features, in the order in which their prices are written. */
export const FEATURES: readonly Feature[] = [
  ...PRIMITIVES.flatMap((kind): Feature[] => [
    ...(kind === "clockGates" ? [] : [kind]),
    ...PARTS.filter((part) => REFINED_FROM[part] === kind),
  ]),
  ...ADDED,
];

/** Price of each feature: µm² or nW. */
export type FeaturePrices = Readonly<Record<Feature, number>>;

/**
 * What a step of the netlist takes in a technology. `choose` and `equal` stand for trees: their delay grows with the
 * logarithm (base 2) of the number of operands.
 */
export const DELAY_TERMS = [
  ...PRICED_STEPS,
  "chooseLevel",
  "equalLevel",
  /** Clock edge to output of a flip-flop. */
  "register",
  "setup",
  /** Per fF that a gate drives [ps/fF]. */
  "gateLoad",
  /** Per fF that an adder cell or a flip-flop drives [ps/fF]. */
  "cellLoad",
  /** A buffer with all the pins that it may drive. */
  "buffer",
] as const;
export type DelayTerm = (typeof DELAY_TERMS)[number];

/** ps, the loads ps/fF. */
export type DelayCoefficients = Readonly<Record<DelayTerm, number>>;

/** What toggles in a module, as `countToggles` counts it in the netlist; energy is priced per transition of each. */
export const ENERGY_TERMS = [
  ...TOGGLE_KINDS,
  /** Transitions times readers, over all of these. */
  "reader",
] as const;
export type EnergyTerm = (typeof ENERGY_TERMS)[number];

/** fJ per transition. */
export type EnergyPrices = Readonly<Record<EnergyTerm, number>>;

/** How far estimates are from what was measured, on items that the fit behind each estimate had not seen. */
export interface CrossValidation {
  readonly folds: number;
  readonly items: number;
  /** Mean and largest |estimate / measured − 1|. */
  readonly mean: number;
  readonly worst: number;
  /** What 95 % of further modules keep of |measured / estimate − 1| (models/cost/error-bound.ts); absent in older files. */
  readonly bound?: number;
}

/** Coefficients of the counts model, and how well they do on modules that they were not fitted on. */
export interface Calibration {
  readonly areaUm2: FeaturePrices;
  readonly leakageNw: FeaturePrices;
  readonly delay: DelayCoefficients;
  readonly switchingFj: EnergyPrices;
  readonly internalFj: EnergyPrices;
  /** Energy of a flip-flop in a cycle in which it keeps its value [fJ]. */
  readonly clockFj: number;
  readonly crossValidation: Readonly<Record<"area" | "leakage" | "delay" | "energy", CrossValidation>>;
  readonly modules: number;
}
