import type { UnitShape, UpdateInput } from "../../contract/index.ts";
import { batchesOf, bitsFor, countExponent, deltaMagnitudeBits, xMagnitudeBits } from "../shape.ts";
import { countOf, ofDelta, ofX, trainLevel } from "./counts.ts";
import { phasesOf, phaseWidth, slotOf, takesPart } from "./lines.ts";
import type { OperationLog } from "./operation.ts";
import type { GoldenWords } from "./words.ts";

/** Random words of rows and of lanes; undefined unless the trains are stochastic. */
export interface TrainWords {
  readonly rows: GoldenWords;
  readonly lanes: GoldenWords;
}

/** All rows at once, `lanes` columns at a time: pulses where trains of rows and columns coincide. */
export function updateByTrains(
  shape: UnitShape,
  words: TrainWords | undefined,
  input: UpdateInput,
  log: OperationLog,
): void {
  log.cycles += shape.rows;
  for (let batch = 0; batch < batchesOf(shape); batch++) {
    const slots = log.slots.length;
    for (const passSign of shape.xSign === "signed" ? ([1, -1] as const) : ([1] as const))
      for (const phase of phasesOf(shape)) pass(shape, words, input, { batch, passSign, phase }, log);
    if (log.slots.length === slots) log.events.skipped++;
  }
}

function pass(
  shape: UnitShape,
  words: TrainWords | undefined,
  input: UpdateInput,
  { batch, passSign, phase }: { batch: number; passSign: 1 | -1; phase: "ltp" | "ltd" | "both" },
  log: OperationLog,
): void {
  const { rows, columns, lanes } = shape;
  const { registers } = input;
  const magnitude = { x: xMagnitudeBits(shape), delta: deltaMagnitudeBits(shape) };
  const rowTrains = Array.from({ length: rows }, (_, row) => {
    const { sign, magnitude: m } = ofX(shape, input.x[row] as number);
    return { line: row, fires: train(shape, "row", magnitude.x, m, input), isIn: sign === passSign };
  });
  const columnTrains = Array.from({ length: Math.min(lanes, columns - batch * lanes) }, (_, lane) => {
    const column = batch * lanes + lane;
    const { sign, magnitude: m } = ofDelta(shape, input.delta[column] as number);
    const raises = sign === passSign;
    const fires = train(shape, "column", magnitude.delta, m, input);
    return { line: lane, column, raises, fires, isIn: takesPart(shape, phase, raises) };
  });
  log.cycles += 2;
  for (let slot = 0; slot < slotsOf(shape, registers.pulses); slot++) {
    const word = (of: GoldenWords | undefined, line: number, bits: number): number => of?.word(line, bits) ?? 0;
    const firingRows = rowTrains.filter(
      ({ isIn, fires, line }) => fires(slot, word(words?.rows, line, magnitude.x)) && isIn,
    );
    const firing = columnTrains.filter(
      ({ isIn, fires, line }) => fires(slot, word(words?.lanes, line, magnitude.delta)) && isIn,
    );
    words?.rows.advance();
    words?.lanes.advance();
    const width = phaseWidth(registers, phase);
    const row = firingRows.map(({ line }) => line);
    if (row.length > 0 && firing.length > 0)
      log.pulse(slotOf(shape, registers, phase, row, firing), width, registers.gap);
    else if (shape.pulseLength === "fixed") log.wait(width, registers.gap);
    else log.cycles++;
  }
}

/** Slots of a pass. */
export function slotsOf({ encoding, maxPulses }: UnitShape, pulses: number): number {
  if (encoding === "sign") return 1;
  return encoding === "binary-count" || encoding === "stochastic" ? pulses : maxPulses;
}

/** Whether a line fires in a slot; asked slot after slot. */
type Train = (slot: number, word: number) => boolean;

function train(
  shape: UnitShape,
  line: "row" | "column",
  magnitudeBits: number,
  magnitude: number,
  { registers }: UpdateInput,
): Train {
  const exponent = countExponent(shape);
  switch (shape.encoding) {
    case "sign":
      return () => magnitude >= Math.max(1, registers.threshold);
    case "binary-count": {
      const count = Math.floor(magnitude / 2 ** Math.max(0, magnitudeBits - bitsFor(shape.maxPulses)));
      return (slot) => slot < count;
    }
    case "stochastic":
      return (_slot, word) => word < trainLevel(magnitude, magnitudeBits);
    case "mean-count": {
      const count = countOf(magnitude, magnitudeBits, exponent);
      if (line === "row") return (slot) => slot < count;
      // Of the first s slots, round(s·count/2^B) fire.
      const fired = (slots: number): number => Math.floor((slots * count) / 2 ** exponent + 0.5);
      return (slot) => fired(slot + 1) > fired(slot);
    }
    case "deterministic": {
      const place = (slot: number): number => (line === "row" ? slot : scatteredPlace(slot, exponent));
      // Fires where the part of full scale that it is exceeds the middle of the slot's place.
      return (slot) => magnitude / 2 ** magnitudeBits > (place(slot) + 0.5) / 2 ** exponent;
    }
  }
}

/**
 * The place of a slot on the column side: its bits in opposite order, every second one inverted. With (slot, place) the
 * points of a Hammersley set so shifted, the number of points below (x, delta) is near 2^B·x·delta, with hardly a bias;
 * without the inversions, slot 0 would be at (0, 0) and fire nearly always.
 */
export function scatteredPlace(slot: number, exponent: number): number {
  let place = 0;
  for (let i = 0; i < exponent; i++) place = 2 * place + ((Math.floor(slot / 2 ** i) + i) % 2);
  return place;
}
