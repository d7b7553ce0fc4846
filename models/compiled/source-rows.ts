import type { CoreCost, CostPieces, TopPieces } from "../cost/cost-model.ts";
import type { DesignCells } from "./design-cells.ts";
import type { RowList, RowMemory } from "./kernels/row-memory.ts";
import { NetEnergies } from "./net-energies.ts";
import { PartColumns, type PartNumbers } from "./part-columns.ts";
import { costLists, costsIn, ENERGY_FIELDS, type RowCostLists, type RowCosts } from "./row-costs.ts";
import { RowSum } from "./row-sum.ts";
import { SourceTops } from "./source-tops.ts";

/** What one source of costs says of the designs of rows. */
export class SourceRows {
  /** Where the places begin and end that `narrow` left. */
  from = 0;
  to = 0;
  /** Numbers of the designs of the current row, as far as they were filled in. */
  readonly costs: RowCosts;
  /** The same in the memory of the rows. */
  readonly lists: RowCostLists;
  readonly #source: number;
  readonly #cells: DesignCells;
  /** What a fan-out buffer costs. */
  readonly buffer: TopPieces["buffer"];
  readonly tops: SourceTops;
  readonly nets: NetEnergies;
  /** In the order of the parts. */
  readonly columns: readonly PartColumns[];
  readonly #isComplete: boolean;
  /** The same in stages: after each, designs are held against the largest area. */
  readonly #stages: readonly (readonly PartColumns[])[];
  readonly #sums: { readonly area: RowSum; readonly leakage: RowSum; readonly energies: readonly RowSum[] };
  /** What stands in the lists: of which row, as far as it was asked for. Of one row, several settings ask one after the other. */
  readonly #filled = { moves: -1, first: 0, last: 0, mostUm2: 0, hasCosts: false, energiesFrom: 0, energiesTo: 0 };

  /** @param copies values of the parameter along which rows run */
  constructor(
    source: number,
    { top: pieces, isComplete }: CostPieces,
    cells: DesignCells,
    memory: RowMemory,
    copies: RowList,
  ) {
    const { length } = cells;
    this.#source = source;
    this.#cells = cells;
    this.buffer = pieces.buffer;
    this.tops = new SourceTops(pieces, cells, copies, memory);
    this.nets = new NetEnergies(this.tops, cells);
    this.columns = cells.parts.map((part) => new PartColumns(part, source, copies.numbers, memory));
    this.#isComplete = isComplete;
    this.#stages = inStages(this.columns, ({ part }) => part.price.combinations);
    this.lists = costLists(memory, length, this.tops.pathPs);
    this.costs = costsIn(this.lists);
    const sum = (): RowSum => new RowSum(memory, copies);
    this.#sums = { area: sum(), leakage: sum(), energies: ENERGY_FIELDS.map(sum) };
  }

