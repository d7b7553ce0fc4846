import type { DerivedCell } from "../cells.ts";
import { Column, type RowSize } from "../columns.ts";
import type { NarrowTop } from "../narrow-top.ts";
import type { TopCells } from "../row-of-tops.ts";
import type { Box, Levels } from "./levels.ts";
import { at, rangesOf, type RowRange } from "./row-range.ts";

/** What the tops of all rows of a box have at least, as one source of costs sees them: paths. */
export class BoxTops {
  readonly #paths: readonly Levels<RowRange>[];

  constructor(
    { first, rest, wide }: Pick<TopCells, "rest" | "wide"> & { readonly first: DerivedCell<NarrowTop> },
    size: RowSize,
  ) {
    const pathOf = ({ pathPs }: { readonly pathPs: number }): number => pathPs;
    this.#paths = [
      rangesOf(new Column(first, size, pathOf), size),
      rangesOf(new Column(rest, size, pathOf), size),
      rangesOf(new Column(wide, size, pathOf), size),
    ];
  }

  /** Puts paths into a row: at each place, that of no design is shorter [ps]. */
  fillPaths(paths: Float64Array, box: Box, from: number, to: number): void {
    paths.fill(0, from, to);
    for (const levels of this.#paths) {
      const { low } = levels.at(box);
      for (let place = from; place < to; place++) {
        const pathPs = at(low, place);
        if (pathPs > paths[place]!) paths[place] = pathPs;
      }
    }
  }
}
