import type { RowList, RowMemory } from "../kernels/row-memory.ts";
import { COSTS, ENERGIES, type PartColumns, type PartNumbers } from "../part-columns.ts";
import type { RowSum } from "../row-sum.ts";
import { Levels, type Box } from "./levels.ts";

/** Numbers of a part, and how often they stand for each copy along the row. */
interface Counted {
  readonly numbers: PartNumbers;
  readonly others: number;
}

/** The least numbers of a part over the rows of boxes, whichever source of costs they come from. */
export class BoxParts {
  /** How many combinations of digits decide on the part. */
  readonly combinations: number;
  readonly #columns: readonly PartColumns[];
  readonly #memory: RowMemory;
  readonly #costs: Levels<Counted>;
  readonly #energies: Levels<Counted>;

  /** @param columns of one part, by source of costs */
  constructor(columns: readonly [PartColumns, ...PartColumns[]], memory: RowMemory) {
    const { part } = columns[0];
    const { walk } = part.price;
    const digits = [...part.price.digits, ...part.otherDigits];
    this.combinations = part.price.combinations;
    this.#columns = columns;
    this.#memory = memory;
    this.#costs = new Levels(
      walk,
      digits,
      () => this.#now(COSTS, (each) => each.costs()),
      (a, b) => this.#least(COSTS, [a, b]),
    );
    this.#energies = new Levels(
      walk,
      digits,
      () => this.#now(ENERGIES, (each) => each.energies()),
      (a, b) => this.#least(ENERGIES, [a, b]),
    );
  }

  /** Adds areas, 0, or leakages, 1. */
  addCost(sum: RowSum, box: Box, which: number): void {
    this.#add(sum, this.#costs.at(box), which);
  }

  /** Adds energies: of loading steps, 0, holding ones, 1, idle cycles, 2. */
  addEnergy(sum: RowSum, box: Box, which: number): void {
    this.#add(sum, this.#energies.at(box), which);
  }

  #add(sum: RowSum, { numbers: { same, lists }, others }: Counted, which: number): void {
    if (same === undefined) sum.add(lists[which]!, others);
    else sum.addSame(same[which]! * others, this.#part.isCopiedAlong);
  }

  get #part() {
    return this.#columns[0]!.part;
  }

  #now(count: number, numbersOf: (columns: PartColumns) => PartNumbers): Counted {
    const others = this.#part.otherCopies();
    const all = this.#columns.map((each) => ({ numbers: numbersOf(each), others }));
    const [only] = all;
    return all.length === 1 && only !== undefined && !hasGaps(only.numbers) ? only : this.#least(count, all);
  }

  /** The least of the numbers that there are; infinite where there are none: no design can be there. */
  #least(count: number, all: readonly Counted[]): Counted {
    const [first, ...others] = all;
    if (first !== undefined && others.every((each) => each === first)) return first;
    const numbers = all.every(({ numbers: { same } }) => same !== undefined)
      ? { same: leastSame(count, all), lists: [] }
      : { same: undefined, lists: Array.from({ length: count }, (_, which) => this.#leastList(which, all)) };
    return { numbers, others: 1 };
  }

  #leastList(which: number, all: readonly Counted[]): RowList {
    const copies = this.#columns[0]!.copies;
    const least = this.#memory.list(copies.length);
    least.numbers.fill(Infinity);
    for (const { numbers, others } of all) {
      const same = numbers.same?.[which];
      const list = numbers.lists[which]?.numbers;
      for (let place = 0; place < copies.length; place++) {
        const number = others * (same === undefined ? list![place]! : same * copies[place]!);
        if (number < least.numbers[place]!) least.numbers[place] = number; // not of NaN
      }
    }
    return least;
  }
}

function leastSame(count: number, all: readonly Counted[]): Float64Array {
  const least = new Float64Array(count).fill(Infinity);
  for (const { numbers, others } of all)
    for (let which = 0; which < count; which++) {
      const number = others * numbers.same![which]!;
      if (number < least[which]!) least[which] = number;
    }
  return least;
}

function hasGaps({ same, lists }: PartNumbers): boolean {
  return same?.some(Number.isNaN) ?? lists.some(({ numbers }) => numbers.some(Number.isNaN));
}
