import type { ConductanceCodes, UnitRegisters, UnitShape, UpdateInput } from "../../../generators/contract/index.ts";
import {
  batchesOf,
  bitsFor,
  isRowSerial,
  mostShift,
  registerFields,
  resetRegisters,
  roundedBits,
} from "../../../generators/update-unit/index.ts";
import { Random } from "../../core/random.ts";

/** What an update operation is made of. The corners come first in every verification. */
export const OPERATION_CORNERS = [
  "registers as after reset",
  "all x and delta zero",
  "all x zero",
  "all delta zero",
  "most positive x and delta",
  "most negative codes",
  "most positive x, most negative delta",
  "most negative x, most positive delta",
  "extremes, signs alternate",
  "one x and one delta",
  "no pulses allowed",
  "widths zero, no gap",
  "sums are kept, not applied",
  "sums are applied, nothing is added",
  "every pair is used up",
  "refresh by random codes",
  "most registers full",
] as const;
type Corner = (typeof OPERATION_CORNERS)[number];

/** Ticks of a pulse, at most, where a register is drawn: operations must end in time. */
const LONGEST_PULSE = 6;
/** In the corner that fills registers. */
const LONGEST_CORNER = 32;
/** Cycles of an operation in which every slot pulses, about, at most: large arrays get short pulses. */
const LONGEST_OPERATION = 100_000;
/** Rounds of pulse and read, at most. */
const MOST_ATTEMPTS = 5;

/** The operation with this number: the corners first, then random ones, each with register settings of its own. */
export function operationAt(shape: UnitShape, index: number, seed: number): UpdateInput {
  const random = new Random(seed * 7919 + index * 104_729 + 1);
  const corner = OPERATION_CORNERS[index];
  const registers = registersFor(shape, corner, random);
  const { x, delta } = fewPulses(shape, operandsFor(shape, corner, random));
  const isApplied = corner === "sums are kept, not applied" ? false : corner !== undefined || random.next() < 0.7;
  return { x, delta, apply: isApplied, registers, read: reader(shape, corner, random) };
}

interface Operands {
  readonly x: readonly number[];
  readonly delta: readonly number[];
}

interface Range {
  readonly least: number;
  readonly most: number;
}

function rangeOf(bits: number, sign: "signed" | "unsigned"): Range {
  if (sign === "unsigned") return { least: 0, most: 2 ** bits - 1 };
  return { least: -(2 ** (bits - 1)), most: 2 ** (bits - 1) - 1 };
}

function operandsFor(shape: UnitShape, corner: Corner | undefined, random: Random): Operands {
  const ofX = rangeOf(shape.xBits, shape.xSign);
  const ofDelta = rangeOf(shape.deltaBits, "signed");
  const zeros = random.next() * 0.8;
  const anyOf = ({ least, most }: Range): number => (random.next() < zeros ? 0 : random.integer(least, most));
  const both = (x: (i: number) => number, delta: (i: number) => number) => ({
    x: Array.from({ length: shape.rows }, (_, i) => x(i)),
    delta: Array.from({ length: shape.columns }, (_, i) => delta(i)),
  });
  switch (corner) {
    case "all x and delta zero":
    case "sums are applied, nothing is added":
      return both(zero, zero);
    case "all x zero":
      return both(zero, () => anyOf(ofDelta));
    case "all delta zero":
      return both(() => anyOf(ofX), zero);
    case "most positive x and delta":
    case "no pulses allowed":
    case "most registers full":
      return both(
        () => ofX.most,
        () => ofDelta.most,
      );
    case "most negative codes":
      return both(
        () => ofX.least,
        () => ofDelta.least,
      );
    case "most positive x, most negative delta":
      return both(
        () => ofX.most,
        () => ofDelta.least,
      );
    case "most negative x, most positive delta":
      return both(
        () => ofX.least,
        () => ofDelta.most,
      );
    case "extremes, signs alternate":
      return both(alternating(ofX), alternating(ofDelta));
    case "one x and one delta": {
      const [row, column] = [random.integer(0, shape.rows - 1), random.integer(0, shape.columns - 1)];
      return both(
        (i) => (i === row ? ofX.most : 0),
        (i) => (i === column ? ofDelta.least : 0),
      );
    }
    default:
      return both(
        () => anyOf(ofX),
        () => anyOf(ofDelta),
      );
  }
}

function zero(): number {
  return 0;
}

function alternating({ least, most }: Range): (i: number) => number {
  return (i) => (i % 2 === 0 ? most : least);
}

