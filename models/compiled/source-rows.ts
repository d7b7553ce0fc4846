import type { BufferEnergy, CoreCost, TopPieces } from "../cost/cost-model.ts";
import { Column } from "./columns.ts";
import type { DesignCells, DesignCellsOptions, PartModules } from "./design-cells.ts";
import { PartColumns } from "./part-columns.ts";
import { RowSum } from "./row-sum.ts";
import { SourceTops } from "./source-tops.ts";
import type { ReaderPort } from "./wide-nets.ts";

/** Numbers of the designs of a row, see `CoreCost`; lists are overwritten by the next row. */
export type RowCosts = {
  readonly [Field in keyof CoreCost as Field extends "criticalPathPs" ? "pathPs" : Field]: Float64Array;
};

/** What a buffer on a net takes. */
type NetEnergy = { readonly [Name in keyof BufferEnergy]: Column<Pick<PartModules, "instance">> };

const ENERGIES = ["loadFj", "holdFj", "idleFj"] as const;

/** What one source of costs says of the designs of rows. */
export class SourceRows {
  readonly #source: number;
  readonly #cells: DesignCells;
  readonly #buffer: TopPieces["buffer"];
  readonly #tops: SourceTops;
  readonly #columns: readonly PartColumns[];
  readonly #costs: RowCosts;
  readonly #sums: { readonly area: RowSum; readonly leakage: RowSum; readonly energies: readonly RowSum[] };
  /** By id of the reader's port. */
  readonly #netEnergies: (NetEnergy | undefined)[] = [];

  constructor(source: number, pieces: TopPieces, cells: DesignCells, options: DesignCellsOptionsOfRows) {
    const { length } = cells;
    const zeros = (): Float64Array => new Float64Array(length);
    const copies = Float64Array.from(options.copies);
    this.#source = source;
    this.#cells = cells;
    this.#buffer = pieces.buffer;
    this.#tops = new SourceTops(pieces, cells, copies);
    this.#columns = cells.parts.map((part) => new PartColumns(part, source, copies));
    this.#costs = {
      areaUm2: zeros(),
      leakageNw: zeros(),
      pathPs: this.#tops.pathPs,
      loadFj: zeros(),
      holdFj: zeros(),
      idleFj: zeros(),
    };
    this.#sums = {
      area: new RowSum(copies),
      leakage: new RowSum(copies),
      energies: ENERGIES.map(() => new RowSum(copies)),
    };
  }

  /** Whether the source knows all parts of all designs of the current row. */
  isKnown(): boolean {
    const columns = this.#columns;
    for (let i = 0; i < columns.length; i++) if (!columns[i]!.isKnown()) return false;
    return true;
  }

  /** Whether it may know those of some. */
  isKnownSomewhere(): boolean {
    return this.#columns.every((each) => each.part.price.isRow || each.isKnown());
  }

  /** Whether it knows those of one design. @throws what the source threw */
  isKnownAt(place: number): boolean {
    return this.#cells.parts.every(({ price }) => price.at(place).isKnownTo(this.#source));
  }

  /**
   * Areas and paths of the designs at places `first` … `last` − 1 of the current row, all of which the source must know; NaN
   * or 0 where something cannot be worked out. The other lists are of an earlier row.
   */
  costs(first: number, last: number): RowCosts {
    const { areaUm2 } = this.#costs;
    const top = this.#tops.current();
    this.#sumCosts();
    this.#sums.area.into(areaUm2, first, last);
    const { buffers } = top;
    const each = this.#buffer.areaUm2;
    for (let k = first; k < last; k++) areaUm2[k] = areaUm2[k]! + buffers[k]! * each;
    return this.#costs;
  }

  /** Fills the other lists, for some places of the row whose costs were asked for last, in ascending order. */
  fillEnergies(places: Int32Array, count: number): void {
    const costs = this.#costs;
    const { leakageNw } = costs;
    const { buffers } = this.#tops.current();
    this.#sums.leakage.intoPlaces(leakageNw, places, count);
    const each = this.#buffer.leakageNw;
    for (let i = 0; i < count; i++) leakageNw[places[i]!] = leakageNw[places[i]!]! + buffers[places[i]!]! * each;
    this.#sumEnergies();
    for (let i = 0; i < ENERGIES.length; i++) this.#sums.energies[i]!.intoPlaces(costs[ENERGIES[i]!], places, count);
    this.#addNets(places, count);
  }

  /** Sums the costs of one design. @throws what the source threw */
  sumAt(place: number, core: CoreCost): void {
    this.#tops.require(place);
    for (const { price } of this.#cells.parts) {
      price.at(place).costOf(this.#source);
      price.at(place).energyOf(this.#source);
    }
    const { areaUm2, leakageNw, loadFj, holdFj, idleFj, pathPs } = this.costs(place, place + 1);
    this.fillEnergies(Int32Array.of(place), 1);
    core.areaUm2 = areaUm2[place]!;
    core.leakageNw = leakageNw[place]!;
    core.loadFj = loadFj[place]!;
    core.holdFj = holdFj[place]!;
    core.idleFj = idleFj[place]!;
    core.criticalPathPs = pathPs[place]!;
  }

  /** Sets what areas and leakages are the sums of. */
  #sumCosts(): void {
    const { area, leakage } = this.#sums;
    area.clear();
    leakage.clear();
    const columns = this.#columns;
    for (let i = 0; i < columns.length; i++) {
      const each = columns[i]!;
      if (each.isRow) {
        const lists = each.costRows();
        area.add(lists[0]!);
        leakage.add(lists[1]!);
      } else {
        const numbers = each.costs();
        const { isCopiedAlong } = each.part;
        const copies = each.part.otherCopies();
        area.addSame(numbers[0]! * copies, isCopiedAlong);
        leakage.addSame(numbers[1]! * copies, isCopiedAlong);
      }
    }
  }

  /** Sets what energies are the sums of, those of nets apart. */
  #sumEnergies(): void {
    const { energies } = this.#sums;
    for (let i = 0; i < energies.length; i++) energies[i]!.clear();
    const columns = this.#columns;
    for (let p = 0; p < columns.length; p++) {
      const each = columns[p]!;
      if (each.isRow) {
        const lists = each.energyRows();
        for (let i = 0; i < energies.length; i++) energies[i]!.add(lists[i]!);
      } else {
        const numbers = each.energies();
        const copies = each.part.otherCopies();
        for (let i = 0; i < energies.length; i++) energies[i]!.addSame(numbers[i]! * copies, each.part.isCopiedAlong);
      }
    }
  }

  /** Adds what buffers on nets take. */
  #addNets(places: Int32Array, count: number): void {
    const { loadFj, holdFj } = this.#costs;
    let [from, to, run] = [0, 0, -1];
    this.#tops.current().visitNets((reader, begin, end, buffers, list) => {
      if (begin !== run) [from, to, run] = [firstFrom(places, count, begin), firstFrom(places, count, end), begin];
      if (from === to) return;
      const energy = this.#netEnergy(reader);
      if (list !== undefined) addProducts(loadFj, holdFj, places, from, to, list, energy);
      else addTimes(loadFj, holdFj, places, from, to, buffers, energy);
    });
  }

  #netEnergy(reader: ReaderPort): NetEnergy {
    return (this.#netEnergies[reader.id] ??= this.#makeNetEnergy(reader));
  }

  #makeNetEnergy({ part: name, port }: ReaderPort): NetEnergy {
    const part = this.#cells.parts.find((each) => each.name === name);
    if (part === undefined) throw new Error(`internal: there is no part ${name}`);
    const column = (what: keyof BufferEnergy) =>
      new Column(part.ports, this.#cells.length, ({ instance }) =>
        instance === undefined ? 0 : this.#tops.bufferEnergy(instance, port)[what],
      );
    return { loadFj: column("loadFj"), holdFj: column("holdFj") };
  }
}

