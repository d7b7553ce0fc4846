import type { UnitShape } from "../../../generators/contract/index.ts";
import {
  batchesOf,
  deltaMagnitudeBits,
  laneGroup,
  rowGroup,
  trainLevel,
  wordSource,
  xMagnitudeBits,
} from "../../../generators/update-unit/index.ts";
import { coincidences, maskLength, onesOf } from "./bit-masks.ts";
import type { CountTable } from "./count-table.ts";
import { lineWords, type LineWords } from "./line-words.ts";
import { Operands } from "./operands.ts";
import { TabledPlanner } from "./planner-tabled.ts";
import { LINES, phaseRule, PulsePlan, type CountRegisters, type PhaseRule, type PulsePlanner } from "./pulse-plan.ts";
import { slotsOfPass } from "./trains.ts";

/** Which phase a pass is, and which directions take part in it. */
interface Phase {
  readonly kind: "ltp" | "ltd" | "both";
  readonly raises: boolean;
  readonly lowers: boolean;
}

const PHASES: Readonly<Record<PhaseRule, readonly Phase[]>> = {
  "one-ltp": [{ kind: "ltp", raises: true, lowers: true }],
  "all-in-both": [
    { kind: "ltp", raises: true, lowers: true },
    { kind: "ltd", raises: true, lowers: true },
  ],
  "by-direction": [
    { kind: "ltp", raises: true, lowers: false },
    { kind: "ltd", raises: false, lowers: true },
  ],
  simultaneous: [{ kind: "both", raises: true, lowers: true }],
};

/** Counts the slots of one pass, of which `firing` have pulses. */
function addPass(
  { pulseLength }: UnitShape,
  plan: PulsePlan,
  kind: Phase["kind"],
  firing: number,
  slots: number,
): void {
  const long = pulseLength === "fixed" ? slots : firing;
  plan.controlCycles += 2 + slots;
  if (kind === "ltp") plan.ltpSlots += long;
  else if (kind === "ltd") plan.ltdSlots += long;
  else plan.bothSlots += long;
}

/** Units with trains that follow from the codes: all rows at once. */
export class TrainPlanner extends TabledPlanner {
  protected pulse(table: CountTable, registers: CountRegisters): void {
    const { shape, plan, operands } = this;
    const length = maskLength(shape.maxPulses);
    const slots = slotsOfPass(shape, registers);
    plan.controlCycles += 1 + batchesOf(shape) + shape.rows;
    const rows = [new Int32Array(length), new Int32Array(length)] as const;
    for (let k = 0; k < operands.rowCount; k++) {
      const row = operands.rows[k] as number;
      join(rows[operands.xNegative[row] === 1 ? 1 : 0], table.rowMasks, (operands.x[row] as number) * length);
    }
    for (let batch = 0; batch < batchesOf(shape); batch++) {
      for (let k = 0; k < operands.rowCount; k++) this.pulseRow(operands.rows[k] as number, batch, table);
      const columns = [new Int32Array(length), new Int32Array(length)] as const;
      for (let k = operands.starts[batch] as number; k < (operands.starts[batch + 1] as number); k++) {
        const column = operands.columns[k] as number;
        const magnitude = operands.delta[column] as number;
        join(columns[operands.deltaNegative[column] === 1 ? 1 : 0], table.columnMasks, magnitude * length);
      }
      for (let sign = 0; sign < (shape.xSign === "signed" ? 2 : 1); sign++) {
        const [raising, lowering] = sign === 0 ? columns : [columns[1], columns[0]];
        for (const { kind, raises, lowers } of PHASES[phaseRule(shape)]) {
          let firing = 0;
          for (let entry = 0; entry < length; entry++) {
            const taking = (raises ? (raising[entry] as number) : 0) | (lowers ? (lowering[entry] as number) : 0);
            firing += onesOf(((sign === 0 ? rows[0] : rows[1])[entry] as number) & taking);
          }
          addPass(shape, plan, kind, firing, slots);
        }
      }
    }
  }
}

function join(into: Int32Array, masks: Int32Array, at: number): void {
  for (let entry = 0; entry < into.length; entry++)
    into[entry] = (into[entry] as number) | (masks[at + entry] as number);
}

/** Units with stochastic trains: fresh words for every line in every slot of every pass. */
export class StochasticPlanner implements PulsePlanner {
  readonly shape: UnitShape;
  readonly plan: PulsePlan;
  readonly #operands: Operands;
  readonly #rowWords: LineWords;
  readonly #laneWords: LineWords;
  readonly #rowTrains: Int32Array;
  readonly #columnTrains: Int32Array;
  readonly #length: number;
  readonly #phases: readonly Phase[];
  /** Rows and columns of the present pass whose trains fire at all. */
  readonly #rows: Int16Array;
  readonly #columns: Int16Array;

