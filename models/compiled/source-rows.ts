import type { BufferEnergy, CoreCost, CostPieces, TopPieces } from "../cost/cost-model.ts";
import { Column } from "./columns.ts";
import type { DesignCells, PartModules } from "./design-cells.ts";
import { PartColumns } from "./part-columns.ts";
import type { TopJoiner } from "./row-of-tops.ts";
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
  readonly #isComplete: boolean;
  /** The same in stages: after each, designs are held against the largest area. */
  readonly #stages: readonly (readonly PartColumns[])[];
  readonly #costs: RowCosts;
  readonly #sums: { readonly area: RowSum; readonly leakage: RowSum; readonly energies: readonly RowSum[] };
  /** By id of the reader's port. */
  readonly #netEnergies: (NetEnergy | undefined)[] = [];

  /** @param along values of the parameter along which rows run */
  constructor(source: number, { top: pieces, isComplete }: CostPieces, cells: DesignCells, along: readonly number[]) {
    const { length } = cells;
    const zeros = (): Float64Array => new Float64Array(length);
    const copies = Float64Array.from(along);
    this.#source = source;
    this.#cells = cells;
    this.#buffer = pieces.buffer;
    this.#tops = new SourceTops(pieces, cells, copies);
    this.#columns = cells.parts.map((part) => new PartColumns(part, source, copies));
    this.#isComplete = isComplete;
    const soonest = this.#columns.toSorted((a, b) => a.part.price.combinations - b.part.price.combinations);
    this.#stages = [soonest.slice(0, -2), soonest.slice(-2, -1), soonest.slice(-1)];
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

  /** Whether the source knows all parts of all designs of the current row, as far as one can say before working them out. */
  isKnown(): boolean {
    if (this.#isComplete) return true;
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
   * Takes those places out of a list, in ascending order, whose designs are larger than `mostUm2`, as far as their parts
   * tell: those first that are worked out soonest, so that what many digits decide on (lanes, for the most part) is worked
   * out only for rows where something is left. Returns how many places are left.
   */
  dropLarge(places: Int32Array, count: number, mostUm2: number): number {
    const { areaUm2 } = this.#costs;
    const { area } = this.#sums;
    area.clear();
    let left = count;
    for (let stage = 0; stage < this.#stages.length && left > 0; stage++) {
      for (const columns of this.#stages[stage]!) addPart(area, columns, "costs", 0);
      if (mostUm2 === Infinity) continue;
      area.into(areaUm2, places, left);
      left = dropAbove(places, left, areaUm2, mostUm2);
    }
    return left;
  }

  /**
   * Areas and paths of the designs at places that `dropLarge` left, one or more; NaN or 0 where something cannot be worked
   * out. The other lists are of an earlier row.
   */
  costs(places: Int32Array, count: number): RowCosts {
    const { areaUm2 } = this.#costs;
    const { buffers } = this.#tops.join(places[0]!, places[count - 1]! + 1);
    this.#sums.area.into(areaUm2, places, count);
    addTimes(areaUm2, places, count, buffers, this.#buffer.areaUm2);
    return this.#costs;
  }

  /** Fills the other lists for some of the places whose costs were asked for last. */
  fillEnergies(places: Int32Array, count: number): void {
    const costs = this.#costs;
    const { leakageNw } = costs;
    const { leakage, energies } = this.#sums;
    const top = this.#tops.join(places[0]!, places[count - 1]! + 1);
    leakage.clear();
    for (let p = 0; p < this.#columns.length; p++) addPart(leakage, this.#columns[p]!, "costs", 1);
    leakage.into(leakageNw, places, count);
    addTimes(leakageNw, places, count, top.buffers, this.#buffer.leakageNw);
    for (let i = 0; i < ENERGIES.length; i++) {
      energies[i]!.clear();
      for (let p = 0; p < this.#columns.length; p++) addPart(energies[i]!, this.#columns[p]!, "energies", i);
      energies[i]!.into(costs[ENERGIES[i]!], places, count);
    }
    this.#addNets(top, places, count);
  }

  /** Sums the costs of one design. @throws what the source threw */
  sumAt(place: number, core: CoreCost): void {
    this.#tops.require(place);
    for (const { price } of this.#cells.parts) {
      price.at(place).costOf(this.#source);
      price.at(place).energyOf(this.#source);
    }
    const places = Int32Array.of(place);
    this.dropLarge(places, 1, Infinity);
    const { areaUm2, leakageNw, loadFj, holdFj, idleFj, pathPs } = this.costs(places, 1);
    this.fillEnergies(places, 1);
    core.areaUm2 = areaUm2[place]!;
    core.leakageNw = leakageNw[place]!;
    core.loadFj = loadFj[place]!;
    core.holdFj = holdFj[place]!;
    core.idleFj = idleFj[place]!;
    core.criticalPathPs = pathPs[place]!;
  }

  /** Adds what buffers on nets take. */
  #addNets(top: TopJoiner, places: Int32Array, count: number): void {
    const { loadFj, holdFj } = this.#costs;
    let [from, to, run] = [0, 0, -1];
    top.visitNets((reader, begin, end, buffers, list) => {
      if (begin !== run) [from, to, run] = [firstFrom(places, count, begin), firstFrom(places, count, end), begin];
      if (from === to) return;
      const energy = this.#netEnergy(reader);
      const [load, hold] = [energy.loadFj.current(), energy.holdFj.current()];
      for (let i = from; i < to; i++) {
        const k = places[i]!;
        const each = list === undefined ? buffers : list[k]!;
        loadFj[k] = loadFj[k]! + each * load[k]!;
        holdFj[k] = holdFj[k]! + each * hold[k]!;
      }
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

/** Adds a number of a part: of its costs the area (0) or the leakage (1), of its energies one in the order of ENERGIES. */
function addPart(sum: RowSum, columns: PartColumns, what: "costs" | "energies", which: number): void {
  const isCosts = what === "costs";
  if (columns.isRow) sum.add((isCosts ? columns.costRows() : columns.energyRows())[which]!);
  else {
    const { otherCopies, isCopiedAlong } = columns.part;
    sum.addSame((isCosts ? columns.costs() : columns.energies())[which]! * otherCopies(), isCopiedAlong);
  }
}

/** Keeps the places whose number is not above one. */
function dropAbove(places: Int32Array, count: number, numbers: Float64Array, most: number): number {
  let left = 0;
  for (let i = 0; i < count; i++) if (!(numbers[places[i]!]! > most)) places[left++] = places[i]!;
  return left;
}

function addTimes(sums: Float64Array, places: Int32Array, count: number, counts: Float64Array, each: number): void {
  for (let i = 0; i < count; i++) sums[places[i]!] = sums[places[i]!]! + counts[places[i]!]! * each;
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
