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

/** The same as positions of outer digits: it follows from the lists of parameters alone, whatever tables there are. */
export interface DecidingPositions {
  readonly whether: readonly number[];
  readonly where: readonly number[];
  /** Whether of each row all designs can be, or none. */
  readonly isSame: boolean;
}

/** Finds out which digits decide, or gives what was found out before. @param find undefined: there are too many to find out */
export type DecidedOnce = (find: () => DecidingPositions | undefined) => DecidingPositions | undefined;

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
  constructor(
    conflict: DerivedCell<string>,
    length: number,
    along: Cell<unknown>,
    outer: readonly Digit[],
    decidedOnce: DecidedOnce,
  ) {
    this.#conflict = conflict;
    this.#length = length;
    const found = decidedOnce(() => this.#findDeciding());
    this.deciding =
      found === undefined ? { whether: undefined, where: [conflict] } : this.#decidingCells(found, along, outer);
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

  #findDeciding(): DecidingPositions | undefined {
    const patternOf = numbering();
    let isSame = true;
    const where = decidingDigits(this.#conflict.digits, () => {
      const possible = this.now();
      isSame &&= possible.all || !possible.any;
      return patternOf(possible);
    });
    if (where === undefined) return undefined;
    const whether = isSame ? where : decidingDigits(where, () => Number(this.now().any));
    const positionsOf = (digits: readonly Digit[] = []) => digits.map(({ position }) => position);
    return { whether: positionsOf(whether), where: positionsOf(where), isSame };
  }

  #decidingCells(found: DecidingPositions, along: Cell<unknown>, outer: readonly Digit[]): Deciding {
    const digitsAt = (positions: readonly number[]) => positions.map((position) => outer[position]!);
    const [whether, where] = [digitsAt(found.whether), digitsAt(found.where)];
    if (found.isSame) return { whether, where };
    const possible = new DerivedCell({
      length: this.#length,
      inputs: [...where, along],
      make: (place) => Number(this.isAt(place)),
      keyOf: Number,
    });
    return { whether, where: [possible] };
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
