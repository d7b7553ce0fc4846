import type { BufferEnergy } from "../cost/cost-model.ts";
import { Column } from "./columns.ts";
import type { DesignCells, PartModules } from "./design-cells.ts";
import type { TopJoiner } from "./row-of-tops.ts";
import type { SourceTops } from "./source-tops.ts";
import type { ReaderPort } from "./wide-nets.ts";

/** What a buffer on a net takes. */
type NetEnergy = { readonly [Name in keyof BufferEnergy]: Column<Pick<PartModules, "instance">> };

/** Energies of the buffers on nets between the instances at the top, along rows. */
export class NetEnergies {
  readonly #tops: SourceTops;
  readonly #cells: DesignCells;
  /** By id of the reader's port. */
  readonly #energies: (NetEnergy | undefined)[] = [];

  constructor(tops: SourceTops, cells: DesignCells) {
    this.#tops = tops;
    this.#cells = cells;
  }

  /** Adds what the buffers of tops that were joined take at places `from` … `to` − 1. */
  add(top: TopJoiner, loadFj: Float64Array, holdFj: Float64Array, from: number, to: number): void {
    top.visitNets(from, to, (reader, begin, end, buffers, list) => {
      const energy = (this.#energies[reader.id] ??= this.#energyOf(reader));
      const { same: load, row: loads } = energy.loadFj.now();
      const { same: hold, row: holds } = energy.holdFj.now();
      if (load === undefined || hold === undefined)
        for (let k = begin; k < end; k++) {
          const each = list === undefined ? buffers : list[k]!;
          loadFj[k] = loadFj[k]! + each * loads[k]!;
          holdFj[k] = holdFj[k]! + each * holds[k]!;
        }
      else if (list === undefined) addSame(loadFj, holdFj, buffers * load, buffers * hold, begin, end);
      else addList(loadFj, holdFj, list, load, hold, begin, end);
    });
  }

  #energyOf({ part: name, port }: ReaderPort): NetEnergy {
    const part = this.#cells.parts.find((each) => each.name === name);
    if (part === undefined) throw new Error(`internal: there is no part ${name}`);
    const column = (what: keyof BufferEnergy) =>
      new Column(part.ports, this.#cells.length, ({ instance }) =>
        instance === undefined ? 0 : this.#tops.bufferEnergy(instance, port)[what],
      );
    return { loadFj: column("loadFj"), holdFj: column("holdFj") };
  }
}

function addSame(
  loadFj: Float64Array,
  holdFj: Float64Array,
  load: number,
  hold: number,
  begin: number,
  end: number,
): void {
  for (let k = begin; k < end; k++) {
    loadFj[k] = loadFj[k]! + load;
    holdFj[k] = holdFj[k]! + hold;
  }
}

function addList(
  loadFj: Float64Array,
  holdFj: Float64Array,
  list: Float64Array,
  load: number,
  hold: number,
  begin: number,
  end: number,
): void {
  for (let k = begin; k < end; k++) {
    const each = list[k]!;
    loadFj[k] = loadFj[k]! + each * load;
    holdFj[k] = holdFj[k]! + each * hold;
  }
}