  /** Whether the source knows all parts of all designs of the current row, as far as one can say before working them out. */
  isKnown(): boolean {
    if (this.#isComplete) return true;
    const columns = this.columns;
    for (let i = 0; i < columns.length; i++) if (!columns[i]!.isKnown()) return false;
    return true;
  }

  /** Whether it may know those of some. */
  isKnownSomewhere(): boolean {
    return this.columns.every((each) => each.part.price.isRow || each.isKnown());
  }

  /** Whether it knows those of one design. @throws what the source threw */
  isKnownAt(place: number): boolean {
    return this.#cells.parts.every(({ price }) => price.at(place).isKnownTo(this.#source));
  }

  /**
   * Narrows the places `first` … `last` − 1 down, from both ends, to those whose designs are not larger than `mostUm2`, as far
   * as their parts tell: those first that are worked out soonest, so that what many digits decide on (lanes, for the most
   * part) is worked out only for rows where something is left. Returns whether anything is.
   */
  narrow(first: number, last: number, mostUm2: number): boolean {
    const { areaUm2 } = this.costs;
    const filled = this.#filled;
    const { moves } = this.#cells;
    const isSame = filled.moves === moves && filled.mostUm2 === mostUm2;
    if (isSame && filled.first === first && filled.last === last) return this.from < this.to;
    [filled.moves, filled.first, filled.last, filled.mostUm2] = [moves, first, last, mostUm2];
    [filled.hasCosts, filled.energiesFrom, filled.energiesTo] = [false, last, first];
    const { area } = this.#sums;
    area.clear();
    let [from, to] = [first, last];
    for (let stage = 0; stage < this.#stages.length && from < to; stage++) {
      const columns = this.#stages[stage]!;
      for (let p = 0; p < columns.length; p++) addPart(area, columns[p]!, columns[p]!.costs(), 0);
      if (mostUm2 === Infinity) continue;
      area.into(this.lists.areaUm2, from, to);
      while (from < to && areaUm2[from]! > mostUm2) from++;
      while (from < to && areaUm2[to - 1]! > mostUm2) to--;
    }
    [this.from, this.to] = [from, to];
    return from < to;
  }

  /**
   * Fills in areas and paths of the designs that `narrow` left: NaN or 0 where something cannot be worked out, anything where
   * designs cannot be.
   */
  fillCosts(): void {
    if (this.#filled.hasCosts) return;
    this.#filled.hasCosts = true;
    const { from, to } = this;
    const { area } = this.#sums;
    area.add(this.tops.join(from, to).buffers, this.buffer.areaUm2);
    area.into(this.lists.areaUm2, from, to);
  }

  /** Fills in the other numbers at places `first` … `last` − 1, of which areas and paths were filled in last. */
  fillEnergies(first: number, last: number): void {
    const filled = this.#filled;
    if (filled.energiesFrom <= first && last <= filled.energiesTo) return;
    // Whoever asks for more asks again.
    const isAnyKnown = filled.energiesFrom < filled.energiesTo;
    const [from, to] = isAnyKnown ? [this.from, this.to] : [first, last];
    [filled.energiesFrom, filled.energiesTo] = [from, to];
    const { leakage, energies } = this.#sums;
    const top = this.tops.join(from, to);
    leakage.clear();
    leakage.add(top.buffers, this.buffer.leakageNw);
    for (let i = 0; i < ENERGY_FIELDS.length; i++) energies[i]!.clear();
    for (let p = 0; p < this.columns.length; p++) {
      const columns = this.columns[p]!;
      addPart(leakage, columns, columns.costs(), 1);
      const numbers = columns.energies();
      for (let i = 0; i < ENERGY_FIELDS.length; i++) addPart(energies[i]!, columns, numbers, i);
    }
    leakage.into(this.lists.leakageNw, from, to);
    this.nets.gather(top, energies[0]!, energies[1]!, from, to);
    for (let i = 0; i < ENERGY_FIELDS.length; i++) energies[i]!.into(this.lists[ENERGY_FIELDS[i]!], from, to);
    this.nets.addOthers(this.costs.loadFj, this.costs.holdFj);
  }

  /** Sums the costs of one design. @throws what the source threw */
  sumAt(place: number, core: CoreCost): void {
    this.tops.require(place);
    for (const { price } of this.#cells.parts) {
      price.at(place).costOf(this.#source);
      price.at(place).energyOf(this.#source);
    }
    this.narrow(place, place + 1, Infinity);
    this.fillCosts();
    this.fillEnergies(place, place + 1);
    const { areaUm2, leakageNw, loadFj, holdFj, idleFj, pathPs } = this.costs;
    core.areaUm2 = areaUm2[place]!;
    core.leakageNw = leakageNw[place]!;
    core.loadFj = loadFj[place]!;
    core.holdFj = holdFj[place]!;
    core.idleFj = idleFj[place]!;
    core.criticalPathPs = pathPs[place]!;
  }
}

/** Parts in the order in which they are worked out: most of them, then the two that most combinations decide on. */
export function inStages<T>(parts: readonly T[], combinationsOf: (part: T) => number): readonly (readonly T[])[] {
  const soonest = parts.toSorted((a, b) => combinationsOf(a) - combinationsOf(b));
  return [soonest.slice(0, -2), soonest.slice(-2, -1), soonest.slice(-1)];
}

/** Adds one of the numbers of a part. */
function addPart(sum: RowSum, { part }: PartColumns, { same, lists }: PartNumbers, which: number): void {
  if (same === undefined) sum.add(lists[which]!, part.otherCopies());
  else sum.addSame(same[which]! * part.otherCopies(), part.isCopiedAlong);
}
