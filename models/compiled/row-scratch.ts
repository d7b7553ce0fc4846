import type { Places, RowList, RowMemory } from "./kernels/row-memory.ts";

/** Numbers of a group, see the kernel `least`. */
export const GROUP = 16;

/** A list and the least number of each group; NaN where one of a group is. */
export interface MinimaList extends RowList {
  readonly least: RowList;
}

/** Lists that are written again for each row, whatever its setting. */
export class RowScratch {
  readonly memory: RowMemory;
  /** Places whose designs are not out yet. */
  readonly kept: Places;
  /** See the kernel `keep`. */
  readonly counts: Places;
  readonly #length: number;
  readonly #lists: MinimaList[] = [];

  constructor(memory: RowMemory, length: number) {
    this.memory = memory;
    this.kept = memory.places(length);
    this.counts = memory.places(2);
    this.#length = length;
  }

  /** Lists to put metrics of the designs of a row into. */
  metricLists(count: number): readonly MinimaList[] {
    while (this.#lists.length < count) {
      const least = this.memory.list(Math.ceil(this.#length / GROUP));
      this.#lists.push({ ...this.memory.list(this.#length), least });
    }
    return this.#lists;
  }
}
