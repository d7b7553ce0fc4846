/** A table while it is being read: values over rows (input slew, ps) and columns (load, fF, or a second slew, ps). */
export interface Grid {
  /** Ascending; a single entry if the value does not depend on it. */
  readonly rows: readonly number[];
  readonly columns: readonly number[];
  /** `values[row · columns.length + column]`. */
  readonly values: readonly number[];
}

/** A grid with one value. */
export function constantGrid(value: number): Grid {
  return { rows: [0], columns: [0], values: [value] };
}

/** The same table with rows and columns exchanged. */
export function transpose({ rows, columns, values }: Grid): Grid {
  const turned = columns.flatMap((_, column) => rows.map((_row, row) => values[row * columns.length + column] ?? NaN));
  return { rows: columns, columns: rows, values: turned };
}

/** Entry by entry `join` of some grids on the finest axes among them. */
export function combine(grids: readonly Grid[], join: (values: readonly number[]) => number): Grid {
  const rows = longest(grids.map((grid) => grid.rows));
  const columns = longest(grids.map((grid) => grid.columns));
  const aligned = grids.map((grid) => resample(grid, rows, columns));
  const [first] = aligned;
  if (first === undefined) return constantGrid(0);
  return { rows, columns, values: first.values.map((_, i) => join(aligned.map((grid) => grid.values[i] ?? NaN))) };
}

/** The grid on other axes: bilinear, straight on beyond the ends. */
export function resample(grid: Grid, rows: readonly number[], columns: readonly number[]): Grid {
  if (sameAxis(grid.rows, rows) && sameAxis(grid.columns, columns)) return grid;
  return { rows, columns, values: rows.flatMap((row) => columns.map((column) => gridAt(grid, row, column))) };
}

/** Bilinear value of a grid, straight on beyond the ends; an axis with one entry does not matter. */
export function gridAt({ rows, columns, values }: Grid, row: number, column: number): number {
  const [i, x] = place(rows, row);
  const [j, y] = place(columns, column);
  const at = (di: number, dj: number): number => values[(i + di) * columns.length + j + dj] ?? 0;
  const low = (1 - y) * at(0, 0) + (y === 0 ? 0 : y * at(0, 1));
  if (x === 0) return low;
  return (1 - x) * low + x * ((1 - y) * at(1, 0) + (y === 0 ? 0 : y * at(1, 1)));
}

/** Segment that a position belongs to, and how far along it is; beyond the ends below 0 or above 1. */
function place(axis: readonly number[], position: number): readonly [index: number, fraction: number] {
  if (axis.length < 2) return [0, 0];
  let index = 0;
  while (index < axis.length - 2 && position >= (axis[index + 1] ?? Infinity)) index += 1;
  const [from = 0, to = 1] = axis.slice(index, index + 2);
  return [index, (position - from) / (to - from)];
}

function longest(axes: readonly (readonly number[])[]): readonly number[] {
  return axes.reduce((best, axis) => (axis.length > best.length ? axis : best), axes[0] ?? [0]);
}

function sameAxis(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((value, i) => value === b[i]);
}
