import {
  add,
  and,
  bit,
  bits,
  concat,
  constant,
  ltu,
  ModuleBuilder,
  mux,
  named,
  not,
  or,
  shared,
  slice,
  zeroExtend,
  type Module,
  type Signal,
  type PortsOf,
} from "../../../src/hdl/index.ts";
import type { UnitShape } from "../../contract/index.ts";
import { bitsFor, countExponent, deltaMagnitudeBits, slotBits, xMagnitudeBits } from "../../update-unit/shape.ts";
import { needsPhase } from "./lane.ts";
import { anyOf, countOf, operandTop } from "./operand.ts";
import { registerBits } from "./ports.ts";

/** Line encoders of array-parallel units: a number becomes a train of slots in which its line fires. */

/** Verilog name: says all that shapes the module. */
export function rowEncoderName(shape: UnitShape): string {
  return `row_encoder_${shape.encoding.replace("-", "_")}_${shape.xSign}${shape.xBits}_${trainFacts(shape)}`;
}

/** Verilog name: says all that shapes the module. */
export function columnEncoderName(shape: UnitShape): string {
  const phase = needsPhase(shape) ? "_phased" : "";
  const pass = shape.xSign === "signed" ? "_passes" : "";
  return `column_encoder_${shape.encoding.replace("-", "_")}_d${shape.deltaBits}_${trainFacts(shape)}${phase}${pass}`;
}

/** What the train depends on besides its number. */
function trainFacts(shape: UnitShape): string {
  const { encoding, maxPulses, lfsrBits } = shape;
  if (encoding === "stochastic") return `r${lfsrBits}`;
  return encoding === "sign" ? `t${registerBits(shape).threshold ?? 0}` : `n${maxPulses}_s${slotBits(shape)}`;
}

/** What trains depend on besides their number, by encoding. */
type TrainInputs = PortsOf<never, "slot" | "threshold" | "word" | "start_pass" | "advance">;
type RowEncoderInputs = TrainInputs & PortsOf<"x_data" | "load", "pass_negative">;
type ColumnEncoderInputs = TrainInputs & PortsOf<"delta" | "used", "pass_negative" | "depress">;

/** One row: keeps its x, and fires in the slots of its train, in the pass of its sign. */
export function rowEncoder(shape: UnitShape): Module<RowEncoderInputs, PortsOf<"fire">> {
  return shared(rowEncoderName(shape), () => {
    const m = new ModuleBuilder<RowEncoderInputs>(
      rowEncoderName(shape),
      `Row line: x as a train of pulses, ${shape.encoding}.`,
    );
    const offered = m.input("x_data", shape.xBits - unusedBits(shape), "the x that is offered");
    const x = m.registered("x_q", offered, { enable: m.input("load", 1, "it is taken") });
    const { negative, magnitude } = operandTop(x, shape.xSign, keptBits(shape, xMagnitudeBits(shape)));
    const fires = train(m, shape, "row", magnitude);
    const isInPass =
      shape.xSign === "signed"
        ? mux(m.input("pass_negative", 1, "the pass of the rows with negative x"), negative, not(negative))
        : constant(1, 1);
    return m.build({ fire: and(fires, isInPass) }, { fire: "the row fires in this slot" });
  });
}

/** The part of x that its row keeps: of an unsigned one, low bits may not matter. */
export function keptX(shape: UnitShape, x: Signal): Signal {
  const low = unusedBits(shape);
  return slice(x, low, shape.xBits - low);
}

function unusedBits(shape: UnitShape): number {
  return shape.xSign === "unsigned" ? shape.xBits - keptBits(shape, xMagnitudeBits(shape)) : 0;
}

/** Highest bits of a magnitude that its train depends on. */
function keptBits({ encoding, maxPulses, ...rest }: UnitShape, magnitudeBits: number): number {
  if (encoding === "binary-count") return Math.min(magnitudeBits, bitsFor(maxPulses));
  // A count is rounded: it takes one bit more.
  const exponent = countExponent({ ...rest, encoding, maxPulses });
  return encoding === "mean-count" ? Math.min(magnitudeBits, exponent + 1) : magnitudeBits;
}

/** One column of the batch: fires in the slots of its train, in the phase of its direction. */
export function columnEncoder(shape: UnitShape): Module<ColumnEncoderInputs, PortsOf<"fire" | "raise">> {
  return shared(columnEncoderName(shape), () => {
    const m = new ModuleBuilder<ColumnEncoderInputs>(
      columnEncoderName(shape),
      `Column line: delta as a train of pulses, ${shape.encoding}.`,
    );
    const kept = keptBits(shape, deltaMagnitudeBits(shape));
    const { negative, magnitude } = operandTop(
      m.input("delta", shape.deltaBits, "the delta of the column"),
      "signed",
      kept,
    );
    const used = m.input("used", 1, "the encoder stands for a column");
    const fires = train(m, shape, "column", named("magnitude", magnitude));
    const raise =
      shape.xSign === "signed"
        ? mux(m.input("pass_negative", 1, "the pass of the rows with negative x"), negative, not(negative))
        : not(negative);
    const isInPhase = needsPhase(shape)
      ? mux(m.input("depress", 1, "the phase of depressions"), not(raise), raise)
      : constant(1, 1);
    return m.build(
      { fire: and(fires, isInPhase, used), raise },
      { fire: "the column fires in this slot", raise: "its pulse is a potentiation" },
    );
  });
}

