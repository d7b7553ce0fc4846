import {
  and,
  bit,
  constant,
  ltu,
  ModuleBuilder,
  mux,
  named,
  not,
  or,
  sharedBy,
  zeroExtend,
  type Module,
  type Signal,
} from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import {
  batchesOf,
  bitsFor,
  deltaMagnitudeBits,
  hasTwoPhases,
  isPair,
  isRowSerial,
  laneWordBits,
  mostRewritePulses,
  operandBits,
  productBits,
  readsBack,
  slotBits,
  pulsesBoth,
} from "../../update-unit/shape.ts";
import { LANE_WORDS, type LaneInputs, type LaneOutputs } from "./lane-ports.ts";
import { registerBits } from "./ports.ts";
import { countOf, operandTop } from "./operand.ts";
import { productOf } from "./product.ts";
import { readBack, type ReadBack } from "./read-back.ts";
import { pulsesOf } from "./round.ts";
import { accumulate, type Accumulated } from "./sum.ts";

/** What shapes a lane; lanes of units that differ elsewhere are one module. */
export function laneName(shape: UnitShape): string {
  const serial = isRowSerial(shape);
  const computed = serial
    ? [
        shape.product.replace("-", "_"),
        shape.encoding.replace("-", "_"),
        `x${operandBits(shape)[0]}_d${shape.deltaBits}`,
        shape.rounding === "stochastic" ? `stochastic${laneWordBits(shape)}` : shape.rounding,
        ...(shape.accumulator === "cell" ? [`sum${shape.accumulatorBits}x${shape.rows * batchesOf(shape)}`] : []),
      ]
    : ["refresh"];
  const fixed = shape.writeVerify === "on" && shape.pulseLength === "fixed" ? ["fixed"] : [];
  const reads = readsBack(shape)
    ? [`adc${shape.adcBits}`, isPair(shape) ? "pair" : "single", shape.refresh.replace("-", "_"), shape.writeVerify]
    : [];
  const phase = needsPhase(shape) ? ["phased"] : [];
  return ["update_lane", ...computed, `n${shape.maxPulses}_s${slotBits(shape)}`, ...reads, ...fixed, ...phase].join(
    "_",
  );
}

/** Whether a lane fires in one of two phases only. */
export function needsPhase(shape: UnitShape): boolean {
  return hasTwoPhases(shape) && !pulsesBoth(shape);
}

/** Largest count that a lane holds. */
export function mostCount(shape: UnitShape): number {
  return Math.max(
    isRowSerial(shape) && !givesOne(shape) ? shape.maxPulses : 1,
    shape.refresh === "open-loop" ? mostRewritePulses(shape) : 1,
  );
}

/** Whether an update gives a synapse one pulse at most. */
function givesOne({ encoding, rounding }: UnitShape): boolean {
  return encoding === "sign" || rounding === "threshold";
}

/**
 * One column of the present batch: works out how many pulses its synapse gets, and fires in as many slots.
 *
 *   delta ─┐
 *          ├─ product ─ product_q ─ [sum] ─ round ─┐
 *   x ─────┘                                       ├─ count_q, raise_q ─ fire in slots 0 … count − 1
 *   conductances read back ─ compare ──────────────┘
 */
