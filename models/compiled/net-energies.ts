import type { BufferEnergy } from "../cost/cost-model.ts";
import { Column } from "./columns.ts";
import type { DesignCells, PartModules } from "./design-cells.ts";
import type { RowList } from "./kernels/row-memory.ts";
import type { TopJoiner } from "./row-of-tops.ts";
import type { RowSum } from "./row-sum.ts";
import type { SourceTops } from "./source-tops.ts";
import type { ReaderPort } from "./wide-nets.ts";

/** What a buffer on a net takes. */
type NetEnergy = { readonly [Name in keyof BufferEnergy]: Column<Pick<PartModules, "instance">> };

/** Buffers on a net at some places of a row, so many at each or those of a list, and the energies of one. */
interface PartOfRow {
  readonly begin: number;
  readonly end: number;
  readonly buffers: number;
  readonly list: RowList | undefined;
  readonly loads: Float64Array;
  readonly holds: Float64Array;
}

/** Energies of the buffers on nets between the instances at the top, along rows. */
export class NetEnergies {
  readonly #tops: SourceTops;
  readonly #cells: DesignCells;
  /** By id of the reader's port. */
  readonly #energies: (NetEnergy | undefined)[] = [];
  readonly #others: PartOfRow[] = [];

  constructor(tops: SourceTops, cells: DesignCells) {
    this.#tops = tops;
    this.#cells = cells;
  }

  /**
   * Adds what the buffers of tops that were joined take at places `from` … `to` − 1 to the sums of the energies of loading and
   * of holding steps; what is not the same at all of these places is left to `addOthers`.
   */
  gather(top: TopJoiner, load: RowSum, hold: RowSum, from: number, to: number): void {
    this.#others.length = 0;
    top.visitNets(from, to, (reader, begin, end, buffers, list) => {
      const energy = this.energyOf(reader);
      const [loads, holds] = [energy.loadFj.now(), energy.holdFj.now()];
      if (begin > from || end < to || loads.same === undefined || holds.same === undefined)
        this.#others.push({ begin, end, buffers, list, loads: loads.row, holds: holds.row });
      else if (list === undefined) {
        load.addSame(buffers * loads.same, false);
        hold.addSame(buffers * holds.same, false);
      } else {
        load.add(list, loads.same);
        hold.add(list, holds.same);
      }
    });
  }

  /** Adds what was left. */
  addOthers(loadFj: Float64Array, holdFj: Float64Array): void {
    for (const { begin, end, buffers, list, loads, holds } of this.#others) {
      for (let k = begin; k < end; k++) {
        const each = list === undefined ? buffers : list.numbers[k]!;
        loadFj[k] = loadFj[k]! + each * loads[k]!;
        holdFj[k] = holdFj[k]! + each * holds[k]!;
      }
    }
  }

  /** What a buffer in front of a reader takes. */
  energyOf(reader: ReaderPort): NetEnergy {
    return (this.#energies[reader.id] ??= this.#makeEnergy(reader));
  }

  #makeEnergy({ part: name, port }: ReaderPort): NetEnergy {
    const part = this.#cells.parts.find((each) => each.name === name);
    if (part === undefined) throw new Error(`internal: there is no part ${name}`);
    const column = (what: keyof BufferEnergy) =>
      new Column(part.ports, this.#cells, ({ instance }) =>
        instance === undefined ? 0 : this.#tops.bufferEnergy(instance, port)[what],
      );
    return { loadFj: column("loadFj"), holdFj: column("holdFj") };
  }
}
