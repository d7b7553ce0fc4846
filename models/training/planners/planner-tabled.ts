import type { UnitShape } from "../../../generators/contract/index.ts";
import { batchesOf } from "../../../generators/update-unit/index.ts";
import { countTable, type CountTable } from "./count-table.ts";
import { Operands } from "./operands.ts";
import {
  addSlots,
  LINES,
  phaseCount,
  phaseRule,
  PulsePlan,
  type CountRegisters,
  type PulsePlanner,
} from "./pulse-plan.ts";

/** A local name is faster in a loop than an import. */
const ALL = LINES.all;

/** What planners that look counts up share: tables by registers, and the pairs of one row and batch. */
export abstract class TabledPlanner implements PulsePlanner {
  readonly shape: UnitShape;
  readonly plan: PulsePlan;
  protected readonly operands: Operands;
  /** Most pulses of the present row and batch, by direction. */
  protected raising = 0;
  protected lowering = 0;
  readonly #tables = new Map<string, CountTable>();

  constructor(shape: UnitShape) {
    this.shape = shape;
    this.plan = new PulsePlan(shape.rows * shape.columns);
    this.operands = new Operands(shape);
  }

  operate(x: Int16Array, delta: Int16Array, registers: CountRegisters): PulsePlan {
    if (this.shape.rounding === "threshold" && registers.threshold < 1)
      throw new RangeError(`planner: got threshold ${registers.threshold}, expected at least 1`);
    this.plan.clear();
    this.operands.load(x, delta);
    this.pulse(this.#tableFor(registers), registers);
    return this.plan;
  }

  protected abstract pulse(table: CountTable, registers: CountRegisters): void;

  #tableFor(registers: CountRegisters): CountTable {
    const key = `${registers.pulses} ${registers.shift} ${registers.threshold}`;
    let table = this.#tables.get(key);
    if (table === undefined) this.#tables.set(key, (table = countTable(this.shape, registers)));
    return table;
  }

  /** Adds the pulses of one row with the columns of one batch. */
  protected pulseRow(row: number, batch: number, { counts, deltas, least }: CountTable): void {
    this.raising = 0;
    this.lowering = 0;
    const { x, xNegative, delta, deltaNegative, columns, starts, largest } = this.operands;
    const magnitude = x[row] as number;
    if ((largest[batch] as number) < (least[magnitude] as number)) return;
    const { synapses, pulses, lines } = this.plan;
    const base = magnitude * deltas;
    const first = row * this.shape.columns;
    const sign = xNegative[row] as number;
    const end = starts[batch + 1] as number;
    let count = this.plan.count;
    let [raising, lowering] = [0, 0];
    for (let k = starts[batch] as number; k < end; k++) {
      const column = columns[k] as number;
      const n = counts[base + (delta[column] as number)] as number;
      if (n === 0) continue;
      synapses[count] = first + column;
      lines[count] = ALL;
      if (sign === (deltaNegative[column] as number)) {
        pulses[count] = n;
        if (n > raising) raising = n;
      } else {
        pulses[count] = -n;
        if (n > lowering) lowering = n;
      }
      count++;
    }
    this.plan.count = count;
    this.raising = raising;
    this.lowering = lowering;
  }
}

/** Row-serial units whose counts follow from the codes alone. */
export class RowPlanner extends TabledPlanner {
  protected pulse(table: CountTable, registers: CountRegisters): void {
    const { shape, plan, operands } = this;
    const batches = batchesOf(shape);
    const rule = phaseRule(shape);
    const least = leastSlots(shape, registers);
    const isFixed = shape.pulseLength === "fixed";
    // Verified counts are pulsed one at a time, by `ClosedLoop`.
    const isOpen = shape.writeVerify === "off";
    const taken = isFixed ? shape.rows : operands.rowCount;
    for (let k = 0; k < taken; k++) {
      const row = isFixed ? k : (operands.rows[k] as number);
      for (let batch = 0; batch < batches; batch++) {
        this.pulseRow(row, batch, table);
        if (isOpen) addSlots(plan, rule, this.raising, this.lowering, least);
      }
    }
    plan.controlCycles += rowControlCycles(shape, taken);
  }
}

/** Slots that every phase of a row-serial unit has at least. */
export function leastSlots({ pulseLength, encoding }: UnitShape, { pulses }: CountRegisters): number {
  if (pulseLength === "as-needed") return 0;
  return encoding === "sign" ? Math.min(1, pulses) : pulses;
}

/** Cycles of a row-serial operation in which no slot is decided on or pulsed, `taken` rows not being skipped. */
export function rowControlCycles(shape: UnitShape, taken: number): number {
  const batches = batchesOf(shape);
  const ofBatch =
    (shape.accumulator === "cell" ? 4 : 2) + (shape.writeVerify === "on" ? 1 : phaseCount(phaseRule(shape)));
  return 1 + batches + shape.rows + taken * batches * ofBatch;
}
