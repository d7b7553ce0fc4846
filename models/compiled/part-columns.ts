import { UNUSED } from "./cells.ts";
import type { PartCells } from "./design-cells.ts";
import { PartPrice } from "./part-price.ts";

/** Numbers of a part that are summed over designs, in the order in which they stand in lists. */
export const SUMMED = ["areaUm2", "leakageNw", "loadFj", "holdFj", "idleFj"] as const;

/** How many of them take no simulation: the first ones. */
const COSTS = 2;

/** Numbers of one copy of a part, as one source of costs has them, read off the part's prices; each is asked for once. */
export class PartColumns {
  readonly part: PartCells;
  readonly isRow: boolean;
  readonly #source: number;
  readonly #length: number;
  readonly #known: (boolean | undefined)[] = [];
  /** By id of the price: the numbers of SUMMED; NaN where one cannot be worked out. */
  readonly #numbers: { costs: (Float64Array | undefined)[]; energies: (Float64Array | undefined)[] } = {
    costs: [],
    energies: [],
  };
  /** By state of the price: a list of each number along the row. */
  readonly #rows: {
    costs: (readonly Float64Array[] | undefined)[];
    energies: (readonly Float64Array[] | undefined)[];
  } = { costs: [], energies: [] };

  constructor(part: PartCells, source: number, length: number) {
    this.part = part;
    this.isRow = part.price.isRow;
    this.#source = source;
    this.#length = length;
  }

  /** Whether the source knows the part of all designs of the current row. */
  isKnown(): boolean {
    const { state } = this.part.price;
    return (this.#known[state] ??= this.#isKnownIn(state));
  }

  /** Of a part that is the same along the row: area and leakage. */
  costs(): Float64Array {
    const { state } = this.part.price;
    return (this.#numbers.costs[state] ??= this.#costsOf(state));
  }

  /** Of a part that is the same along the row: energies of a loading step, a holding one, an idle cycle. */
  energies(): Float64Array {
    const { state } = this.part.price;
    return (this.#numbers.energies[state] ??= this.#energiesOf(state));
  }

  /** The same along a row. */
  costRows(): readonly Float64Array[] {
    const { state } = this.part.price;
    return (this.#rows.costs[state] ??= this.#rowsOf(state, COSTS, (id) => this.#costsOf(id)));
  }

  /** The same along a row. */
  energyRows(): readonly Float64Array[] {
    const { state } = this.part.price;
    return (this.#rows.energies[state] ??= this.#rowsOf(state, SUMMED.length - COSTS, (id) => this.#energiesOf(id)));
  }

  #rowsOf(state: number, count: number, numbersOf: (id: number) => Float64Array): readonly Float64Array[] {
    const rows = Array.from({ length: count }, () => new Float64Array(this.#length).fill(Number.NaN));
    const ids = this.part.price.rows[state]!;
    for (let place = 0; place < this.#length; place++) {
      if (ids[place] === UNUSED) continue;
      const numbers = numbersOf(ids[place]!);
      for (const [i, row] of rows.entries()) row[place] = numbers[i]!;
    }
    return rows;
  }

  #costsOf(id: number): Float64Array {
    return this.#try(COSTS, id, (price) => {
      const { areaUm2, leakageNw } = price.costOf(this.#source);
      return Float64Array.of(areaUm2, leakageNw);
    });
  }

  #energiesOf(id: number): Float64Array {
    return this.#try(SUMMED.length - COSTS, id, (price) => {
      const { loadFj, holdFj, idleFj } = price.energyOf(this.#source);
      return Float64Array.of(loadFj, holdFj, idleFj);
    });
  }

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
