import { productOf } from "../../generators/synapse-update/golden/counts.ts";
import type { UnitShape } from "../../generators/synapse-update/parameters.ts";
import { batchesOf, drawsWords, laneGroup, wordSource } from "../../generators/synapse-update/shape.ts";
import { lineWords, type LineWords } from "./line-words.ts";
import { magnitudesOf, Operands } from "./operands.ts";
import { leastSlots, rowControlCycles } from "./planner-tabled.ts";
import { addSlots, LINES, phaseRule, PulsePlan, type CountRegisters, type PulsePlanner } from "./pulse-plan.ts";

/** Row-serial units with stochastic rounding or an accumulator: products from a table, counts worked out. */
export class RoundedPlanner implements PulsePlanner {
  readonly shape: UnitShape;
  readonly plan: PulsePlan;
  readonly #operands: Operands;
  /** Products of all pairs of magnitudes. */
  readonly #products: Int32Array;
  readonly #deltas: number;
  /** Accumulated sums; empty without accumulator. */
  readonly #sums: Int32Array;
  /** 1 where the sums of a row and batch may give pulses without a new product. */
  readonly #pending: Uint8Array;
  readonly #words: LineWords | undefined;

  constructor(shape: UnitShape) {
    this.shape = shape;
    this.plan = new PulsePlan(shape.rows * shape.columns);
    this.#operands = new Operands(shape);
    const [xs, deltas] = magnitudesOf(shape);
    this.#deltas = deltas;
    this.#products = Int32Array.from({ length: xs * deltas }, (_, pair) =>
      productOf(shape, Math.floor(pair / deltas), pair % deltas),
    );
    const cells = shape.accumulator === "cell" ? shape.rows * shape.columns : 0;
    this.#sums = new Int32Array(cells);
    this.#pending = new Uint8Array(shape.rows * batchesOf(shape));
    this.#words = drawsWords(shape) ? lineWords(wordSource(shape), laneGroup(shape), 1) : undefined;
  }

  /** Accumulated sums, rows × columns; empty without an accumulator. */
  get sums(): Int32Array {
    return this.#sums;
  }

  operate(x: Int16Array, delta: Int16Array, registers: CountRegisters, apply: boolean): PulsePlan {
    const { shape, plan } = this;
    const operands = this.#operands;
    plan.clear();
    operands.load(x, delta);
    if (shape.rounding === "threshold" && registers.threshold < 1)
      throw new RangeError(`planner: got threshold ${registers.threshold}, expected at least 1`);
    const batches = batchesOf(shape);
    const rule = phaseRule(shape);
    const least = leastSlots(shape, registers);
    const round = rounder(shape, registers);
    const hasSums = shape.accumulator === "cell";
    const isEvery = hasSums || shape.pulseLength === "fixed";
    const taken = isEvery ? shape.rows : operands.rowCount;
    for (let k = 0; k < taken; k++) {
      const row = isEvery ? k : (operands.rows[k] as number);
      for (let batch = 0; batch < batches; batch++) {
        const [raising, lowering] = hasSums
          ? this.#accumulate(row, batch, round, apply)
          : this.#pulseRow(row, batch, round);
        this.#words?.advance(1);
        addSlots(plan, rule, raising, lowering, least);
      }
    }
    plan.controlCycles += rowControlCycles(shape, taken);
    return plan;
  }

  #pulseRow(row: number, batch: number, { countOf }: Rounder): readonly [number, number] {
    const { x, xNegative, delta, deltaNegative, columns, starts } = this.#operands;
    const base = (x[row] as number) * this.#deltas;
    const firstColumn = batch * this.shape.lanes;
    let [raising, lowering] = [0, 0];
    for (let k = starts[batch] as number; k < (starts[batch + 1] as number); k++) {
      const column = columns[k] as number;
      const n = countOf(
        this.#products[base + (delta[column] as number)] as number,
        this.#words?.word(column - firstColumn, 0) ?? 0,
      );
      if (n === 0) continue;
      const raises = xNegative[row] === deltaNegative[column];
      this.plan.add(row * this.shape.columns + column, raises ? n : -n, LINES.all);
      if (raises) raising = Math.max(raising, n);
      else lowering = Math.max(lowering, n);
    }
    return [raising, lowering];
  }

  /** Adds the products of a row to its sums; with `apply`, sums that are large enough become pulses. */
  #accumulate(
    row: number,
    batch: number,
    { countOf, unit, keeps }: Rounder,
    apply: boolean,
  ): readonly [number, number] {
    const { x, xNegative, delta, deltaNegative } = this.#operands;
    const { columns, lanes, accumulatorBits } = this.shape;
    const magnitude = x[row] as number;
    const place = row * batchesOf(this.shape) + batch;
    if (magnitude === 0 && (!apply || this.#pending[place] === 0)) return [0, 0];
    const most = 2 ** (accumulatorBits - 1) - 1;
    const base = magnitude * this.#deltas;
    const end = Math.min(columns, (batch + 1) * lanes);
    const sums = this.#sums;
    let [raising, lowering] = [0, 0];
    let isPending = !apply;
    for (let column = batch * lanes; column < end; column++) {
      const product = this.#products[base + (delta[column] as number)] as number;
      const at = row * columns + column;
      let sum = (sums[at] as number) + (xNegative[row] === deltaNegative[column] ? product : -product);
      if (sum > most) sum = most;
      else if (sum < -most) sum = -most;
      if (apply && sum !== 0) {
        const n = countOf(sum < 0 ? -sum : sum, this.#words?.word(column - batch * lanes, 0) ?? 0);
        if (n > 0) {
          if (sum > 0) {
            sum -= n * unit;
            raising = Math.max(raising, n);
            this.plan.add(at, n, LINES.all);
          } else {
            sum += n * unit;
            lowering = Math.max(lowering, n);
            this.plan.add(at, -n, LINES.all);
          }
          if (keeps(sum < 0 ? -sum : sum)) isPending = true;
        }
        if (this.#words !== undefined && sum !== 0) isPending = true;
      }
      sums[at] = sum;
    }
    this.#pending[place] = isPending ? 1 : 0;
    return [raising, lowering];
  }
}

interface Rounder {
  readonly countOf: (magnitude: number, word: number) => number;
  /** What one pulse takes off a sum. */
  readonly unit: number;
  /** Whether what is left of a sum still gives a pulse without a random word. */
  readonly keeps: (magnitude: number) => boolean;
}

function rounder({ rounding, encoding }: UnitShape, { pulses, shift, threshold }: CountRegisters): Rounder {
  const limit = encoding === "sign" ? Math.min(1, pulses) : pulses;
  const unit = rounding === "threshold" ? threshold : 2 ** shift;
  switch (rounding) {
    case "truncate":
      return of((magnitude) => Math.floor(magnitude / unit));
    case "round":
      return of((magnitude) => Math.floor(magnitude / unit + (shift > 0 ? 0.5 : 0)));
    case "stochastic":
      return of((magnitude, word) => Math.floor((magnitude + (word & (unit - 1))) / unit));
    case "threshold":
      return of((magnitude) => (magnitude >= threshold ? 1 : 0));
  }

  function of(rounded: (magnitude: number, word: number) => number): Rounder {
    const countOf = (magnitude: number, word: number): number => Math.min(limit, rounded(magnitude, word));
    return { countOf, unit, keeps: (magnitude) => countOf(magnitude, 0) > 0 };
  }
}
