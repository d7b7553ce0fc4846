import { GrowingTable, sortedByIndex, type PointTable } from "./point-table.ts";

/** How many dominated points a report draws. */
export const CLOUD_SIZE = 2000;

/**
 * A sample of a stream of points that depends on nothing but their indices and the seed: each index is hashed, and the
 * `size` points of smallest hash stay. Any order, and any split into parts that are merged, gives the same sample.
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
    return sortedByIndex(this.#table.table());
  }

  #shrink(): void {
    if (this.#table.length <= this.#size) return;
    const hashes = Array.from({ length: this.#table.length }, (_, place) =>
      hashIndex(this.#table.indexAt(place), this.#seed),
    );
    const kept = Array.from(hashes.keys())
      .toSorted((a, b) => (hashes[a] ?? 0) - (hashes[b] ?? 0))
      .slice(0, this.#size);
    this.#limit = Math.min(this.#limit, hashes[kept.at(-1) ?? 0] ?? Infinity);
    this.#table.refill(this.#table.table(kept));
  }
}

/** A 32-bit hash of a point's index: the finaliser of MurmurHash3, which is a bijection, so no two indices collide. */
export function hashIndex(index: number, seed: number): number {
  let hash = (index ^ Math.imul(seed, 0x9e3779b1)) | 0;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return (hash ^ (hash >>> 16)) >>> 0;
}
