import { gridAt, type Grid } from "./grid.ts";

/**
 * Leaves out rows and columns that interpolation gives back, so that a technology stays a small file: libraries tabulate
 * delays that are nearly straight in the load, and slews that hardly depend on the input's, at seven points each.
 * Greedy: the row or column that is missed least goes first.
 * @param allowed largest error of each value, indexed like `values`. It holds at every point of the grid and at slew 0
 *   and load 0, where small cells work beyond the table.
 */
export function thin(grid: Grid, allowed: readonly number[]): Grid {
  const wanted = pointsOf(grid, allowed);
  let kept = grid;
  for (;;) {
    const candidates = [
      ...kept.rows.map((_, row) => withoutRow(kept, row)),
      ...kept.columns.map((_, column) => withoutColumn(kept, column)),
    ].filter(({ rows, columns }) => rows.length > 0 && columns.length > 0);
    const rated = candidates.map((candidate) => ({ candidate, excess: excessOf(candidate, wanted) }));
    const best = rated.reduce((least, each) => (each.excess < least.excess ? each : least), {
      candidate: kept,
      excess: Infinity,
    });
    if (best.excess > 1) return kept;
    kept = best.candidate;
  }
}

/** A value that the thinned grid must still give. */
interface Point {
  readonly row: number;
  readonly column: number;
  readonly value: number;
  readonly allowed: number;
}

function pointsOf(grid: Grid, allowed: readonly number[]): readonly Point[] {
  const positions = (axis: readonly number[]) => (axis.length > 1 ? [0, ...axis] : axis);
  return positions(grid.rows).flatMap((row) =>
    positions(grid.columns).map((column): Point => {
      const i = Math.max(0, grid.rows.indexOf(row)) * grid.columns.length + Math.max(0, grid.columns.indexOf(column));
      return { row, column, value: gridAt(grid, row, column), allowed: allowed[i] ?? 0 };
    }),
  );
}

/** The largest error in units of what is allowed. */
function excessOf(grid: Grid, wanted: readonly Point[]): number {
  let worst = 0;
  for (const { row, column, value, allowed } of wanted) {
    const error = Math.abs(gridAt(grid, row, column) - value);
    if (error > 0) worst = Math.max(worst, error / allowed);
    if (worst > 1) break;
  }
  return worst;
}

function withoutRow({ rows, columns, values }: Grid, row: number): Grid {
  const width = columns.length;
  return {
    rows: rows.toSpliced(row, 1),
    columns,
    values: values.toSpliced(row * width, width),
  };
}

function withoutColumn({ rows, columns, values }: Grid, column: number): Grid {
  return {
    rows,
    columns: columns.toSpliced(column, 1),
    values: values.filter((_, i) => i % columns.length !== column),
  };
}
