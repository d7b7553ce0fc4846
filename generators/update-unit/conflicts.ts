import type { Fault } from "../../src/core/errors.ts";
import { idleParameterFaults, type ParameterValues } from "../../src/core/parameters.ts";
import { chainBits } from "../arithmetic/line-words.ts";
import { lfsrPeriod } from "../arithmetic/lfsr.ts";
import { UNIT_PARAMETERS, unitShape } from "./parameters.ts";
import type { UnitShape } from "../contract/index.ts";
import {
  bitsFor,
  countExponent,
  deltaMagnitudeBits,
  drawsWords,
  isRowSerial,
  laneGroup,
  productBits,
  rowGroup,
  wordSource,
  wordsOfUpdate,
  wordsUntilRepeat,
  xMagnitudeBits,
} from "./shape.ts";

/** Combinations that the ranges of single parameters cannot exclude; empty if all is well. */
export function unitConflicts(values: ParameterValues): readonly Fault[] {
  const shape = unitShape(values);
  return [
    ...idleParameterFaults(UNIT_PARAMETERS, values),
    ...sizeFaults(shape),
    ...encodingFaults(shape),
    ...(drawsWords(shape) ? randomFaults(shape) : []),
  ];
}

function sizeFaults(shape: UnitShape): Fault[] {
  const { lanes, columns, accumulator, accumulatorBits } = shape;
  const product = productBits(shape);
  return [
    ...(lanes > columns ? [fault("lanes", `got ${lanes}, expected at most columns = ${columns}`)] : []),
    ...(accumulator === "cell" && accumulatorBits <= product
      ? [fault("accumulatorBits", `got ${accumulatorBits}, expected more than the ${product} bits of a product`)]
      : []),
  ];
}

function encodingFaults({ encoding, product, maxPulses, ...shape }: UnitShape): Fault[] {
  const isTrain = encoding === "stochastic" || encoding === "deterministic";
  const faults: Fault[] = [];
  if (isTrain && product !== "coincidence")
    faults.push(fault("product", `got ${product}, expected coincidence with encoding ${encoding}`));
  if (encoding === "mean-count" && product !== "coincidence" && product !== "multiplier")
    faults.push(fault("product", `got ${product}, expected multiplier or coincidence with encoding mean-count`));
  if (
    (encoding === "mean-count" || encoding === "deterministic") &&
    countExponent({ ...shape, encoding, product, maxPulses }) === 0
  )
    faults.push(fault("maxPulses", `got ${maxPulses}, expected a power of two from 2 to 64 with encoding ${encoding}`));
  return faults;
}

/** Streams must not repeat within an update, nor may two lines see the same stream. */
function randomFaults(shape: UnitShape): Fault[] {
  const { lfsrBits, randomSource } = shape;
  const period = lfsrPeriod(lfsrBits);
  const serial = isRowSerial(shape);
  const words = wordsUntilRepeat(period, lfsrBits);
  const stream = wordsOfUpdate(shape);
  const magnitude = serial ? 0 : Math.max(xMagnitudeBits(shape), deltaMagnitudeBits(shape));
  const groups = serial ? [laneGroup(shape)] : [rowGroup(shape), laneGroup(shape)];
  const faults: Fault[] = [];
  const more = (why: string): void => void faults.push(fault("lfsrBits", `got ${lfsrBits}, expected ${why}`));
  if (lfsrBits < magnitude) more(`at least ${magnitude}, the bits of a magnitude`);
  if (words < stream) more(`more bits: ${words} words until they repeat, an update takes ${stream}`);
  if (randomSource === "per-line") {
    const lines = groups.reduce((sum, group) => sum + group.lines, 0);
    if (lines > period) more(`at least ${bitsFor(lines)}, so that ${lines} lines have streams of their own`);
    return faults;
  }
  const longest = Math.max(...groups.map((group) => chainBits(wordSource(shape), group)));
  if (longest > period) more(`more bits: lines look into ${longest} bits, the sequence has ${period}`);
  return faults;
}

function fault(path: string, message: string): Fault {
  return { path, message };
}
