import type { DesignCells } from "../design-cells.ts";
import type { RowList } from "../kernels/row-memory.ts";
import { RowSum } from "../row-sum.ts";
import { costLists, costsIn, ENERGY_FIELDS, type RowCostLists, type RowCosts } from "../row-costs.ts";
import { inStages, type SourceRows } from "../source-rows.ts";
import type { PartColumns } from "../part-columns.ts";
import { BoxBuffers } from "./box-buffers.ts";
import { BoxParts } from "./box-parts.ts";
import { BoxTops } from "./box-tops.ts";
import type { Box } from "./levels.ts";

/**
 * What the circuits of a box of rows cost at least: at each place, no design of the box is smaller, faster or takes less.
 */
export class BoxRows {
  /** Where the places begin and end that `narrow` left. */
  from = 0;
  to = 0;
  /** At each of them; lists are overwritten by the next box. */
  readonly costs: RowCosts;
  readonly #lists: RowCostLists;
  readonly #parts: readonly BoxParts[];
  readonly #stages: readonly (readonly BoxParts[])[];
  /** By source of costs. */
  readonly #tops: readonly BoxTops[];
  /** What buffers cost; undefined: there are several sources. */
  readonly #buffers: { readonly of: BoxBuffers; readonly areaUm2: number } | undefined;
  readonly #sum: RowSum;
  readonly #area: RowSum;
  /** Of one source. */
  readonly #otherPaths: Float64Array;

  /** @param copies values of the parameter along which rows run */
  constructor(cells: DesignCells, sources: readonly SourceRows[], copies: RowList) {
    const { memory, length } = cells;
    this.#parts = cells.parts.map((_, part) => {
      const [first, ...others] = sources.map(({ columns }) => columns[part]!);
      return new BoxParts([first, ...others] as [PartColumns, ...PartColumns[]], memory);
    });
    this.#stages = inStages(this.#parts, ({ combinations }) => combinations);
    this.#tops = sources.map(({ tops }) => new BoxTops(tops.made, cells));
    const [only, another] = sources;
    if (only !== undefined && another === undefined) {
      const { rest, wide } = only.tops.made;
      this.#buffers = { of: new BoxBuffers(rest, wide, only.nets, cells), areaUm2: only.buffer.areaUm2 };
    }
    this.#sum = new RowSum(memory, copies);
    this.#area = new RowSum(memory, copies);
    this.#otherPaths = new Float64Array(length);
    this.#lists = costLists(memory, length);
    this.costs = costsIn(this.#lists);
  }

  /**
   * Narrows the places `first` … `last` − 1 down, from both ends, to those where a design may be no larger than `mostUm2` and no
   * slower than `periodPs`; fills in areas and paths. Returns whether any is left.
   */
  narrow(box: Box, first: number, last: number, mostUm2: number, periodPs: number): boolean {
    const { areaUm2, pathPs } = this.costs;
    const area = this.#area;
    area.clear();
    let [from, to] = [first, last];
    for (let stage = 0; stage < this.#stages.length && from < to; stage++) {
      const parts = this.#stages[stage]!;
      for (let p = 0; p < parts.length; p++) parts[p]!.addCost(area, box, 0);
      area.into(this.#lists.areaUm2, from, to);
      while (from < to && areaUm2[from]! > mostUm2) from++;
      while (from < to && areaUm2[to - 1]! > mostUm2) to--;
    }
    if (from < to) {
      this.#fillPaths(box, from, to);
      while (from < to && pathPs[from]! > periodPs) from++;
      while (from < to && pathPs[to - 1]! > periodPs) to--;
    }
    [this.from, this.to] = [from, to];
    if (from === to) return false;
    this.#buffers?.of.addArea(areaUm2, box, this.#buffers.areaUm2, from, to);
    return true;
  }

  /** Fills in leakage and energies of the places that `narrow` left. */
  fillEnergies(box: Box): void {
    const { from, to } = this;
    this.#fill(this.#lists.leakageNw, from, to, (part, sum) => part.addCost(sum, box, 1));
    for (let i = 0; i < ENERGY_FIELDS.length; i++)
      this.#fill(this.#lists[ENERGY_FIELDS[i]!], from, to, (part, sum) => part.addEnergy(sum, box, i));
    this.#buffers?.of.addEnergies(this.costs.loadFj, this.costs.holdFj, box, from, to);
  }

  #fill(list: RowList, from: number, to: number, add: (part: BoxParts, sum: RowSum) => void): void {
    const sum = this.#sum;
    sum.clear();
    for (let p = 0; p < this.#parts.length; p++) add(this.#parts[p]!, sum);
    sum.into(list, from, to);
  }

  #fillPaths(box: Box, from: number, to: number): void {
    const { pathPs } = this.costs;
    this.#tops[0]!.fillPaths(pathPs, box, from, to);
    const other = this.#otherPaths;
    for (let source = 1; source < this.#tops.length; source++) {
      this.#tops[source]!.fillPaths(other, box, from, to);
      for (let place = from; place < to; place++) pathPs[place] = Math.min(pathPs[place]!, other[place]!);
    }
  }
}
