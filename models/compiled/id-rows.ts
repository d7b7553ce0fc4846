/** What `only` has of a row with several ids. */
const SEVERAL = -2;

/** Rows of ids by a number each: 0, 1, 2, …; of equal ones there is one. Those of nothing but one id take up no list. */
export class IdRows {
  readonly #length: number;
  /** By row: the id of all of its places, or SEVERAL. */
  readonly #only: number[] = [];
  /** The same the other way. */
  readonly #rowsOfOne = new Map<number, number>();
  readonly #lists: (Int32Array | undefined)[] = [];
  /** By row: where the run of equal ids ends that each place is in. */
  readonly #ends: (Int32Array | undefined)[] = [];
  /** Hash of a row of several ids → rows. */
  readonly #byHash = new Map<number, readonly number[]>();

  constructor(length: number) {
    this.#length = length;
  }

  /** How many rows there are. */
  get size(): number {
    return this.#only.length;
  }

  at(row: number, place: number): number {
    const only = this.#only[row]!;
    return only === SEVERAL ? this.#lists[row]![place]! : only;
  }

  /** The first place after one whose id is another one. */
  endAt(row: number, place: number): number {
    if (this.#only[row] !== SEVERAL) return this.#length;
    return (this.#ends[row] ??= endsOf(this.#lists[row]!))[place]!;
  }

  /** All ids of a row. */
  list(row: number): Int32Array {
    return this.#lists[row] ?? new Int32Array(this.#length).fill(this.#only[row]!);
  }

  /** The number of the row with these ids, each at least −1. */
  of(ids: Int32Array): number {
    const [first = 0] = ids;
    return ids.every((id) => id === first) ? this.#ofOne(first) : this.#ofSeveral(ids);
  }

  #ofOne(id: number): number {
    const known = this.#rowsOfOne.get(id);
    if (known !== undefined) return known;
    this.#rowsOfOne.set(id, this.size);
    return this.#only.push(id) - 1;
  }

  #ofSeveral(ids: Int32Array): number {
    const hash = hashOf(ids);
    const alike = this.#byHash.get(hash) ?? [];
    const known = alike.find((row) => areEqual(this.#lists[row]!, ids));
    if (known !== undefined) return known;
    const row = this.#only.push(SEVERAL) - 1;
    this.#byHash.set(hash, [...alike, row]);
    this.#lists[row] = ids.slice();
    return row;
  }
}

function hashOf(ids: Int32Array): number {
  let hash = 0;
  for (let i = 0; i < ids.length; i++) hash = Math.imul(hash ^ ids[i]!, 0x01000193) ^ (hash >>> 15);
  return hash;
}

function areEqual(a: Int32Array, b: Int32Array): boolean {
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}

function endsOf(ids: Int32Array): Int32Array {
  const ends = new Int32Array(ids.length);
  for (let place = ids.length - 1; place >= 0; place--)
    ends[place] = ids[place] === ids[place + 1] ? ends[place + 1]! : place + 1;
  return ends;
}
