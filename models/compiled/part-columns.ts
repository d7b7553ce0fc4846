import { UNUSED } from "./cells.ts";
import type { PartCells } from "./design-cells.ts";
import { PartPrice } from "./part-price.ts";

/** Numbers of a part that are summed over designs, in the order in which they stand in lists. */
export const SUMMED = ["areaUm2", "leakageNw", "loadFj", "holdFj", "idleFj"] as const;

/** How many of them take no simulation: the first ones. */
const COSTS = 2;

interface Lists {
  readonly factor: number;
  readonly lists: readonly Float64Array[];
}

/** Numbers of one copy of a part, as one source of costs has them, read off the part's prices; each is asked for once. */
export class PartColumns {
  readonly part: PartCells;
  readonly isRow: boolean;
  readonly #source: number;
  readonly #known: (boolean | undefined)[] = [];
  /** By id of the price: the numbers of SUMMED; NaN where one cannot be worked out. */
  readonly #numbers: { costs: (Float64Array | undefined)[]; energies: (Float64Array | undefined)[] } = {
    costs: [],
    energies: [],
  };
  /** By state of the price: a list of each number along the row, of so many copies. */
  readonly #rows: { costs: (Lists | undefined)[]; energies: (Lists | undefined)[] } = { costs: [], energies: [] };
  /** Copies that run along the row. */
  readonly #copies: Float64Array;

  constructor(part: PartCells, source: number, copies: Float64Array) {
    this.part = part;
    this.isRow = part.price.isRow;
    this.#source = source;
    this.#copies = part.isCopiedAlong ? copies : copies.map(() => 1);
  }

  /** Whether the source knows the part of all designs of the current row. */
  isKnown(): boolean {
    const { state } = this.part.price;
    return (this.#known[state] ??= this.#isKnownIn(state));
  }

  /** Of a part that is the same along the row: area and leakage. */
  costs(): Float64Array {
    return this.#costsOf(this.part.price.state);
  }

  /** Of a part that is the same along the row: energies of a loading step, a holding one, an idle cycle. */
  energies(): Float64Array {
    return this.#energiesOf(this.part.price.state);
  }

  /** The same along a row, of all copies. */
  costRows(): readonly Float64Array[] {
    return this.#rowsOf(this.#rows.costs, COSTS, this.#costsOf);
  }

  /** The same along a row, of all copies. */
  energyRows(): readonly Float64Array[] {
    return this.#rowsOf(this.#rows.energies, SUMMED.length - COSTS, this.#energiesOf);
  }

  #rowsOf(known: (Lists | undefined)[], count: number, numbersOf: (id: number) => Float64Array): Lists["lists"] {
    const { state } = this.part.price;
    const factor = this.part.otherCopies();
    const found = known[state];
    if (found?.factor === factor) return found.lists;
    const lists = this.#makeLists(state, count, factor, numbersOf);
    known[state] = { factor, lists };
    return lists;
  }

  #makeLists(
    state: number,
    count: number,
    factor: number,
    numbersOf: (id: number) => Float64Array,
  ): readonly Float64Array[] {
    const lists = Array.from({ length: count }, () => new Float64Array(this.#copies.length).fill(Number.NaN));
    const ids = this.part.price.rows[state]!;
    for (let place = 0; place < ids.length; place++) {
      if (ids[place] === UNUSED) continue;
      const numbers = numbersOf(ids[place]!);
      for (let i = 0; i < count; i++) lists[i]![place] = numbers[i]! * (factor * this.#copies[place]!);
    }
    return lists;
  }

  readonly #costsOf = (id: number): Float64Array => {
    return (this.#numbers.costs[id] ??= this.#try(COSTS, id, (price) => {
      const { areaUm2, leakageNw } = price.costOf(this.#source);
      return Float64Array.of(areaUm2, leakageNw);
    }));
  };

  readonly #energiesOf = (id: number): Float64Array => {
    return (this.#numbers.energies[id] ??= this.#try(SUMMED.length - COSTS, id, (price) => {
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
    const ids = price.isRow ? price.rows[state]! : [state];
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
