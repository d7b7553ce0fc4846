import type { BufferEnergy, CoreCost, TopPieces } from "../cost/cost-model.ts";
import { Column } from "./columns.ts";
import type { DesignCells, DesignCellsOptions, PartModules } from "./design-cells.ts";
import { PartColumns } from "./part-columns.ts";
import type { PartPrice } from "./part-price.ts";
import type { RowOfTops } from "./row-of-tops.ts";
import { addProducts, addTimes, RowSums, type Summed } from "./row-sum.ts";
import { SourceTops } from "./source-tops.ts";

/** Costs of the designs of a row that take no simulation. */
export interface RowCosts {
  readonly areaUm2: Float64Array;
  readonly leakageNw: Float64Array;
  readonly pathPs: Float64Array;
}

/** What a buffer on a net takes. */
type NetEnergy = { readonly [Name in keyof BufferEnergy]: Column<Pick<PartModules, "instance">> };

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
  /** Lists in the order of SUMMED. */
  readonly #costLists: readonly Float64Array[];
  readonly #energyLists: readonly Float64Array[];
  readonly #energies: RowEnergies;
  readonly #sums: Readonly<Record<Summed, RowSums>>;
  readonly #netEnergies = new Map<string, NetEnergy>();
  #top: RowOfTops | undefined;
  #hasEnergies = false;

  constructor(source: number, pieces: TopPieces, cells: DesignCells, options: DesignCellsOptionsOfRows) {
    const { length } = cells;
    const zeros = (): Float64Array => new Float64Array(length);
    this.#source = source;
    this.#cells = cells;
    this.#buffer = pieces.buffer;
    this.#copies = Float64Array.from(options.copies);
    this.#tops = new SourceTops(pieces, cells, (values) => options.generator.top(values), this.#copies);
    this.#columns = cells.parts.map((part) => new PartColumns(part, source, length));
    this.#costs = { areaUm2: zeros(), leakageNw: zeros(), pathPs: zeros() };
    this.#energies = { loadFj: zeros(), holdFj: zeros(), idleFj: zeros() };
    this.#costLists = [this.#costs.areaUm2, this.#costs.leakageNw];
    this.#energyLists = [this.#energies.loadFj, this.#energies.holdFj, this.#energies.idleFj];
    this.#sums = {
      costs: new RowSums("costs", this.#columns, this.#copies, this.#costLists.length),
      energies: new RowSums("energies", this.#columns, this.#copies, this.#energyLists.length),
    };
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

  /** Areas and paths of the current row, all of which the source must know; NaN or 0 where something cannot be worked out. */
  costs(): RowCosts {
    const costs = this.#costs;
    this.#hasEnergies = false;
    this.#top = this.#tops.current();
    costs.pathPs = this.#top.pathPs;
    this.#sums.costs.into(this.#costLists);
    addTimes(costs.areaUm2, this.#top.buffers, this.#buffer.areaUm2);
    addTimes(costs.leakageNw, this.#top.buffers, this.#buffer.leakageNw);
    return costs;
  }

  /** Energies of the row whose costs were asked for last. */
  energies(): RowEnergies {
    const energies = this.#energies;
    if (this.#hasEnergies || this.#top === undefined) return energies;
    this.#hasEnergies = true;
    this.#sums.energies.into(this.#energyLists);
    for (const { part, port, buffers } of this.#top.nets) {
      const { loadFj, holdFj } = this.#netEnergy(part, port);
      addProducts(energies.loadFj, buffers, loadFj.current());
      addProducts(energies.holdFj, buffers, holdFj.current());
    }
    return energies;
  }

  #netEnergy(reader: string, port: string): NetEnergy {
    const key = `${reader} ${port}`;
    let known = this.#netEnergies.get(key);
    if (known === undefined) this.#netEnergies.set(key, (known = this.#makeNetEnergy(reader, port)));
    return known;
  }

  #makeNetEnergy(reader: string, port: string): NetEnergy {
    const part = this.#cells.parts.find(({ name }) => name === reader);
    if (part === undefined) throw new Error(`internal: there is no part ${reader}`);
    const column = (name: keyof BufferEnergy) =>
      new Column(part.ports, this.#cells.length, ({ instance }) =>
        instance === undefined ? 0 : this.#tops.bufferEnergy(instance, port)[name],
      );
    return { loadFj: column("loadFj"), holdFj: column("holdFj") };
  }

  /** Sums the costs of one design. @throws what the source threw */
  sumAt(place: number, core: CoreCost): void {
    this.#tops.require(place);
    const { pathPs, buffers, nets } = this.#tops.current();
    core.criticalPathPs = pathPs[place]!;
    core.areaUm2 = buffers[place]! * this.#buffer.areaUm2;
    core.leakageNw = buffers[place]! * this.#buffer.leakageNw;
    core.loadFj = core.holdFj = core.idleFj = 0;
    for (const { part } of this.#columns) this.#addPart(part.price.at(place), this.#copiesAt(part, place), core);
    for (const { part, port, buffers: counts } of nets) {
      const count = counts[place]!;
      const { instance } = this.#cells.parts.find(({ name }) => name === part)?.ports.at(place) ?? {};
      if (count > 0 && instance !== undefined) addBuffers(core, count, this.#tops.bufferEnergy(instance, port));
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

  #copiesAt({ isCopiedAlong, otherCopies }: PartColumns["part"], place: number): number {
    return otherCopies() * (isCopiedAlong ? this.#copies[place]! : 1);
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
