import { GrowingTable, type PointTable } from "./point-table.ts";

/** How many dominated points a report draws. */
export const CLOUD_SIZE = 2000;

/**
 * A sample of a stream of points that depends on nothing but their indices and the seed: each index is hashed, and the
 * `size` points of smallest hash (of equal ones, of smallest index) stay. Any order, and any split into parts that are merged, gives the same sample.
 */
export class CloudSample {
  readonly #size: number;
  readonly #seed: number;
  readonly #table: GrowingTable;
  #limit: number;

  /**
   * @param width numbers of a row
   * @param limit points that hash above it are known not to be needed (from another part of the same stream)
   */
  constructor(seed: number, width: number, size = CLOUD_SIZE, limit = Infinity) {
    this.#size = size;
    this.#seed = seed;
    this.#table = new GrowingTable(width);
    this.#limit = limit;
  }

  /** Points that hash above this are not in the sample. */
  get limit(): number {
    return this.#limit;
  }

  /** Whether a point would be kept, as far as is known now. */
  wants(index: number): boolean {
    return hashIndex(index, this.#seed) <= this.#limit;
  }

  add(index: number, rows: Float64Array, offset: number): void {
    if (!this.wants(index)) return;
    this.#table.push(index, rows, offset);
    if (this.#table.length >= 2 * this.#size) this.#shrink();
  }

  /** The sample so far, in order of index. */
  table(): PointTable {
    this.#shrink();
    return this.#table.tableByIndex();
  }

  #shrink(): void {
    if (this.#table.length <= this.#size) return;
    const hashes = Array.from({ length: this.#table.length }, (_, place) =>
      hashIndex(this.#table.indexAt(place), this.#seed),
    );
    const kept = Array.from(hashes.keys())
      .toSorted((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0) || this.#table.indexAt(a) - this.#table.indexAt(b))
      .slice(0, this.#size);
    this.#limit = Math.min(this.#limit, hashes[kept.at(-1) ?? 0] ?? Infinity);
    this.#table.refill(this.#table.table(kept));
  }
}

/**
 * A hash of a point's index, from 0 to below 2³²: the finaliser of MurmurHash3 on its lowest 32 bits, which is a bijection, so no
 * two indices below 2³² collide. Of larger ones the other bits go in too, and 21 more bits of hash stand behind the point.
 */
export function hashIndex(index: number, seed: number): number {
  const low = index ^ Math.imul(seed, 0x9e3779b1);
  if (index < WORD) return mixed(low);
  const high = mixed(Math.floor(index / WORD));
  const whole = mixed(low ^ high);
  return whole + (mixed(Math.imul(whole, 0x85ebca6b) ^ high) >>> 11) / 2 ** 21;
}

const WORD = 2 ** 32;

/** The finaliser. */
function mixed(word: number): number {
  let hash = word;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
