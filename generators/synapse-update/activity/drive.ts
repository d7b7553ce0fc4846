import { Random } from "../../../src/core/random.ts";
import type { UnitShape, RegisterName, UnitRegisters } from "../../contract/index.ts";
import { registerFields, resetRegisters } from "../../update-unit/registers.ts";
import { bitsFor, mostShift, roundedBits } from "../../update-unit/shape.ts";

/** What x and delta are like in training. */
export interface CodeStatistics {
  /** Part of x that is zero; the rest is uniform. */
  readonly zeroX: number;
  /** Standard deviation of the Gaussian deltas, as a part of their largest value. */
  readonly deltaDeviation: number;
}

/**
 * The first layer of a perceptron that learns digits: 4 of 5 pixels are background, and errors are small. The same for all
 * designs, so that their energies compare.
 */
export const TRAINING_CODES: CodeStatistics = { zeroX: 0.8, deltaDeviation: 0.15 };

/** No x is zero, and a third of the deltas is as large as they get. */
export const LARGE_CODES: CodeStatistics = { zeroX: 0, deltaDeviation: 1 };

/** Cycles of a pulse while activity is recorded: enough to tell waiting from working. */
const RECORDED_WIDTH = 6;

/** Registers for recording: pulses a few cycles long, and a binary point at which large products give all pulses. */
export function recordedRegisters(shape: UnitShape): UnitRegisters {
  const has = new Set<RegisterName>(registerFields(shape).map(({ name }) => name));
  const width = Math.min(Math.ceil(RECORDED_WIDTH / shape.prescale), 2 ** shape.widthBits - 1);
  const rounded = shape.accumulator === "cell" ? Math.min(roundedBits(shape), 12) : roundedBits(shape);
  const shift = Math.max(0, Math.min(mostShift(shape), rounded - bitsFor(shape.maxPulses)));
  const stated: Partial<Record<RegisterName, number>> = {
    ltpWidth: width,
    ltdWidth: width,
    resetWidth: width,
    shift,
    threshold: shape.product === "coincidence" ? 1 : 2 ** Math.max(0, rounded - 3),
  };
  const kept = Object.entries(stated).filter(([name]) => has.has(name as RegisterName));
  return { ...resetRegisters(shape), ...Object.fromEntries(kept) };
}

/** Draws the operands of updates. */
export class OperandSource {
  readonly #shape: UnitShape;
  readonly #statistics: CodeStatistics;
  readonly #random: Random;

  constructor(shape: UnitShape, statistics: CodeStatistics, seed: number) {
    this.#shape = shape;
    this.#statistics = statistics;
    this.#random = new Random(seed);
  }

  /** One x: a bit pattern. */
  x(): number {
    const { xBits, xSign } = this.#shape;
    if (this.#random.next() < this.#statistics.zeroX) return 0;
    const most = 2 ** (xSign === "signed" && xBits > 1 ? xBits - 1 : xBits) - 1;
    const magnitude = this.#random.integer(1, most);
    return xSign === "signed" && xBits > 1 && this.#random.bit() === 1 ? 2 ** xBits - magnitude : magnitude;
  }

  /** One delta: a bit pattern. */
  delta(): number {
    const { deltaBits } = this.#shape;
    if (deltaBits === 1) return this.#random.bit();
    const most = 2 ** (deltaBits - 1) - 1;
    const drawn = Math.round(this.#random.gaussian() * this.#statistics.deltaDeviation * most);
    const value = Math.max(-most, Math.min(most, drawn));
    return value < 0 ? 2 ** deltaBits + value : value;
  }

  /** Deltas of one batch side by side, as a port takes them. */
  deltaBeat(): bigint {
    const { lanes, deltaBits } = this.#shape;
    let beat = 0n;
    for (let lane = 0; lane < lanes; lane++) beat |= BigInt(this.delta()) << BigInt(lane * deltaBits);
    return beat;
  }

  /** Codes of all lanes, as a port takes them. */
  codes(): bigint {
    const { lanes, adcBits } = this.#shape;
    let beat = 0n;
    for (let lane = 0; lane < lanes; lane++)
      beat |= BigInt(this.#random.integer(0, 2 ** adcBits - 1)) << BigInt(lane * adcBits);
    return beat;
  }
}