function train(m: ModuleBuilder<TrainInputs>, shape: UnitShape, line: "row" | "column", magnitude: Signal): Signal {
  const { encoding } = shape;
  const slot = (): Signal => m.input("slot", slotBits(shape), "number of the slot");
  const exponent = countExponent(shape);
  switch (encoding) {
    case "sign": {
      const isBelow = isLess(
        magnitude,
        m.input("threshold", registerBits(shape).threshold ?? 1, "least magnitude that fires"),
      );
      return and(not(isBelow), anyOf(magnitude));
    }
    case "binary-count":
      return isLess(slot(), magnitude);
    case "stochastic":
      return isBelowLevel(m.input("word", magnitude.width, "random word of the line"), magnitude);
    case "mean-count": {
      const count = countOf(magnitude, exponent);
      return line === "row" ? isLess(slot(), count) : bresenham(m, count, exponent);
    }
    case "deterministic": {
      const place = m.input("slot", placeBits(shape, magnitude.width), "number of the slot");
      return isBefore(line === "row" ? place : scattered(place), magnitude);
    }
  }
}

/**
 * Whether a random word is below the magnitude plus its highest bit, so that the largest magnitude always fires: that bit
 * decides whether equal lowest bits count as below. Price: a comparator, and a gate or two in place of its lowest bit.
 */
function isBelowLevel(word: Signal, magnitude: Signal): Signal {
  const { width } = magnitude;
  const [low, lowest] = [not(bit(word, 0)), bit(magnitude, 0)];
  const first = mux(bit(magnitude, width - 1), or(low, lowest), and(low, lowest));
  if (width === 1) return first;
  return ltu(concat(constant(1, 0), slice(word, 1, width - 1)), concat(first, slice(magnitude, 1, width - 1)));
}

/** a < b, of any widths. */
function isLess(a: Signal, b: Signal): Signal {
  const width = Math.max(a.width, b.width);
  return ltu(zeroExtend(a, width), zeroExtend(b, width));
}

/** Bits of a slot's number that a deterministic train of such a magnitude depends on. */
function placeBits(shape: UnitShape, magnitudeBits: number): number {
  return Math.min(countExponent(shape), magnitudeBits);
}

/**
 * The number of the slot as the encoders of a kind of line read it: whole, or (deterministic) its highest bits for rows and
 * its lowest, which come first in opposite order, for columns.
 */
export function slotOfTrain(shape: UnitShape, line: "row" | "column", slot: Signal): Signal {
  if (shape.encoding !== "deterministic") return slot;
  const width = placeBits(shape, line === "row" ? xMagnitudeBits(shape) : deltaMagnitudeBits(shape));
  return slice(slot, line === "row" ? countExponent(shape) - width : 0, width);
}

/** Bits in opposite order, every second one inverted: where a column has its slot. */
function scattered(word: Signal): Signal {
  return concat(
    ...bits(word)
      .map((each, i) => (i % 2 === 1 ? not(each) : each))
      .toReversed(),
  );
}

/**
 * Whether the middle of a place in 0 … 2^B − 1, as a part of 2^M, is below the magnitude: of lower bits it matters whether
 * any is one. Where places are as fine as magnitudes, a middle lies between two of them.
 */
function isBefore(place: Signal, magnitude: Signal): Signal {
  const cut = magnitude.width - place.width;
  if (cut === 0) return ltu(place, magnitude);
  const middle = concat(constant(1, 1), place);
  const top = slice(magnitude, cut - 1, place.width + 1);
  if (cut === 1) return ltu(middle, top);
  return ltu(concat(constant(1, 0), middle), concat(anyOf(slice(magnitude, 0, cut - 1)), top));
}

/**
 * Spreads `count` of 2^B slots evenly: an accumulator of B bits that starts at a half; its carries fire. Of the first s
 * slots, round(s · count / 2^B) fire.
 */
function bresenham(m: ModuleBuilder<TrainInputs>, count: Signal, exponent: number): Signal {
  const phase = m.register("phase_q", exponent);
  const sum = add(zeroExtend(phase, exponent + 1), count);
  const start = m.input("start_pass", 1, "a pass begins");
  const advance = m.input("advance", 1, "the next slot begins");
  const half = constant(exponent, 2 ** (exponent - 1));
  m.drive(phase, mux(start, half, slice(sum, 0, exponent)), or(start, advance));
  return bit(sum, exponent);
}
