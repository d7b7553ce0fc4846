import { type Feature, type FeaturePrices, FEATURES, REFINED_FROM, type RefinedPart } from "../technology/prices.ts";
import { mappedFor } from "../technology/mapping.ts";
import { isCarrySpan, isCarrySum } from "../../src/hdl/carry-span.ts";
import { countModule } from "../../src/hdl/ledger.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { BinaryOperator, Signal } from "../../src/hdl/netlist.ts";
import { fanOutOf } from "../../src/hdl/fan-out.ts";
import { markedPart } from "../../src/hdl/marked-part.ts";
import { visitNodes } from "../../src/hdl/walk.ts";

/** How often a module has each feature, and its clock gates. */
export type FeatureCounts = Readonly<Record<Feature | GatedFeature, number>>;

/** Clock gates, and those among plain flip-flops and those with reset for which one stands in place of an enable. */
type GatedFeature = "clockGates" | "gatedFlipFlops" | "gatedResetFlipFlops";

/** As many flip-flops with an enable in place of gated ones: what a library without clock gates makes of a module. */
export function withoutClockGates(counts: FeatureCounts, clock: "own" | "gated"): FeatureCounts {
  const { plainFlipFlops, resetFlipFlops } = counts;
  const [plain, reset] =
    clock === "gated" ? [plainFlipFlops, resetFlipFlops] : [counts.gatedFlipFlops, counts.gatedResetFlipFlops];
  return {
    ...counts,
    clockGates: 0,
    gatedFlipFlops: 0,
    gatedResetFlipFlops: 0,
    plainFlipFlops: plainFlipFlops - plain,
    resetFlipFlops: resetFlipFlops - reset,
    enableFlipFlops: counts.enableFlipFlops + plain,
    enableResetFlipFlops: counts.enableResetFlipFlops + reset,
  };
}

/** Counts the features of a module's own logic, its children not counted: integers only, no technology. */
export function countFeatures(module: Module): FeatureCounts {
  const counts = {
    ...countModule(module),
    adderEndBits: 0,
    constantAdderBits: 0,
    constantSubBits: 0,
    constantCompareBits: 0,
    constantEqualBits: 0,
    maskBits: 0,
    spanBits: 0,
    spanSumBits: 0,
    flipBits: 0,
    wordXorBits: 0,
    constantMuxBits: 0,
    chosenBits: 0,
    ...gatedFlipFlops(module),
    sumPortBits: sumPortBits(module),
    fanOutBuffers: fanOutOf(module).buffers,
  };
  const refine = (part: RefinedPart, bits: number): void => {
    counts[part] += bits;
    counts[REFINED_FROM[part]] -= bits;
  };
  const isFast = mappedFor(module.name) === "speed";
  visitNodes(module, (signal) => {
    const part = markedPart(signal);
    if (signal.kind === "choose") {
      if (part === undefined) counts.chosenBits += signal.width;
      else {
        counts.chooseBits -= signal.width;
        counts.maskBits += signal.width;
      }
    }
    if (signal.kind === "mux") refine("constantMuxBits", countOf(constantPlaces(signal.high, signal.low)));
    if (signal.kind !== "binary") return;
    const { operator, a, b } = signal;
    if (part === "mask") refine("maskBits", a.width);
    if (part === "flip") refine("flipBits", a.width);
    else if (isFast && isCarrySpan(signal)) refine("spanBits", 1);
    else if (isFast && isCarrySum(signal)) refine("spanSumBits", 1);
    else if (operator === "xor" && a.width > 1) refine("wordXorBits", a.width);
    const constant = CONSTANT_PART[operator];
    if (constant === undefined) return;
    const places = constantPlaces(a, b);
    refine(constant, countOf(places));
    if (operator === "add" || operator === "sub") refine("adderEndBits", variableEnds(places));
  });
  return counts;
}

/** Σ counts × prices. */
export function priceFeatures(counts: FeatureCounts, prices: FeaturePrices): number {
  let total = 0;
  for (const feature of FEATURES) total += counts[feature] * prices[feature];
  return total;
}

/** What bits of an operator are counted as where one of its operands is constant; absent where they stay what they are. */
const CONSTANT_PART: Partial<Record<BinaryOperator, RefinedPart>> = {
  add: "constantAdderBits",
  sub: "constantSubBits",
  ltu: "constantCompareBits",
  eq: "constantEqualBits",
};

/** Of each bit, from the lowest, whether one of two words of equal width is constant there. */
function constantPlaces(a: Signal, b: Signal): readonly boolean[] {
  const [inA, inB] = [constantBits(a), constantBits(b)];
  return inA.map((isConstant, i) => isConstant || inB[i] === true);
}

function constantBits(signal: Signal): readonly boolean[] {
  const parts = signal.kind === "concat" ? signal.parts : [signal];
  return parts.flatMap(({ kind, width }) => Array.from({ length: width }, () => kind === "constant"));
}

function countOf(places: readonly boolean[]): number {
  return places.filter(Boolean).length;
}

/** Lowest and highest bit of a word, as far as nothing is constant there. */
function variableEnds(places: readonly boolean[]): number {
  const ends = places.length === 1 ? [0] : [0, places.length - 1];
  return ends.filter((place) => places[place] === false).length;
}

function gatedFlipFlops({ registers }: Module): Pick<FeatureCounts, "gatedFlipFlops" | "gatedResetFlipFlops"> {
  const gated = registers.filter(({ drive }) => drive?.clock !== undefined && drive.enable === undefined);
  const bits = (isReset: boolean): number =>
    gated.reduce((sum, { reset, width }) => sum + ((reset !== undefined) === isReset ? width : 0), 0);
  return { gatedFlipFlops: bits(false), gatedResetFlipFlops: bits(true) };
}

function sumPortBits(module: Module): number {
  return module.outputs
    .flatMap(({ driver }) => (driver.kind === "concat" ? driver.parts : [driver]))
    .filter((part) => part.kind === "adderOutput").length;
}
