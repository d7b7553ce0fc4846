import { batchesOf, drawsWords, laneGroup, productOf, wordSource } from "../../../generators/update-unit/index.ts";
import type { UnitShape } from "../../../generators/contract/index.ts";
import { lineWords, type LineWords } from "./line-words.ts";
import { magnitudesOf, Operands } from "./operands.ts";
import { leastSlots, rowControlCycles } from "./planner-tabled.ts";
import {
  addSlots,
  LINES,
  phaseRule,
  PulsePlan,
  type CountRegisters,
  type PhaseRule,
  type PulsePlanner,
} from "./pulse-plan.ts";

/** A local name is faster in a loop than an import. */
const ALL = LINES.all;

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
  readonly #batches: number;
  readonly #rule: PhaseRule;
  /** Most pulses of the present row and batch, by direction. */
  #raising = 0;
  #lowering = 0;
  #rounder: Rounder;
  #registers: CountRegisters = { pulses: 0, shift: 0, threshold: 1 };

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
    this.#batches = batchesOf(shape);
    this.#rule = phaseRule(shape);
    this.#rounder = rounder(shape, this.#registers);
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
    this.#set(registers);
    const batches = this.#batches;
    const least = leastSlots(shape, registers);
    const hasSums = shape.accumulator === "cell";
    const isOpen = shape.writeVerify === "off";
    const isEvery = hasSums || shape.pulseLength === "fixed";
    const taken = isEvery ? shape.rows : operands.rowCount;
    for (let k = 0; k < taken; k++) {
      const row = isEvery ? k : (operands.rows[k] as number);
      for (let batch = 0; batch < batches; batch++) {
        this.#raising = 0;
        this.#lowering = 0;
        if (hasSums) this.#accumulate(row, batch, apply);
        else this.#pulseRow(row, batch);
        if (this.#words !== undefined) this.#words.advance(1);
        if (isOpen && this.#raising + this.#lowering + least > 0)
          addSlots(plan, this.#rule, this.#raising, this.#lowering, least);
      }
    }
    plan.controlCycles += rowControlCycles(shape, taken);
    return plan;
  }

  /** With other registers, sums that gave no pulse may give one. */
  #set(registers: CountRegisters): void {
    const { pulses, shift, threshold } = this.#registers;
    if (pulses === registers.pulses && shift === registers.shift && threshold === registers.threshold) return;
    this.#registers = registers;
    this.#rounder = rounder(this.shape, registers);
    this.#pending.fill(1);
  }

  #pulseRow(row: number, batch: number): void {
    const { x, xNegative, delta, deltaNegative, columns, starts } = this.#operands;
    const { countOf, first } = this.#rounder;
    const words = this.#words;
    const products = this.#products;
    const base = (x[row] as number) * this.#deltas;
    const negative = xNegative[row] as number;
    const firstColumn = batch * this.shape.lanes;
    const firstSynapse = row * this.shape.columns;
    const end = starts[batch + 1] as number;
    for (let k = starts[batch] as number; k < end; k++) {
      const column = columns[k] as number;
      const product = products[base + (delta[column] as number)] as number;
      if (product < first) continue;
      const n = countOf(product, words === undefined ? 0 : words.word(column - firstColumn, 0));
      if (n > 0) this.#add(firstSynapse + column, negative === (deltaNegative[column] as number), n);
    }
  }

  #add(synapse: number, raises: boolean, pulses: number): void {
    if (raises) {
      this.plan.add(synapse, pulses, ALL);
      if (pulses > this.#raising) this.#raising = pulses;
    } else {
      this.plan.add(synapse, -pulses, ALL);
      if (pulses > this.#lowering) this.#lowering = pulses;
    }
  }

  /** Adds the products of a row to its sums; with `apply`, sums that are large enough become pulses. */
  #accumulate(row: number, batch: number, apply: boolean): void {
    const { countOf, unit, first } = this.#rounder;
    const operands = this.#operands;
    const { delta, deltaNegative, columns: active, starts } = operands;
    const { columns, lanes, accumulatorBits } = this.shape;
    const magnitude = operands.x[row] as number;
    const place = row * this.#batches + batch;
    const wasPending = apply && this.#pending[place] === 1;
    if (magnitude === 0 && !wasPending) return;
    const most = 2 ** (accumulatorBits - 1) - 1;
    const base = magnitude * this.#deltas;
    const negative = operands.xNegative[row] as number;
    // Where nothing is pending, only sums that change can give pulses.
    const from = wasPending ? batch * lanes : (starts[batch] as number);
    const to = wasPending ? Math.min(columns, (batch + 1) * lanes) : (starts[batch + 1] as number);
    const sums = this.#sums;
    const products = this.#products;
    let isPending = !apply;
    for (let k = from; k < to; k++) {
      const column = wasPending ? k : (active[k] as number);
      const product = products[base + (delta[column] as number)] as number;
      const at = row * columns + column;
      let sum = (sums[at] as number) + (negative === (deltaNegative[column] as number) ? product : -product);
      if (sum > most) sum = most;
      else if (sum < -most) sum = -most;
      let size = sum < 0 ? -sum : sum;
      if (apply && size >= first) {
        const n = countOf(size, this.#words === undefined ? 0 : this.#words.word(column - batch * lanes, 0));
        if (n > 0) {
          this.#add(at, sum > 0, n);
          size -= n * unit;
          sum = sum < 0 ? -size : size;
          if (size < 0) size = -size;
        }
        if (size >= first) isPending = true;
      }
      sums[at] = sum;
    }
    this.#pending[place] = isPending ? 1 : 0;
  }
}

interface Rounder {
  readonly countOf: (magnitude: number, word: number) => number;
  /** What one pulse takes off a sum. */
  readonly unit: number;
  /** Least magnitude that can give a pulse. */
  readonly first: number;
}

function rounder({ rounding, encoding }: UnitShape, { pulses, shift, threshold }: CountRegisters): Rounder {
  const limit = encoding === "sign" ? Math.min(1, pulses) : pulses;
  const unit = rounding === "threshold" ? threshold : 2 ** shift;
  switch (rounding) {
    case "truncate":
      return { unit, first: unit, countOf: (size) => Math.min(limit, size >>> shift) };
    case "round": {
      const half = unit >>> 1;
      return { unit, first: Math.max(1, half), countOf: (size) => Math.min(limit, (size + half) >>> shift) };
    }
    case "stochastic": {
      const mask = unit - 1;
      return { unit, first: 1, countOf: (size, word) => Math.min(limit, (size + (word & mask)) >>> shift) };
    }
    case "threshold":
      return { unit, first: threshold, countOf: () => Math.min(limit, 1) };
  }
}
