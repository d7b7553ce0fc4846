import type { Profile, Shape } from "../cost/delay/profile.ts";
import type { DerivedCell } from "./cells.ts";
import type { NarrowTop } from "./narrow-top.ts";
import type { NetRows, RowNumbers } from "./net-rows.ts";
import type { Net } from "./wide-nets.ts";

/** What the designs of a row have in common about a net. */
interface NetOfRow {
  /** Whether its bits arrive in one shape in all of them, or in none of them. */
  readonly hasOneShape: boolean;
  /** Whether it is driven in all of them, or in none. */
  readonly isAlike: boolean;
  /** When its latest bit arrives [ps]; −∞ where none does. */
  readonly arrivals: RowNumbers;
}

/** The instances that the design's ports drive, along rows. */
export class FirstRows {
  readonly #cell: DerivedCell<NarrowTop>;
  readonly #rows: NetRows;
  /** By state of the cell, then by id of a net. */
  readonly #nets: (NetOfRow | undefined)[][] = [];
  readonly #paths: (RowNumbers | undefined)[] = [];
  readonly #errors: (boolean | undefined)[] = [];

  constructor(cell: DerivedCell<NarrowTop>, rows: NetRows) {
    this.#cell = cell;
    this.#rows = rows;
  }

  /** Equal for rows with the same instances. */
  get state(): number {
    return this.#cell.state;
  }

  /** The first place after one whose instances are others. */
  endAt(place: number): number {
    return this.#cell.endAt(place);
  }

  isSoundAt(place: number): boolean {
    return this.#cell.isSoundAt(place);
  }

  /** Whether the instances cannot be worked out at some place of the current row. */
  hasErrors(): boolean {
    const { state } = this.#cell;
    return (this.#errors[state] ??= this.#rows.copies.numbers.some(
      (_, place) => !this.#cell.isSoundOrNothingAt(place),
    ));
  }

  at(place: number): NarrowTop {
    return this.#cell.at(place);
  }

  /** Of the instances at each place the longest path [ps]; 0 where there are none. */
  paths(): RowNumbers {
    const { state } = this.#cell;
    return (this.#paths[state] ??= this.#rows.each((_, place) => this.#topAt(place)?.pathPs ?? 0));
  }

  /** About a net along the current row. */
  net(net: Net): NetOfRow {
    const { state } = this.#cell;
    const known = (this.#nets[state] ??= []);
    return (known[net.id] ??= this.#makeNet(net));
  }

  /** In which shape a net's bits arrive; undefined: not at all. */
  shapeAt(net: Net, place: number): Shape | undefined {
    const profile = this.#topAt(place)?.profileOf(net);
    return isProfile(profile) ? profile.shape : undefined;
  }

  #makeNet(net: Net): NetOfRow {
    const found = Array.from(this.#rows.copies.numbers, (_, place) => this.#topAt(place)?.profileOf(net));
    const used = found.filter((each) => each !== undefined);
    return {
      hasOneShape: new Set(used.map((each) => (isProfile(each) ? each.shape : each))).size <= 1,
      isAlike: new Set(used.map((each) => (isProfile(each) ? "driven" : each))).size <= 1,
      arrivals: this.#rows.each((_, place) => {
        const profile = found[place];
        return isProfile(profile) ? profile.latestPs : -Infinity;
      }),
    };
  }

  /** Undefined where there is no such design, or where it cannot be worked out. */
  #topAt(place: number): NarrowTop | undefined {
    const top = this.#cell.values[this.#cell.idAt(place)];
    return top instanceof Error ? undefined : top;
  }
}

function isProfile(profile: Profile | null | "unknown" | undefined): profile is Profile {
  return profile !== null && profile !== undefined && profile !== "unknown";
}
