import type { UnitShape } from "../../../generators/contract/index.ts";
import { isRowSerial } from "../../../generators/update-unit/index.ts";
import { pulsePlanner } from "./pulse-planner.ts";
import type { CountRegisters } from "./pulse-plan.ts";
import { trainChance } from "./line-words.ts";
import { deltaMagnitudeBits, drawsWords, ofDelta, ofX, xMagnitudeBits } from "../../../generators/update-unit/index.ts";

/** How much the pulses of two synapses depend on each other beyond the lines that they share. */
export interface WordCorrelation {
  /** The largest, by magnitude, over all pairs: covariance beyond that of independent lines, over both deviations. */
  readonly largest: number;
  /** The two, as [row, column]. */
  readonly pair: readonly [readonly [number, number], readonly [number, number]];
  readonly updates: number;
}

/** One update, again and again. */
export interface RepeatedCodes {
  readonly x: Int16Array;
  readonly delta: Int16Array;
  readonly registers: CountRegisters;
  readonly updates: number;
}

/** Below it, a count is as good as constant. */
const LEAST_VARIANCE = 1e-2;

/**
 * Correlation between the pulse counts of synapses in one update, measured over `updates` of them with the unit's own words.
 * Lines that are independent give 0 but for chance (some 4/√updates over all pairs). Trains of one column share its train
 * whatever the words; that part is taken off. Undefined if nothing is random. Price: synapses²/2 · updates.
 */
export function wordCorrelation(shape: UnitShape, codes: RepeatedCodes): WordCorrelation | undefined {
  if (!drawsWords(shape) || shape.accumulator === "cell") return undefined;
  const synapses = shape.rows * shape.columns;
  const { updates } = codes;
  const { sums, products } = sumsOf(shape, codes);
  const shared = sharedCovariance(shape, codes);
  const covariance = (a: number, b: number): number =>
    products[a * synapses + b]! / updates - (sums[a]! / updates) * (sums[b]! / updates);
  const variances = Array.from({ length: synapses }, (_, s) => covariance(s, s));
  let largest = 0;
  let pair: readonly [number, number] = [0, 0];
  for (let a = 0; a < synapses; a++)
    for (let b = a + 1; b < synapses; b++) {
      if (Math.min(variances[a]!, variances[b]!) < LEAST_VARIANCE) continue;
      const correlation = (covariance(a, b) - shared(a, b)) / Math.sqrt(variances[a]! * variances[b]!);
      if (Math.abs(correlation) > Math.abs(largest)) [largest, pair] = [correlation, [a, b]];
    }
  const place = (s: number) => [Math.floor(s / shape.columns), s % shape.columns] as const;
  return { largest, pair: [place(pair[0]), place(pair[1])], updates };
}

/** Σ n of each synapse and Σ n_a · n_b, a ≤ b, over updates; of magnitudes of counts. */
function sumsOf(shape: UnitShape, { x, delta, registers, updates }: RepeatedCodes) {
  const synapses = shape.rows * shape.columns;
  const planner = pulsePlanner(shape);
  const [sums, products] = [new Float64Array(synapses), new Float64Array(synapses * synapses)];
  const counts = new Uint8Array(synapses);
  for (let update = 0; update < updates; update++) {
    const plan = planner.operate(x, delta, registers, true);
    counts.fill(0);
    for (let e = 0; e < plan.count; e++) counts[plan.synapses[e]!] = Math.abs(plan.pulses[e]!);
    for (let a = 0; a < synapses; a++) {
      const n = counts[a]!;
      if (n === 0) continue;
      sums[a] = sums[a]! + n;
      const at = a * synapses;
      for (let b = a; b < synapses; b++) products[at + b] = products[at + b]! + n * counts[b]!;
    }
  }
  return { sums, products };
}

/** Covariance of two counts whose trains meet one train: S · p · p' · q(1 − q), q that of the line that they share. */
function sharedCovariance(shape: UnitShape, { x, delta, registers }: RepeatedCodes): (a: number, b: number) => number {
  if (isRowSerial(shape)) return () => 0;
  const { columns, lfsrBits, lanes } = shape;
  const rows = Array.from(x, (code) => trainChance(ofX(shape, code).magnitude, xMagnitudeBits(shape), lfsrBits));
  const lines = Array.from(delta, (code) =>
    trainChance(ofDelta(shape, code).magnitude, deltaMagnitudeBits(shape), lfsrBits),
  );
  return (a, b) => {
    const [rowA, rowB, columnA, columnB] = [Math.floor(a / columns), Math.floor(b / columns), a % columns, b % columns];
    // Rows draw new words for every batch of columns and every direction.
    const isOnePass =
      Math.floor(columnA / lanes) === Math.floor(columnB / lanes) && delta[columnA]! < 0 === delta[columnB]! < 0;
    if (columnA === columnB) {
      const q = lines[columnA]!;
      return registers.pulses * rows[rowA]! * rows[rowB]! * q * (1 - q);
    }
    if (rowA !== rowB || !isOnePass) return 0;
    const q = rows[rowA]!;
    return registers.pulses * lines[columnA]! * lines[columnB]! * q * (1 - q);
  };
}