/** What rows need of a space besides its cells. */
export type DesignCellsOptionsOfRows = Pick<DesignCellsOptions, "generator" | "valuesAt"> & {
  readonly copies: readonly number[];
};

/** Adds so many buffers at each of the places `places[from]` … `places[to − 1]`. */
function addProducts(
  loadFj: Float64Array,
  holdFj: Float64Array,
  places: Int32Array,
  from: number,
  to: number,
  buffers: Float64Array,
  energy: NetEnergy,
): void {
  const [load, hold] = [energy.loadFj.current(), energy.holdFj.current()];
  for (let i = from; i < to; i++) {
    const k = places[i]!;
    const count = buffers[k]!;
    loadFj[k] = loadFj[k]! + count * load[k]!;
    holdFj[k] = holdFj[k]! + count * hold[k]!;
  }
}

/** The same, as many at each place. */
function addTimes(
  loadFj: Float64Array,
  holdFj: Float64Array,
  places: Int32Array,
  from: number,
  to: number,
  count: number,
  energy: NetEnergy,
): void {
  const [load, hold] = [energy.loadFj.current(), energy.holdFj.current()];
  for (let i = from; i < to; i++) {
    const k = places[i]!;
    loadFj[k] = loadFj[k]! + count * load[k]!;
    holdFj[k] = holdFj[k]! + count * hold[k]!;
  }
}

/** The first of ascending places that is not below one; `count` if none is. */
function firstFrom(places: Int32Array, count: number, place: number): number {
  let [low, high] = [0, count];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (places[middle]! < place) low = middle + 1;
    else high = middle;
  }
  return low;
}
