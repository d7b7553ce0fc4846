import type { LookupTable, TechnologyTables } from "./tables.ts";

/**
 * Value of a table, bilinear between its entries and straight on beyond the ends, as OpenSTA does it
 * (liberty/TableModel.cc). An axis with one entry does not matter.
 * @param slewPs input slew [ps], the rows
 * @param load output load [fF], or of a setup table the clock's slew [ps]: the columns
 * @returns in the table's own unit: ps or fJ; may be negative far outside the table
 */
export function tableAt(tables: TechnologyTables, table: LookupTable, slewPs: number, load: number): number {
  const slews = tables.axes[table.slew] ?? [];
  const loads = tables.axes[table.load] ?? [];
  const { values } = table;
  const columns = loads.length;
  let column = 0;
  let along = 0;
  if (columns > 1) {
    column = segment(loads, load);
    along = fraction(loads, column, load);
  }
  if (slews.length < 2) return between(values, column, along);
  const row = segment(slews, slewPs);
  const down = fraction(slews, row, slewPs);
  const upper = between(values, row * columns + column, along);
  const lower = between(values, (row + 1) * columns + column, along);
  return upper + down * (lower - upper);
}

/** Segment of an ascending axis with at least two entries that a position is in; the first or last one beyond the ends. */
function segment(axis: readonly number[], position: number): number {
  const last = axis.length - 2;
  let index = 0;
  while (index < last && position >= (axis[index + 1] ?? Infinity)) index += 1;
  return index;
}

function fraction(axis: readonly number[], index: number, position: number): number {
  const from = axis[index] ?? 0;
  return (position - from) / ((axis[index + 1] ?? 1) - from);
}

function between(values: readonly number[], index: number, along: number): number {
  const from = values[index] ?? NaN;
  return along === 0 ? from : from + along * ((values[index + 1] ?? NaN) - from);
}

/** Setup time of a flip-flop's data pin, for a clock of the slew of `fo4` [ps]. */
export function setupPs(tables: TechnologyTables, table: LookupTable, dataSlewPs: number): number {
  return tableAt(tables, table, dataSlewPs, tables.fo4.slewPs);
}
