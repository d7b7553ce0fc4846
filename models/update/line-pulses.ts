import type { UnitShape } from "../../generators/contract/index.ts";
import {
  batchesOf,
  deltaMagnitudeBits,
  drawsWords,
  isRowSerial,
  isUnidirectional,
  ofDelta,
  pulsesBoth,
  ofX,
  xMagnitudeBits,
} from "../../generators/update-unit/index.ts";
import { trainChance } from "../training/planners/line-words.ts";
import { maskLength } from "../training/planners/bit-masks.ts";
import { LINES, phaseRule, type CountRegisters, type PulsePlan } from "../training/planners/pulse-plan.ts";
import { slotsOfPass, trainMasks } from "../training/planners/trains.ts";

/** Times that lines are raised in one operation, by the kind of slot: LTP, LTD, or both at once. */
export interface LinePulses {
  rowLtp: number;
  rowLtd: number;
  rowBoth: number;
  columnLtp: number;
  columnLtd: number;
  columnBoth: number;
}

/** Counts to add to. */
export function noPulses(): LinePulses {
  return { rowLtp: 0, rowLtd: 0, rowBoth: 0, columnLtp: 0, columnLtd: 0, columnBoth: 0 };
}

/** Codes of one operation. */
interface Operation {
  readonly x: Int16Array;
  readonly delta: Int16Array;
  readonly registers: CountRegisters;
}

/**
 * Adds the line pulses of one operation. Row-serial units raise one row in every slot that has pulses, and each column as often
 * as its synapse is pulsed: exact, from the plan. Trains: counted slot by slot; of random trains the expected number.
 */
export function addLinePulses(shape: UnitShape, plan: PulsePlan, operation: Operation, into: LinePulses): void {
  if (isRowSerial(shape)) addSerial(shape, plan, into);
  else addTrains(shape, operation, into);
}

function addSerial(shape: UnitShape, plan: PulsePlan, into: LinePulses): void {
  const rule = phaseRule(shape);
  let [raising, lowering] = [0, 0];
  for (let entry = 0; entry < plan.count; entry++) {
    const pulses = plan.pulses[entry] ?? 0;
    const lines = plan.lines[entry] ?? 0;
    if (pulses > 0) raising += lines === LINES.ltd ? 0 : pulses;
    else lowering += lines === LINES.ltd ? 0 : -pulses;
  }
  // Slots of `pulseLength: fixed` in which nothing fires raise no line, so that rows are counted up to the columns' pulses.
  into.rowLtp += Math.min(plan.ltpSlots, raising + lowering);
  into.rowLtd += Math.min(plan.ltdSlots, raising + lowering);
  into.rowBoth += Math.min(plan.bothSlots, raising + lowering);
  switch (rule) {
    case "one-ltp":
      into.columnLtp += raising + lowering;
      return;
    case "by-direction":
      into.columnLtp += raising;
      into.columnLtd += lowering;
      return;
    case "all-in-both":
      into.columnLtp += raising + lowering;
      into.columnLtd += raising + lowering;
      return;
    case "simultaneous":
      into.columnBoth += (raising + lowering) * linesOfColumn(shape);
      return;
  }
}

/** Column lines that a synapse raises when both phases are one. */
function linesOfColumn(shape: UnitShape): number {
  return pulsesBoth(shape) ? 2 : 1;
}

/** Which lines of a group take part in a pass, by their magnitudes. */
type Magnitudes = readonly number[];

function addTrains(shape: UnitShape, { x, delta, registers }: Operation, into: LinePulses): void {
  const count = drawsWords(shape) ? randomCounter(shape, registers) : maskCounter(shape, registers);
  const rows = Array.from(x, (value) => ofX(shape, value));
  const columns = Array.from(delta, (value) => ofDelta(shape, value));
  const isBoth = pulsesBoth(shape);
  for (let batch = 0; batch < batchesOf(shape); batch++) {
    const lanes = columns.slice(batch * shape.lanes, (batch + 1) * shape.lanes);
    for (const passSign of shape.xSign === "signed" ? [1, -1] : [1]) {
      const firing = magnitudes(rows, ({ sign }) => sign === passSign);
      const up = magnitudes(lanes, ({ sign }) => sign === passSign);
      const down = magnitudes(lanes, ({ sign }) => sign !== passSign);
      const all = [...up, ...down];
      if (isUnidirectional(shape)) add(count(firing, all), "Ltp", 1, into);
      else if (shape.phases === "simultaneous") add(count(firing, all), "Both", linesOfColumn(shape), into);
      else {
        add(count(firing, isBoth ? all : up), "Ltp", 1, into);
        add(count(firing, isBoth ? all : down), "Ltd", 1, into);
      }
    }
  }
}

function magnitudes(
  lines: readonly { readonly sign: number; readonly magnitude: number }[],
  takesPart: (line: { readonly sign: number }) => boolean,
): Magnitudes {
  return lines.flatMap((line) => (takesPart(line) && line.magnitude > 0 ? [line.magnitude] : []));
}

interface Counted {
  readonly rows: number;
  readonly columns: number;
}

type Counter = (rows: Magnitudes, columns: Magnitudes) => Counted;

function add({ rows, columns }: Counted, kind: "Ltp" | "Ltd" | "Both", linesOfColumn: number, into: LinePulses): void {
  into[`row${kind}`] += rows;
  into[`column${kind}`] += columns * linesOfColumn;
}

/** Lines are raised in slots in which a row and a column fire. */
function maskCounter(shape: UnitShape, registers: CountRegisters): Counter {
  const length = maskLength(shape.maxPulses);
  const slots = slotsOfPass(shape, registers);
  const [rowMasks, columnMasks] = [trainMasks(shape, "row", registers), trainMasks(shape, "column", registers)];
  const fires = (masks: Int32Array, magnitude: number, slot: number): number =>
    ((masks[magnitude * length + (slot >>> 5)] ?? 0) >>> (slot & 31)) & 1;
  const firing = (masks: Int32Array, lines: Magnitudes, slot: number): number =>
    lines.reduce((sum, magnitude) => sum + fires(masks, magnitude, slot), 0);
  return (rows, columns) => {
    let counted = { rows: 0, columns: 0 };
    for (let slot = 0; slot < slots; slot++) {
      const [r, c] = [firing(rowMasks, rows, slot), firing(columnMasks, columns, slot)];
      if (r > 0 && c > 0) counted = { rows: counted.rows + r, columns: counted.columns + c };
    }
    return counted;
  };
}

/** Lines fire independently of each other, in every slot with the chance of their magnitude. */
function randomCounter(shape: UnitShape, { pulses: slots }: CountRegisters): Counter {
  const [xBits, deltaBits] = [xMagnitudeBits(shape), deltaMagnitudeBits(shape)];
  const chances = (lines: Magnitudes, bits: number) => lines.map((m) => trainChance(m, bits, shape.lfsrBits));
  return (rowLines, columnLines) => {
    const [rows, columns] = [chances(rowLines, xBits), chances(columnLines, deltaBits)];
    const sum = (values: readonly number[]): number => values.reduce((total, p) => total + p, 0);
    const any = (values: readonly number[]): number => 1 - values.reduce((none, p) => none * (1 - p), 1);
    return { rows: slots * sum(rows) * any(columns), columns: slots * sum(columns) * any(rows) };
  };
}
