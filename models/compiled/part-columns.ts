import { UNUSED } from "./cells.ts";
import { onlyId } from "./columns.ts";
import type { PartCells } from "./design-cells.ts";
import type { RowList, RowMemory } from "./kernels/row-memory.ts";
import { PartPrice } from "./part-price.ts";

/** Numbers of a part that are summed over designs, in the order in which they stand in lists. */
export const SUMMED = ["areaUm2", "leakageNw", "loadFj", "holdFj", "idleFj"] as const;

/** How many of them take no simulation: the first ones. */
export const COSTS = 2;

/** How many do. */
export const ENERGIES = SUMMED.length - COSTS;

/** Numbers of a part along a row, in the order of SUMMED, those of costs or those of energies. */
export interface PartNumbers {
  /** Of one copy, where that is the same along the row. */
  readonly same: Float64Array | undefined;
  /** Else, at each place, of all copies along the row, but for others that they are multiplied by. */
  readonly lists: readonly RowList[];
}

/** Numbers of a part, as one source of costs has them, read off the part's prices; each is asked for once. */
export class PartColumns {
  readonly part: PartCells;
  readonly #source: number;
  readonly #known: (boolean | undefined)[] = [];
  /** By id of the price: the numbers of one copy; NaN where one cannot be worked out. */
  readonly #numbers: { costs: (Float64Array | undefined)[]; energies: (Float64Array | undefined)[] } = {
    costs: [],
    energies: [],
  };
  /** By state of the price. */
  readonly #rows: { costs: (PartNumbers | undefined)[]; energies: (PartNumbers | undefined)[] } = {
    costs: [],
    energies: [],
  };
  readonly #memory: RowMemory;
  /** Copies that run along the row. */
  readonly copies: Float64Array;

  constructor(part: PartCells, source: number, copies: Float64Array, memory: RowMemory) {
    this.part = part;
    this.#source = source;
    this.#memory = memory;
    this.copies = part.isCopiedAlong ? copies : copies.map(() => 1);
  }

  /** Whether the source knows the part of all designs of the current row. */
  isKnown(): boolean {
    const { state } = this.part.price;
    return (this.#known[state] ??= this.#isKnownIn(state));
  }

  /** Area and leakage. */
  costs(): PartNumbers {
    const { state } = this.part.price;
    return (this.#rows.costs[state] ??= this.#makeRow(state, COSTS, this.#costsOf));
  }

  /** Energies of a loading step, a holding one, an idle cycle. */
  energies(): PartNumbers {
    const { state } = this.part.price;
    return (this.#rows.energies[state] ??= this.#makeRow(state, ENERGIES, this.#energiesOf));
  }

  #makeRow(state: number, count: number, numbersOf: (id: number) => Float64Array): PartNumbers {
    const { price } = this.part;
    if (!price.isRow) return { same: numbersOf(state), lists: [] };
    const ids = price.rows.list(state);
    const id = onlyId(ids);
    if (id !== undefined) return { same: numbersOf(id), lists: [] };
    const lists = Array.from({ length: count }, () => this.#memory.list(ids.length));
    for (let place = 0; place < ids.length; place++) {
      const numbers = ids[place] === UNUSED ? undefined : numbersOf(ids[place]!);
      for (let i = 0; i < count; i++)
        lists[i]!.numbers[place] = numbers === undefined ? Number.NaN : numbers[i]! * this.copies[place]!;
    }
    return { same: undefined, lists };
  }

  readonly #costsOf = (id: number): Float64Array => {
    return (this.#numbers.costs[id] ??= this.#try(COSTS, id, (price) => {
      const { areaUm2, leakageNw } = price.costOf(this.#source);
      return Float64Array.of(areaUm2, leakageNw);
    }));
  };

  readonly #energiesOf = (id: number): Float64Array => {
    return (this.#numbers.energies[id] ??= this.#try(ENERGIES, id, (price) => {
      const { loadFj, holdFj, idleFj } = price.energyOf(this.#source);
      return Float64Array.of(loadFj, holdFj, idleFj);
    }));
  };

  /** Numbers of a price; nothing but NaN where there is an error: whoever asks for the design by itself gets it. */
  #try(count: number, id: number, numbersOf: (price: PartPrice) => Float64Array): Float64Array {
    const price = this.part.price.values[id];
    try {
      if (price instanceof PartPrice) return numbersOf(price);
    } catch {
      // below
    }
    return new Float64Array(count).fill(Number.NaN);
  }

  #isKnownIn(state: number): boolean {
    const { price } = this.part;
    const ids = price.isRow ? price.rows.list(state) : [state];
    return ids.every((id) => id === UNUSED || this.#isKnownId(id));
  }

  #isKnownId(id: number): boolean {
    const value = this.part.price.values[id];
    if (!(value instanceof PartPrice)) return false;
    try {
      return value.isKnownTo(this.#source);
    } catch {
      return false;
    }
  }
}