  constructor(shape: UnitShape) {
    this.shape = shape;
    this.#length = maskLength(shape.maxPulses);
    this.#phases = PHASES[phaseRule(shape)];
    const entries = shape.rows * shape.columns * (phaseRule(shape) === "all-in-both" ? 2 : 1);
    this.plan = new PulsePlan(entries);
    this.#operands = new Operands(shape);
    this.#rowWords = lineWords(wordSource(shape), rowGroup(shape), shape.maxPulses);
    this.#laneWords = lineWords(wordSource(shape), laneGroup(shape), shape.maxPulses);
    this.#rowTrains = new Int32Array(shape.rows * this.#length);
    this.#columnTrains = new Int32Array(shape.columns * this.#length);
    this.#rows = new Int16Array(shape.rows);
    this.#columns = new Int16Array(shape.columns);
  }

  operate(x: Int16Array, delta: Int16Array, registers: CountRegisters): PulsePlan {
    const { shape, plan } = this;
    plan.clear();
    this.#operands.load(x, delta);
    plan.controlCycles = 1 + batchesOf(shape) + shape.rows;
    const signs = shape.xSign === "signed" ? 2 : 1;
    for (let batch = 0; batch < batchesOf(shape); batch++)
      for (let sign = 0; sign < signs; sign++)
        for (const phase of this.#phases) this.#pass(batch, sign, phase, slotsOfPass(shape, registers));
    return plan;
  }

  #pass(batch: number, sign: number, phase: Phase, slots: number): void {
    const { shape, plan } = this;
    const length = this.#length;
    let firing = 0;
    const columnCount = this.#drawColumns(batch, sign, phase, slots);
    if (columnCount > 0) {
      const rowCount = this.#drawRows(sign, slots);
      firing = this.#coincide(rowCount, columnCount);
      const lines = phase.kind === "both" ? LINES.all : LINES[phase.kind];
      const [rows, columns, rowTrains, columnTrains] = [this.#rows, this.#columns, this.#rowTrains, this.#columnTrains];
      const { deltaNegative } = this.#operands;
      for (let r = 0; r < rowCount; r++) {
        const row = rows[r] as number;
        const first = row * shape.columns;
        const rowTrain = rowTrains[row * length] as number;
        for (let c = 0; c < columnCount; c++) {
          const column = columns[c] as number;
          let n: number;
          if (length === 1) {
            const both = rowTrain & (columnTrains[column] as number);
            if (both === 0) continue;
            n = onesOf(both);
          } else {
            n = coincidences(rowTrains, row * length, columnTrains, column * length, length);
            if (n === 0) continue;
          }
          plan.add(first + column, sign === (deltaNegative[column] as number) ? n : -n, lines);
        }
      }
    }
    this.#rowWords.advance(slots);
    this.#laneWords.advance(slots);
    addPass(shape, plan, phase.kind, firing, slots);
  }

  #drawColumns(batch: number, sign: number, { raises, lowers }: Phase, slots: number): number {
    const { delta, deltaNegative, columns, starts } = this.#operands;
    const bits = deltaMagnitudeBits(this.shape);
    const mask = 2 ** bits - 1;
    const first = batch * this.shape.lanes;
    let count = 0;
    for (let k = starts[batch] as number; k < (starts[batch + 1] as number); k++) {
      const column = columns[k] as number;
      if (!((deltaNegative[column] as number) === sign ? raises : lowers)) continue;
      const at = column * this.#length;
      const level = trainLevel(delta[column] as number, bits);
      this.#laneWords.train(column - first, level, mask, slots, this.#columnTrains, at);
      if (this.#isEmpty(this.#columnTrains, at, slots)) continue;
      this.#columns[count++] = column;
    }
    return count;
  }

  #drawRows(sign: number, slots: number): number {
    const { x, xNegative, rows, rowCount } = this.#operands;
    const bits = xMagnitudeBits(this.shape);
    const mask = 2 ** bits - 1;
    let count = 0;
    for (let k = 0; k < rowCount; k++) {
      const row = rows[k] as number;
      if ((xNegative[row] as number) !== sign) continue;
      const at = row * this.#length;
      this.#rowWords.train(row, trainLevel(x[row] as number, bits), mask, slots, this.#rowTrains, at);
      if (this.#isEmpty(this.#rowTrains, at, slots)) continue;
      this.#rows[count++] = row;
    }
    return count;
  }

  /** Also clears what a shorter train left of an older, longer one. */
  #isEmpty(trains: Int32Array, at: number, slots: number): boolean {
    for (let entry = maskLength(slots); entry < this.#length; entry++) trains[at + entry] = 0;
    for (let entry = 0; entry < this.#length; entry++) if (trains[at + entry] !== 0) return false;
    return true;
  }

  /** Slots in which any row meets any column. */
  #coincide(rowCount: number, columnCount: number): number {
    const length = this.#length;
    let firing = 0;
    for (let entry = 0; entry < length; entry++) {
      let rows = 0;
      let columns = 0;
      for (let r = 0; r < rowCount; r++) rows |= this.#rowTrains[(this.#rows[r] as number) * length + entry] as number;
      for (let c = 0; c < columnCount; c++)
        columns |= this.#columnTrains[(this.#columns[c] as number) * length + entry] as number;
      firing += onesOf(rows & columns);
    }
    return firing;
  }
}