export const lane = sharedBy(laneName, (shape: UnitShape): Module<LaneInputs, LaneOutputs> => {
  const m = new ModuleBuilder<LaneInputs>(
    laneName(shape),
    isRowSerial(shape)
      ? `Lane: ${shape.product} of x and delta, ${shape.rounding} to pulses, one synapse of a row at a time.`
      : "Lane: counts the pulses that rewrite a synapse.",
  );
  const used = m.input("used", 1, "the lane stands for a column");
  const slot = m.input("slot", slotBits(shape), "number of the slot");
  const countBits = bitsFor(mostCount(shape));
  const count = m.register("count_q", countBits);
  const raise = m.register("raise_q", 1);
  const computed = isRowSerial(shape) ? compute(m, shape) : undefined;
  const read: ReadBack | undefined = readsBack(shape) ? readBack(m, shape, { count, raise, used }) : undefined;
  const loads = [
    ...(computed === undefined
      ? []
      : [{ when: computed.when, count: gate(computed.count, used), raise: computed.raise }]),
    ...(read?.loads ?? []),
  ];
  const wide = (value: Signal): Signal => zeroExtend(value, countBits);
  const enable = or(...loads.map(({ when }) => when));
  const [first, ...others] = loads;
  if (first === undefined) throw new Error("internal: a lane without counts");
  const pick = (of: (load: (typeof loads)[number]) => Signal): Signal =>
    others.reduce((rest, load) => mux(load.when, of(load), rest), of(first));
  m.drive(
    count,
    pick((load) => wide(load.count)),
    enable,
  );
  m.drive(
    raise,
    pick((load) => load.raise),
    enable,
  );
  computed?.finish(count, raise);
  const counts = Math.max(countBits, slot.width);
  const below = ltu(zeroExtend(slot, counts), zeroExtend(count, counts));
  const inPhase = needsPhase(shape) ? phaseMatches(m, raise) : constant(1, 1);
  const outputs = {
    fire: named("fires", and(below, inPhase)),
    raise,
    ...(shape.refresh !== "none" && read?.flagged !== undefined ? { flagged: read.flagged } : {}),
    ...(shape.writeVerify === "on" && shape.pulseLength === "as-needed" ? { wants: below } : {}),
    ...(read?.isOff !== undefined ? { is_off: read.isOff } : {}),
  };
  return m.build<LaneOutputs>(outputs, LANE_WORDS);
});

function gate(count: Signal, used: Signal): Signal {
  return mux(used, count, constant(count.width, 0));
}

function phaseMatches(m: ModuleBuilder<LaneInputs>, raise: Signal): Signal {
  const depress = m.input("depress", 1, "the phase of depressions");
  return mux(depress, not(raise), raise);
}

interface Computed {
  /** The cycle in which the count is loaded. */
  readonly when: Signal;
  readonly count: Signal;
  readonly raise: Signal;
  /** Ties up what needs the loaded count. */
  readonly finish: (count: Signal, raise: Signal) => void;
}

/** Product, sum and rounding, each in a cycle of its own. */
function compute(m: ModuleBuilder<LaneInputs>, shape: UnitShape): Computed {
  const [xBits] = operandBits(shape);
  const x = m.input("x_magnitude", xBits, "the x of the row");
  const xNegative = m.input("x_negative", 1, "its sign");
  const isCount = shape.encoding === "mean-count";
  const kept = isCount ? Math.min(deltaMagnitudeBits(shape), xBits) : deltaMagnitudeBits(shape);
  const { negative, magnitude } = operandTop(
    m.input("delta", shape.deltaBits, "the delta of the column"),
    "signed",
    kept,
  );
  const delta = isCount ? countOf(magnitude, xBits - 1) : magnitude;
  const multiply = m.input("multiply", 1, "the product is taken");
  const product = m.register("product_q", productBits(shape));
  m.drive(product, productOf(shape.product, x, named("delta_magnitude", delta)), multiply);
  const lowers = m.registered("lowers_q", xorBit(xNegative, negative), { enable: multiply });
  const when = m.input("round", 1, "the count of pulses is taken");
  const sum: Accumulated | undefined =
    shape.accumulator === "cell" ? accumulate(m, shape, { product, lowers }) : undefined;
  const { shift, threshold, pulses } = registerBits(shape);
  const inputs = {
    rounding: shape.rounding,
    magnitude: sum?.magnitude ?? product,
    shift:
      shift === undefined ? undefined : m.input("shift", shift, "binary point of the product: bits below one pulse"),
    threshold:
      threshold === undefined ? undefined : m.input("threshold", threshold, "least product that gives a pulse"),
    word: shape.rounding === "stochastic" ? m.input("word", laneWordBits(shape), "random word that rounds") : undefined,
    pulses: m.input("pulses", pulses ?? 1, "most pulses"),
    isSign: shape.encoding === "sign",
  };
  const wanted = pulsesOf(inputs);
  const rounded = named("pulses_wanted", givesOne(shape) ? bit(wanted, 0) : wanted);
  const applied = sum === undefined ? rounded : gate(rounded, sum.apply);
  return {
    when,
    count: applied,
    raise: not(sum?.negative ?? lowers),
    finish: (count) => sum?.keep(count, inputs),
  };
}

function xorBit(a: Signal, b: Signal): Signal {
  if (a.kind === "constant") return a.value === 0n ? b : not(b);
  return mux(a, not(b), b);
}
