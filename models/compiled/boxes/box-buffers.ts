import type { DerivedCell } from "../cells.ts";
import type { RowSize } from "../columns.ts";
import type { NetEnergies } from "../net-energies.ts";
import type { NarrowTop } from "../narrow-top.ts";
import type { ReaderPort, WideNets } from "../wide-nets.ts";
import { Levels, type Box } from "./levels.ts";
import { at, leastOf, rangesOf, type RowOf, type RowRange } from "./row-range.ts";

/** Buffers along a row, by the reader that says how often they move. */
type ByReader = ReadonlyMap<ReaderPort, RowOf>;

/** The fan-out buffers between the instances of all rows of a box, at least: those of nets that no spread instance reads. */
export class BoxBuffers {
  readonly #buffers: readonly Levels<ByReader>[];
  readonly #nets: NetEnergies;
  readonly #size: RowSize;
  /** Energies of a buffer, by reader. */
  readonly #energies = new Map<ReaderPort, { readonly load: Levels<RowRange>; readonly hold: Levels<RowRange> }>();

  constructor(rest: DerivedCell<NarrowTop>, wide: DerivedCell<WideNets>, nets: NetEnergies, size: RowSize) {
    const ofNarrow = ({ nets: all }: NarrowTop) => all.map(({ reader, buffers: row }) => ({ reader, row }));
    const ofWide = ({ buffers }: WideNets) => buffers.map(({ reader, row }) => ({ reader, row: row.numbers }));
    this.#buffers = [buffersOf(rest, size, ofNarrow), buffersOf(wide, size, ofWide)];
    this.#nets = nets;
    this.#size = size;
  }

  /** Adds area to places `from` … `to` − 1. @param each of a buffer */
  addArea(areaUm2: Float64Array, box: Box, each: number, from: number, to: number): void {
    for (const levels of this.#buffers)
      for (const row of levels.at(box).values())
        for (let place = from; place < to; place++) areaUm2[place] = areaUm2[place]! + each * at(row, place);
  }

  /** Adds the energies of loading and of holding steps at places `from` … `to` − 1. */
  addEnergies(loadFj: Float64Array, holdFj: Float64Array, box: Box, from: number, to: number): void {
    for (const levels of this.#buffers)
      for (const [reader, row] of levels.at(box)) {
        const { load, hold } = this.#energiesOf(reader);
        const [loads, holds] = [load.at(box).low, hold.at(box).low];
        for (let place = from; place < to; place++) {
          const [buffers, eachLoadFj, eachHoldFj] = [at(row, place), at(loads, place), at(holds, place)];
          if (!(buffers > 0 && eachLoadFj >= 0 && eachHoldFj >= 0)) continue;
          loadFj[place] = loadFj[place]! + buffers * eachLoadFj;
          holdFj[place] = holdFj[place]! + buffers * eachHoldFj;
        }
      }
  }

  #energiesOf(reader: ReaderPort) {
    let known = this.#energies.get(reader);
    if (known === undefined) {
      const { loadFj, holdFj } = this.#nets.energyOf(reader);
      this.#energies.set(reader, (known = { load: rangesOf(loadFj, this.#size), hold: rangesOf(holdFj, this.#size) }));
    }
    return known;
  }
}

/** Buffers of nets, by reader. */
type BuffersOf<T> = (value: T) => readonly { readonly reader: ReaderPort; readonly row: RowOf }[];

/** The buffers that a cell says. */
function buffersOf<T>(cell: DerivedCell<T>, size: RowSize, of: BuffersOf<T>): Levels<ByReader> {
  const exact = (): ByReader => (cell.isRow ? alongRow(cell, size, of) : everywhere(cell, size, of));
  return new Levels(cell.walk, cell.digits, exact, (a, b) => leastByReader(a, b, size));
}

/** Where all designs of the row have the same nets. */
function everywhere<T>(cell: DerivedCell<T>, size: RowSize, of: BuffersOf<T>): ByReader {
  const rows = new Map<ReaderPort, RowOf>();
  if (!cell.isSoundAt(0)) return rows;
  for (const { reader, row } of of(cell.at(0))) {
    const known = rows.get(reader);
    rows.set(reader, known === undefined ? row : sumOf(known, row, size));
  }
  return rows;
}

function alongRow<T>(cell: DerivedCell<T>, { length, memory }: RowSize, of: BuffersOf<T>): ByReader {
  const rows = new Map<ReaderPort, Float64Array>();
  for (let place = 0; place < length; place++) {
    if (!cell.isSoundAt(place)) continue;
    for (const { reader, row: all } of of(cell.at(place))) {
      const row = rows.get(reader) ?? memory.row(length);
      rows.set(reader, row);
      row[place] = row[place]! + at(all, place);
    }
  }
  // Where nothing can be, nothing must hide what others have.
  for (let place = 0; place < length; place++)
    if (!cell.isSoundAt(place)) for (const row of rows.values()) row[place] = Infinity;
  return rows;
}

function sumOf(a: RowOf, b: RowOf, { length, memory }: RowSize): RowOf {
  if (typeof a === "number" && typeof b === "number") return a + b;
  const sum = memory.row(length);
  for (let place = 0; place < length; place++) sum[place] = at(a, place) + at(b, place);
  return sum;
}

/** What both have at least. */
function leastByReader(a: ByReader, b: ByReader, size: RowSize): ByReader {
  if (a === b) return a;
  const least = new Map<ReaderPort, RowOf>();
  for (const [reader, row] of a) {
    const other = b.get(reader);
    if (other !== undefined) least.set(reader, leastOf(row, other, size));
  }
  return least;
}
