import type { RowSize } from "../columns.ts";
import type { MemoryField, TokenNumbers, TokenRows } from "../token-rows.ts";
import type { Box, Levels } from "./levels.ts";
import { rangesOf, type Numbers, type RowRange } from "./row-range.ts";

/** What follows from tiles, the workload and memories over the rows of boxes. */
export class BoxTokens {
  readonly #tokens: TokenRows;
  readonly #ranges: BoxRanges;
  /** Of memories, as far as they were asked for. */
  readonly #memories = new Map<MemoryField, Levels<RowRange>>();

  /** @param ranges of all settings with these columns */
  constructor(tokens: TokenRows, ranges: BoxRanges) {
    this.#tokens = tokens;
    this.#ranges = ranges;
  }

  range(field: keyof TokenNumbers, box: Box): RowRange {
    return this.#ranges.of(this.#tokens.columns[field]).at(box);
  }

  memory(field: MemoryField, box: Box): RowRange {
    const known = this.#memories.get(field) ?? rangesOf(this.#tokens.memoryColumn(field), this.#ranges.size);
    this.#memories.set(field, known);
    return known.at(box);
  }
}

/** Ranges of columns, each made once. */
export class BoxRanges {
  readonly size: RowSize;
  readonly #known = new Map<Numbers, Levels<RowRange>>();

  constructor(size: RowSize) {
    this.size = size;
  }

  of(column: Numbers): Levels<RowRange> {
    const known = this.#known.get(column) ?? rangesOf(column, this.size);
    this.#known.set(column, known);
    return known;
  }
}
