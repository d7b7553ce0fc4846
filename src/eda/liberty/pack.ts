import type {
  CellTables,
  InternalEnergy,
  LookupTable,
  SetupTime,
  TimingArc,
} from "../../../models/technology/tables.ts";
import type { CellGrids } from "./cell-tables.ts";
import { combine, resample, type Grid } from "./grid.ts";
import type { EnergyGrids } from "./power.ts";
import { thin } from "./thin.ts";
import type { ArcGrids, SetupGrids } from "./timing.ts";

/** Where designs work: nets with up to 16 readers, edges no slower than a few times the library's pace. */
export interface WorkingRange {
  readonly slewPs: number;
  readonly loadFf: number;
}

/**
 * Largest error of a value that thinning may make, relative to the value but at least to the table's first corner:
 * inside the working range, and beyond it. Energies relative to the larger of their two edges: these are used as a sum,
 * in which the load's charge cancels.
 */
const TOLERANCE = { delay: [0.01, 0.05], energy: [0.02, 0.1] } as const;
type Tolerance = (typeof TOLERANCE)[keyof typeof TOLERANCE];

/**
 * Makes the grids of cells the tables of a technology: thinned, rounded to four significant digits, with common axes.
 * @param range outside it thinning may be coarser
 */
export function packTables(
  cells: ReadonlyMap<string, CellGrids>,
  range: WorkingRange,
): {
  readonly axes: readonly (readonly number[])[];
  readonly cells: Readonly<Record<string, CellTables>>;
} {
  const packer = new Packer(range);
  const packed = [...cells].map(([name, grids]) => [name, packer.cell(grids)] as const);
  return { axes: packer.axes, cells: Object.fromEntries(packed) };
}

class Packer {
  /** Numbered in the order of their first use. */
  readonly axes: (readonly number[])[] = [];
  readonly #known = new Map<string, number>();
  readonly #range: WorkingRange;

  constructor(range: WorkingRange) {
    this.#range = range;
  }

  cell({ arcs, setup, energy }: CellGrids): CellTables {
    return {
      arcs: arcs.map((arc) => this.#arc(arc)),
      ...(setup === undefined ? {} : { setup: this.#setup(setup) }),
      energy: energy.map((each) => this.#energy(each)),
    };
  }

  #arc({ from, to, sense, rise, fall, riseSlew, fallSlew }: ArcGrids): TimingArc {
    const pack = (grid: Grid) => this.#thinned(grid, grid, TOLERANCE.delay);
    return { from, to, sense, rise: pack(rise), fall: pack(fall), riseSlew: pack(riseSlew), fallSlew: pack(fallSlew) };
  }

  /** Setup times are few and may be about zero: kept as they are. */
  #setup({ pin, rise, fall }: SetupGrids): SetupTime {
    return { pin, rise: this.#table(rise), fall: this.#table(fall) };
  }

  #energy({ pin, from, state, rise, fall }: EnergyGrids): InternalEnergy {
    const larger = combine([rise, fall], (values) => Math.max(...values.map(Math.abs)));
    const pack = (grid: Grid) => this.#thinned(grid, resample(larger, grid.rows, grid.columns), TOLERANCE.energy);
    const of = { pin, ...(from === undefined ? {} : { from }), ...(state === undefined ? {} : { state }) };
    return { ...of, rise: pack(rise), fall: pack(fall) };
  }

  /** @param reference what the tolerance is relative to, on the same axes */
  #thinned(grid: Grid, reference: Grid, [inside, outside]: Tolerance): LookupTable {
    const { rows, columns } = grid;
    const floor = Math.abs(reference.values[0] ?? 0);
    const allowed = reference.values.map((value, i) => {
      const slew = rows[Math.floor(i / columns.length)] ?? 0;
      const load = columns[i % columns.length] ?? 0;
      const isInside = slew <= this.#range.slewPs && load <= this.#range.loadFf;
      return (isInside ? inside : outside) * Math.max(Math.abs(value), floor);
    });
    return this.#table(thin(grid, allowed));
  }

  #table({ rows, columns, values }: Grid): LookupTable {
    return { slew: this.#axis(rows), load: this.#axis(columns), values: values.map(round) };
  }

  #axis(positions: readonly number[]): number {
    // One entry: the value does not depend on it, wherever it stood.
    const rounded = positions.length === 1 ? [0] : positions.map(round);
    const key = rounded.join();
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    this.#known.set(key, this.axes.length);
    return this.axes.push(rounded) - 1;
  }
}

function round(value: number): number {
  return Number(value.toPrecision(4));
}
