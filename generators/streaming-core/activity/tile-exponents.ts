import { biasOf, type FloatFormat } from "../../numeric/float-format.ts";
import { bitsOf, roundHalfEven, valueOf } from "../../numeric/float-value.ts";
import type { CorePlan } from "../plan.ts";
import { integerBits } from "../shape.ts";
import { alignedExponent, formatOf } from "./begin-trace.ts";
import { EXACT_TERMS, type DataSource } from "./data.ts";
import { firstTile, isNewTile, tileOf, type StepOrder } from "./schedule.ts";
import { STREAMS } from "./trace-writer.ts";

/** The tiles of a core of aligned activations. */
export interface AlignedTiles {
  readonly tileInputs: number;
  readonly format: FloatFormat;
  /** Bits of an aligned mantissa. */
  readonly keptBits: number;
  /** The exponent of the whole vector, less the bias; undefined: each tile has its own. */
  readonly vectorExponent?: number;
}

/** Those of a core. */
export function alignedTiles(plan: CorePlan): AlignedTiles {
  const { tileInputs, core } = plan;
  const tiles = { tileInputs, format: formatOf(plan), keptBits: integerBits(core) };
  return core.float?.span === "vector" ? { ...tiles, vectorExponent: alignedExponent(plan) } : tiles;
}

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
  readonly #tiles: AlignedTiles;
  readonly #order: StepOrder;
  readonly #data: DataSource;
  /** Small tiles themselves. */
  readonly #values: readonly Float64Array[];
  readonly #bias: number;

  constructor(aligned: AlignedTiles, order: StepOrder, data: DataSource) {
    this.#tiles = aligned;
    this.#order = order;
    this.#data = data;
    const { tileInputs } = aligned;
    this.#values = Array.from({ length: tileInputs <= EXACT_TERMS ? STREAMS : 0 }, () => new Float64Array(tileInputs));
    this.#bias = biasOf(aligned.format);
    for (let stream = 0; stream < STREAMS; stream++) {
      const before = Math.max(1, firstTile(order.tiles, stream)) * tileInputs;
      this.running[stream] = this.#vectorField() ?? this.#fieldOf(data.largestOf(before));
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
    const { tileInputs, keptBits, format } = this.#tiles;
    if (values === undefined) {
      const most = tileInputs * (2 ** (keptBits - 1) - 1);
      const sum = Math.round(this.#data.normalSum(format, tileInputs) * scale);
      return Math.max(-most, Math.min(most, sum));
    }
    let sum = 0;
    for (const value of values) sum += this.#data.weight() * roundedTo(value * scale, keptBits);
    return sum;
  }

  /** The sum of some of the tiles of a product, under the largest exponent so far. */
  sumOf(stream: number, tiles: number): number {
    const { format, tileInputs } = this.#tiles;
    const sum = this.#data.normalSum(format, tiles * tileInputs);
    return Math.round(sum * this.#scaleOf(this.running[stream]!));
  }

  /** A running sum with that of a step, each under the exponent that is the larger one. */
  added(stream: number, running: number, step: number): number {
    const shifted = (value: number): number =>
      roundHalfEven(Math.abs(value) / 2 ** this.shift[stream]!) * Math.sign(value);
    return this.shiftsRunning[stream] === 1 ? shifted(running) + step : running + shifted(step);
  }

  #vectorField(): number | undefined {
    const { vectorExponent } = this.#tiles;
    return vectorExponent === undefined ? undefined : this.#bias + vectorExponent;
  }

  /** Draws a tile; answers its exponent field. */
  #renew(stream: number): number {
    const { format, tileInputs } = this.#tiles;
    const values = this.#values[stream];
    let largest = 0;
    for (let i = 0; values !== undefined && i < tileInputs; i++) {
      values[i] = valueOf(bitsOf(this.#data.normal(), format), format);
      largest = Math.max(largest, Math.abs(values[i]!));
    }
    return this.#vectorField() ?? this.#fieldOf(values === undefined ? this.#data.largestOf(tileInputs) : largest);
  }

  #fieldOf(magnitude: number): number {
    return Math.max(1, this.#bias + Math.floor(Math.log2(magnitude)));
  }

  /** From numbers to integers that are aligned under an exponent field. */
  #scaleOf(field: number): number {
    return 2 ** (this.#tiles.keptBits - 2 - (field - this.#bias));
  }
}

function roundedTo(value: number, bits: number): number {
  return Math.sign(value) * Math.min(roundHalfEven(Math.abs(value)), 2 ** (bits - 1) - 1);
}
