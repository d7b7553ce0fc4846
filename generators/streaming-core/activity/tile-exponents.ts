import { biasOf, type FloatFormat } from "../../numeric/float-format.ts";
import { bitsOf, roundHalfEven, valueOf } from "../../numeric/float-value.ts";
import type { CorePlan } from "../plan.ts";
import { integerBits } from "../shape.ts";
import { alignedExponent, formatOf } from "./begin-trace.ts";
import { EXACT_TERMS, type DataSource } from "./data.ts";
import { firstTile, isNewTile, tileOf, type StepOrder } from "./schedule.ts";
import { STREAMS } from "./trace-writer.ts";

/**
 * The exponents of the tiles of aligned activations as they follow each other in each stream, the largest of a product so
 * far, and how far sums are shifted (float/block-exponent.ts): from the largest of as many normal numbers as share an exponent. A
 * span of a whole vector has one exponent for all.
 */
export class TileExponents {
  /** Exponent fields: of the tile at work, and the largest of the product so far. */
  readonly tile = new Int32Array(STREAMS);
  readonly running = new Int32Array(STREAMS);
  /** By how many bits the smaller of two sums goes right, and whether that is the running one. */
  readonly shift = new Int32Array(STREAMS);
  readonly shiftsRunning = new Uint8Array(STREAMS);
  readonly #plan: CorePlan;
  readonly #order: StepOrder;
  readonly #data: DataSource;
  /** Small tiles themselves. */
  readonly #values: readonly Float64Array[];
  readonly #keptBits: number;
  readonly #format: FloatFormat;
  readonly #bias: number;
  readonly #isVector: boolean;

  constructor(plan: CorePlan, order: StepOrder, data: DataSource) {
    this.#plan = plan;
    this.#order = order;
    this.#data = data;
    const { tileInputs } = plan;
    this.#values = Array.from({ length: tileInputs <= EXACT_TERMS ? STREAMS : 0 }, () => new Float64Array(tileInputs));
    this.#keptBits = integerBits(plan.core);
    this.#format = formatOf(plan);
    this.#bias = biasOf(this.#format);
    this.#isVector = plan.core.float?.span === "vector";
    for (let stream = 0; stream < STREAMS; stream++) {
      const before = Math.max(1, firstTile(order.tiles, stream)) * tileInputs;
      this.running[stream] = this.#isVector ? this.#usual() : this.#fieldOf(data.largestOf(before));
    }
  }

  /** Goes on to a step. @param distanceBits a larger distance is its largest value */
  advance(step: number, distanceBits: number): void {
    if (!isNewTile(this.#order, step)) return;
    for (let stream = 0; stream < STREAMS; stream++) {
      const before = this.running[stream]!;
      const own = this.#renew(stream);
      const isFirst = (firstTile(this.#order.tiles, stream) + tileOf(this.#order, step)) % this.#order.tiles === 0;
      const isLarger = isFirst || own > before;
      const distance = isLarger ? own - before : before - own;
      const most = 2 ** distanceBits - 1;
      this.tile[stream] = own;
      this.running[stream] = isLarger ? own : before;
      this.shiftsRunning[stream] = isLarger ? 1 : 0;
      this.shift[stream] = distance < 0 ? most : Math.min(most, distance);
    }
  }

  /** What a lane adds up in one step, under the exponent of its tile. */
  stepSum(stream: number): number {
    const scale = this.#scaleOf(this.tile[stream]!);
    const values = this.#values[stream];
    const { tileInputs } = this.#plan;
    if (values === undefined) {
      const most = tileInputs * (2 ** (this.#keptBits - 1) - 1);
      const sum = Math.round(this.#data.normalSum(this.#format, tileInputs) * scale);
      return Math.max(-most, Math.min(most, sum));
    }
    let sum = 0;
    for (const value of values) sum += this.#data.weight() * roundedTo(value * scale, this.#keptBits);
    return sum;
  }

  /** The sum of some of the tiles of a product, under the largest exponent so far. */
  sumOf(stream: number, tiles: number): number {
    const sum = this.#data.normalSum(this.#format, tiles * this.#plan.tileInputs);
    return Math.round(sum * this.#scaleOf(this.running[stream]!));
  }

  /** A running sum with that of a step, each under the exponent that is the larger one. */
  added(stream: number, running: number, step: number): number {
    const shifted = (value: number): number =>
      roundHalfEven(Math.abs(value) / 2 ** this.shift[stream]!) * Math.sign(value);
    return this.shiftsRunning[stream] === 1 ? shifted(running) + step : running + shifted(step);
  }

  #usual(): number {
    return this.#bias + alignedExponent(this.#plan);
  }

  /** Draws a tile; answers its exponent field. */
  #renew(stream: number): number {
    const values = this.#values[stream];
    let largest = 0;
    if (values === undefined) largest = this.#isVector ? 0 : this.#data.largestOf(this.#plan.tileInputs);
    else
      for (let i = 0; i < values.length; i++) {
        values[i] = valueOf(bitsOf(this.#data.normal(), this.#format), this.#format);
        largest = Math.max(largest, Math.abs(values[i]!));
      }
    return this.#isVector ? this.#usual() : this.#fieldOf(largest);
  }

  #fieldOf(magnitude: number): number {
    return Math.max(1, this.#bias + Math.floor(Math.log2(magnitude)));
  }

  /** From numbers to integers that are aligned under an exponent field. */
  #scaleOf(field: number): number {
    return 2 ** (this.#keptBits - 2 - (field - this.#bias));
  }
}

function roundedTo(value: number, bits: number): number {
  return Math.sign(value) * Math.min(roundHalfEven(Math.abs(value)), 2 ** (bits - 1) - 1);
}
