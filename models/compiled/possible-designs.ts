import { onceFor } from "../../src/core/once-for.ts";
import { DerivedCell, type Cell, type Digit } from "./cells.ts";
import { decidingDigits } from "./deciding-digits.ts";

/** Which designs of a row can be. */
export interface Possible {
  /** 1 at the places of those that can. */
  readonly places: Uint8Array;
  readonly all: boolean;
  readonly any: boolean;
}

/** How many designs of the places `first` … `last` − 1 can be. */
export function countPossible({ all, places }: Possible, first: number, last: number): number {
  if (all) return last - first;
  let count = 0;
  for (let place = first; place < last; place++) count += places[place]!;
  return count;
}

/** What decides on which designs can be: few digits, as a rule, of all those that conflicts look at. */
interface Deciding {
  /** Whether any of a row can: outer digits; undefined: there are too many to find out. */
  readonly whether: readonly Digit[] | undefined;
  /** Which of a row can. */
  readonly where: readonly Cell<unknown>[];
}

/** Which designs of rows can be. */
export class PossibleDesigns {
  readonly deciding: Deciding;
  readonly #conflict: DerivedCell<string>;
  readonly #length: number;
  /** By state of the conflict. */
  readonly #known: (Possible | undefined)[] = [];

  /**
   * @param conflict empty where nothing is in the way of a design
   * @param length of a row
   * @param along the digit along which rows run
   */
  constructor(conflict: DerivedCell<string>, length: number, along: Cell<unknown>) {
    this.#conflict = conflict;
    this.#length = length;
    this.deciding = this.#findDeciding(along);
  }

  /** Whether the design at a place of the current row can be. */
  isAt(place: number): boolean {
    return this.#conflict.values[this.#conflict.idAt(place)] === "";
  }

  /** Of the current row. */
  now(): Possible {
    return (this.#known[this.#conflict.state] ??= this.#find());
  }

  /** The first place of the current row whose design can be. @throws if there is none */
  firstPlace(): number {
    const place = this.now().places.indexOf(1);
    if (place < 0) throw new Error("no design of the row can be");
    return place;
  }

  #find(): Possible {
    const places = Uint8Array.from({ length: this.#length }, (_, place) => (this.isAt(place) ? 1 : 0));
    return { places, all: !places.includes(0), any: places.includes(1) };
  }

  #findDeciding(along: Cell<unknown>): Deciding {
    const patternOf = numbering();
    let isSame = true;
    const deciding = decidingDigits(this.#conflict.digits, () => {
      const possible = this.now();
      isSame &&= possible.all || !possible.any;
      return patternOf(possible);
    });
    if (deciding === undefined) return { whether: undefined, where: [this.#conflict] };
    if (isSame) return { whether: deciding, where: deciding };
    const where = new DerivedCell({
      length: this.#length,
      inputs: [...deciding, along],
      make: (place) => Number(this.isAt(place)),
      keyOf: Number,
    });
    return { whether: decidingDigits(deciding, () => Number(this.now().any)), where: [where] };
  }
}

/** Equal numbers for rows of which the same designs can be. */
function numbering(): (possible: Possible) => number {
  const numbers = new Map<string, number>();
  return onceFor(
    (possible: Possible) => possible,
    ({ places }) => {
      const words = places.join("");
      const number = numbers.get(words) ?? numbers.size;
      numbers.set(words, number);
      return number;
    },
  );
}