/** Legal settings: most of them small, so that operations end soon. */
function registersFor(shape: UnitShape, corner: Corner | undefined, random: Random): UnitRegisters {
  const after = resetRegisters(shape);
  if (corner === "registers as after reset") return after;
  const drawn = { ...after };
  for (const { name, bits } of registerFields(shape)) drawn[name] = random.integer(0, mostOf(shape, name, bits));
  if (random.next() < 0.8) drawn.shift = tellingShift(shape, random);
  if (drawn.pulses === 0 && random.next() < 0.9) drawn.pulses = after.pulses;
  if (random.next() < 0.5) drawn.refreshPeriod = Math.min(drawn.refreshPeriod, random.integer(0, 2));
  orderThresholds(shape, drawn, random);
  switch (corner) {
    case "no pulses allowed":
      return { ...drawn, pulses: 0 };
    case "widths zero, no gap":
      return { ...drawn, ltpWidth: 0, ltdWidth: 0, resetWidth: 0, gap: 0 };
    case "every pair is used up":
      return shape.refresh === "none" ? drawn : { ...drawn, refreshPeriod: 1, refreshLower: 0, refreshUpper: 1 };
    case "refresh by random codes":
      return shape.refresh === "none" ? drawn : { ...drawn, refreshPeriod: 1 };
    case "most registers full":
      return { ...drawn, ...fullRegisters(shape, after) };
    default:
      return drawn;
  }
}

/** A binary point at which counts are neither all zero nor all at their limit. */
function tellingShift(shape: UnitShape, random: Random): number {
  const fitting = roundedBits(shape) - bitsFor(shape.maxPulses);
  return Math.max(0, Math.min(mostShift(shape), fitting + random.integer(-2, 1)));
}

function mostOf(shape: UnitShape, name: keyof UnitRegisters, bits: number): number {
  const largest = 2 ** bits - 1;
  switch (name) {
    case "ltpWidth":
    case "ltdWidth":
    case "gap":
    case "resetWidth":
      return Math.min(largest, longestPulse(shape, LONGEST_PULSE));
    case "pulses":
      return shape.maxPulses;
    case "shift":
      return mostShift(shape);
    case "refreshPeriod":
      return 4;
    case "verifyAttempts":
      return Math.min(largest, MOST_ATTEMPTS);
    default:
      return largest;
  }
}

function longestPulse(shape: UnitShape, most: number): number {
  const slots = slotsOfPart(shape) * (isRowSerial(shape) ? shape.rows : batchesOf(shape));
  return Math.max(1, Math.min(most, Math.floor(LONGEST_OPERATION / (2 * slots * shape.prescale))));
}

/** Slots, at most, of a row (row by row) or of a batch (trains). */
function slotsOfPart(shape: UnitShape): number {
  return 2 * shape.maxPulses * (isRowSerial(shape) ? batchesOf(shape) : 2);
}

/** Where ticks are long, x of some rows (or delta of some batches) only, so that the operation ends in time. */
function fewPulses(shape: UnitShape, { x, delta }: Operands): Operands {
  const parts = Math.max(1, Math.floor(LONGEST_OPERATION / (2 * slotsOfPart(shape) * shape.prescale)));
  if (isRowSerial(shape)) return { x: x.map((code, row) => (row < parts ? code : 0)), delta };
  return { x, delta: delta.map((code, column) => (column < parts * shape.lanes ? code : 0)) };
}

function orderThresholds(
  { refresh, adcBits }: UnitShape,
  registers: { refreshLower: number; refreshUpper: number },
  random: Random,
): void {
  if (refresh === "none") return;
  registers.refreshUpper = random.integer(1, 2 ** adcBits - 1);
  registers.refreshLower = random.integer(0, registers.refreshUpper - 1);
}

function fullRegisters(shape: UnitShape, after: UnitRegisters): Partial<UnitRegisters> {
  const full: Partial<Record<keyof UnitRegisters, number>> = {};
  for (const { name, bits } of registerFields(shape)) {
    if (name === "pulses") full[name] = shape.maxPulses;
    else if (name === "ltpWidth" || name === "ltdWidth" || name === "gap" || name === "resetWidth")
      full[name] = Math.min(2 ** bits - 1, longestPulse(shape, LONGEST_CORNER));
  }
  return { ...full, shift: after.shift, threshold: after.threshold };
}

/** Codes that are read: near each other, so that verifying sometimes succeeds; the first ones are random. */
function reader(shape: UnitShape, corner: Corner | undefined, random: Random): UpdateInput["read"] {
  const most = 2 ** shape.adcBits - 1;
  if (corner === "every pair is used up") {
    const codes = Array.from({ length: shape.lanes }, () => most);
    return () => ({ plus: codes, minus: codes });
  }
  const step = random.integer(0, 2);
  const near = (code: number): number => Math.max(0, Math.min(most, code + random.integer(-step, step)));
  let last: ConductanceCodes | undefined;
  const draw = (before: ArrayLike<number> | undefined): number[] =>
    Array.from({ length: shape.lanes }, (_, lane) => {
      const code = before?.[lane];
      return code === undefined || random.next() < 0.1 ? random.integer(0, most) : near(code);
    });
  return () => (last = { plus: draw(last?.plus), minus: draw(last?.minus) });
}
