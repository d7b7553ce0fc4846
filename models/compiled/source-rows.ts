import type { TopInstance } from "../../generators/contract/index.ts";
import type { BufferEnergy, CoreCost, TopPieces } from "../cost/cost-model.ts";
import type { DesignCells, DesignCellsOptions } from "./design-cells.ts";
import { PartColumns } from "./part-columns.ts";
import { PartPrice } from "./part-price.ts";
import type { RowOfTops } from "./row-of-tops.ts";
import { SourceTops } from "./source-tops.ts";

/** Costs of the designs of a row that take no simulation. */
export interface RowCosts {
  readonly areaUm2: Float64Array;
  readonly leakageNw: Float64Array;
  readonly pathPs: Float64Array;
}

/** Energies of the designs of a row, see `CoreCost`. */
export interface RowEnergies {
  readonly loadFj: Float64Array;
  readonly holdFj: Float64Array;
  readonly idleFj: Float64Array;
}

/** What one source of costs says of the designs of rows. */
export class SourceRows {
  readonly #source: number;
  readonly #cells: DesignCells;
  readonly #buffer: TopPieces["buffer"];
  readonly #tops: SourceTops;
  readonly #columns: readonly PartColumns[];
  readonly #copies: Float64Array;
  readonly #costs: { readonly areaUm2: Float64Array; readonly leakageNw: Float64Array; pathPs: Float64Array };
  readonly #energies: RowEnergies;
  #top: RowOfTops | undefined;
  #hasEnergies = false;

  constructor(source: number, pieces: TopPieces, cells: DesignCells, options: DesignCellsOptionsOfRows) {
    const { length } = cells;
    const zeros = (): Float64Array => new Float64Array(length);
    this.#source = source;
    this.#cells = cells;
    this.#buffer = pieces.buffer;
    this.#copies = Float64Array.from(options.copies);
    this.#tops = new SourceTops(
      pieces,
      cells,
      (values) => options.generator.top(values),
      (place) => this.#copies[place]!,
    );
    this.#columns = cells.parts.map((part) => new PartColumns(part, source, length));
    this.#costs = { areaUm2: zeros(), leakageNw: zeros(), pathPs: zeros() };
    this.#energies = { loadFj: zeros(), holdFj: zeros(), idleFj: zeros() };
  }

  /** Whether the source knows all parts of all designs of the current row. */
  isKnown(): boolean {
    return this.#columns.every((each) => each.isKnown());
  }

  /** Whether it may know those of some. */
  isKnownSomewhere(): boolean {
    return this.#columns.every((each) => each.part.price.isRow || each.isKnown());
  }

  /** Whether it knows those of one design. @throws what the source threw */
  isKnownAt(place: number): boolean {
    return this.#cells.parts.every(({ price }) => price.at(place).isKnownTo(this.#source));
  }

  /** Costs of the current row, all of which the source must know; NaN where something cannot be worked out. */
  costs(): RowCosts {
    const costs = this.#costs;
    const { areaUm2, leakageNw } = costs;
    this.#hasEnergies = false;
    this.#top = this.#tops.tryCurrent();
    costs.pathPs = this.#top.pathPs;
    const { buffers } = this.#top;
    for (let place = 0; place < areaUm2.length; place++) {
      areaUm2[place] = buffers[place]! * this.#buffer.areaUm2;
      leakageNw[place] = buffers[place]! * this.#buffer.leakageNw;
    }
    for (const column of this.#columns) {
      this.#add(areaUm2, column, column.areaUm2.current());
      this.#add(leakageNw, column, column.leakageNw.current());
    }
    return costs;
  }

  /** Energies of the row whose costs were asked for last. */
  energies(): RowEnergies {
    const energies = this.#energies;
    if (this.#hasEnergies) return energies;
    this.#hasEnergies = true;
    energies.loadFj.fill(0);
    energies.holdFj.fill(0);
    energies.idleFj.fill(0);
    for (const column of this.#columns) {
      this.#add(energies.loadFj, column, column.loadFj.current());
      this.#add(energies.holdFj, column, column.holdFj.current());
      this.#add(energies.idleFj, column, column.idleFj.current());
    }
    for (const { reader, port, buffers } of this.#top?.nets ?? []) {
      for (let place = 0; place < buffers.length; place++) {
        const count = buffers[place]!;
        if (count === 0) continue;
        const { loadFj, holdFj } = this.#tops.bufferEnergy(this.#instanceAt(reader, place), port);
        energies.loadFj[place] = energies.loadFj[place]! + count * loadFj;
        energies.holdFj[place] = energies.holdFj[place]! + count * holdFj;
      }
    }
    return energies;
  }

  /** Sums the costs of one design. @throws what the source threw */
  sumAt(place: number, core: CoreCost): void {
    const { pathPs, buffers, nets } = this.#tops.current();
    core.criticalPathPs = pathPs[place]!;
    core.areaUm2 = buffers[place]! * this.#buffer.areaUm2;
    core.leakageNw = buffers[place]! * this.#buffer.leakageNw;
    core.loadFj = core.holdFj = core.idleFj = 0;
    for (const { part } of this.#columns) this.#addPart(part.price.at(place), this.#copiesAt(part, place), core);
    for (const { reader, port, buffers: counts } of nets) {
      const count = counts[place]!;
      if (count > 0) addBuffers(core, count, this.#tops.bufferEnergy(this.#instanceAt(reader, place), port));
    }
  }

  #addPart(price: PartPrice, copies: number, core: CoreCost): void {
    const [cost, energy] = [price.costOf(this.#source), price.energyOf(this.#source)];
    core.areaUm2 += cost.areaUm2 * copies;
    core.leakageNw += cost.leakageNw * copies;
    core.loadFj += energy.loadFj * copies;
    core.holdFj += energy.holdFj * copies;
    core.idleFj += energy.idleFj * copies;
  }

  /** Adds what all copies of a part take. */
  #add(sums: Float64Array, { part }: PartColumns, each: Float64Array): void {
    const factor = part.otherCopies();
    if (part.isCopiedAlong) {
      const copies = this.#copies;
      for (let place = 0; place < sums.length; place++)
        sums[place] = sums[place]! + each[place]! * (factor * copies[place]!);
    } else for (let place = 0; place < sums.length; place++) sums[place] = sums[place]! + each[place]! * factor;
  }

  #copiesAt({ isCopiedAlong, otherCopies }: PartColumns["part"], place: number): number {
    return otherCopies() * (isCopiedAlong ? this.#copies[place]! : 1);
  }

  #instanceAt(name: string, place: number): TopInstance {
    for (const { ports } of this.#cells.parts) {
      const { instance } = ports.at(place);
      if (instance?.name === name) return instance;
    }
    throw new Error(`internal: there is no ${name}`);
  }
}

/** What rows need of a space besides its cells. */
export type DesignCellsOptionsOfRows = Pick<DesignCellsOptions, "generator" | "valuesAt"> & {
  readonly copies: readonly number[];
};

function addBuffers(core: CoreCost, count: number, { loadFj, holdFj }: BufferEnergy): void {
  core.loadFj += count * loadFj;
  core.holdFj += count * holdFj;
}
