import { type Feature, type FeaturePrices, FEATURES, REFINED_FROM, type RefinedPart } from "../technology/prices.ts";
import { countModule } from "../../src/hdl/ledger.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { Signal } from "../../src/hdl/netlist.ts";
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
    maskBits: 0,
    flipBits: 0,
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
  visitNodes(module, (signal) => {
    const part = markedPart(signal);
    if (signal.kind === "choose") {
      if (part === undefined) counts.chosenBits += signal.width;
      else {
        counts.chooseBits -= signal.width;
        counts.maskBits += signal.width;
      }
    }
    if (signal.kind === "mux") refine("constantMuxBits", constantBits(signal.high, signal.low));
    if (signal.kind !== "binary") return;
    const { operator, a, b } = signal;
    if (part === "mask") refine("maskBits", a.width);
    if (part === "flip") refine("flipBits", a.width);
    if (operator !== "add" && operator !== "sub") return;
    if (a.kind === "constant" || b.kind === "constant") refine("constantAdderBits", a.width);
    else refine("adderEndBits", Math.min(2, a.width));
  });
  return counts;
}

/** Σ counts × prices. */
export function priceFeatures(counts: FeatureCounts, prices: FeaturePrices): number {
  let total = 0;
  for (const feature of FEATURES) total += counts[feature] * prices[feature];
  return total;
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
