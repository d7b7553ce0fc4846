import type { Cell } from "../cells.ts";
import type { RowNumber, RowSize } from "../columns.ts";
import { Levels } from "./levels.ts";

/** A number at each place of a row, or one that is the same at all. */
export type RowOf = number | Float64Array;

/** A number of the designs of rows: the least and the largest at each place; NaN where there is none. */
export interface RowRange {
  readonly low: RowOf;
  readonly high: RowOf;
}

/** Numbers along rows, e.g. a column. */
export interface Numbers {
  readonly cell: Cell<unknown>;
  now(): RowNumber;
}

export function at(row: RowOf, place: number): number {
  return typeof row === "number" ? row : row[place]!;
}

/** Numbers over the rows of boxes. */
export function rangesOf(column: Numbers, size: RowSize): Levels<RowRange> {
  return new Levels<RowRange>(
    column.cell.walk,
    column.cell.digits,
    () => {
      const now = column.now();
      const exact = now.same ?? now.row;
      return { low: exact, high: exact };
    },
    (a, b) => ({ low: leastOf(a.low, b.low, size), high: mostOf(a.high, b.high, size) }),
  );
}

/** The smaller number at each place: of two rows one, if it is that. NaN counts as none. */
export function leastOf(a: RowOf, b: RowOf, size: RowSize): RowOf {
  return bestOf(a, b, size, (x, y) => !(x > y));
}

/** The larger one. */
export function mostOf(a: RowOf, b: RowOf, size: RowSize): RowOf {
  return bestOf(a, b, size, (x, y) => !(x < y));
}

/** @param isFirst whether the first of two numbers is taken */
function bestOf(a: RowOf, b: RowOf, { length, memory }: RowSize, isFirst: (x: number, y: number) => boolean): RowOf {
  if (a === b) return a;
  const takesFirst = (x: number, y: number): boolean => Number.isNaN(y) || (!Number.isNaN(x) && isFirst(x, y));
  if (typeof a === "number" && typeof b === "number") return takesFirst(a, b) ? a : b;
  let [isA, isB] = [true, true];
  for (let place = 0; place < length && (isA || isB); place++) {
    const [x, y] = [at(a, place), at(b, place)];
    const best = takesFirst(x, y) ? x : y;
    if (best !== x) isA = false;
    if (best !== y) isB = false;
  }
  if (isA) return a;
  if (isB) return b;
  const best = memory.row(length);
  for (let place = 0; place < length; place++) {
    const [x, y] = [at(a, place), at(b, place)];
    best[place] = takesFirst(x, y) ? x : y;
  }
  return best;
}
