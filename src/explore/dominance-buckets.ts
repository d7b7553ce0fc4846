import type { MetricList } from "../../models/compiled/row-scratch.ts";
import { Champions } from "./champions.ts";
import type { Dominators } from "./dominators.ts";
import { firstWorse } from "./first-worse.ts";
import { LevelCode } from "./level-code.ts";

/**
 * Points of the front, in buckets by the highest bits of their level codes, so that a new point meets few of them: only
 * where the codes of a bucket, and then of a point, allow that one dominates the other. All objectives are to be minimised.
 */
export class DominanceBuckets implements Dominators {
  readonly #width: number;
  readonly #champions: Champions;
  /** That of the strongest champion. */
  #strength = -1;
  readonly #levels: LevelCode;
  /** The least of each objective of some points. */
  readonly #corner: Float64Array;
  /** Objectives of the point with slot s: from s times their number. */
  #keys: Float64Array;
  /** The bits of a code that name its bucket. */
  #mask = 0;
  readonly #places = new Map<number, number>();
  /** Of each bucket those bits, and of its points codes and slots. */
  #corners: number[] = [];
  #buckets: { readonly codes: number[]; readonly slots: number[] }[] = [];
  /** Above 0 all is fitted again: points that came, less those that were there, and 1/64 for each comparison. */
  #wear = 0;

  constructor(objectives: number) {
    this.#width = objectives;
    this.#champions = new Champions(objectives);
    this.#levels = new LevelCode(objectives);
    this.#keys = new Float64Array(64 * objectives);
    this.#corner = new Float64Array(objectives);
  }

  dominates(costs: Float64Array, at: number): boolean {
    return this.#champions.dominate(costs, at) || this.#bucketDominates(costs, at);
  }

  #bucketDominates(costs: Float64Array, at: number): boolean {
    const keys = this.#keys;
    const width = this.#width;
    const corners = this.#corners;
    const guards = this.#levels.guards;
    const code = this.#levels.of(costs, at) | guards;
    for (let place = 0; place < corners.length; place++) {
      if (((code - corners[place]!) & guards) !== guards) continue;
      const { codes, slots } = this.#buckets[place]!;
      for (let i = 0; i < codes.length; i++) {
        if (((code - codes[i]!) & guards) !== guards) continue;
        const key = slots[i]! * width;
        this.#wear += 1 / 64;
        if (firstWorse(keys, key, costs, at, width) < width) continue;
        // What dominates an equal point is not on the front.
        if (firstWorse(costs, at, keys, key, width) === width) return false;
        this.#champions.learn(keys, key);
        return true;
      }
    }
    return false;
  }

  /** By sixteens, then by fours: what is better than all of some points, if it is dominated, says so of them at once. */
  sift(costs: readonly MetricList[], count: number, left: Int32Array): number {
    let found = 0;
    for (let begin = 0; begin < count; begin += 16) {
      const end = Math.min(count, begin + 16);
      if (this.#areDominated(costs, begin, end)) continue;
      for (let at = begin; at < end; at += 4) {
        const next = Math.min(end, at + 4);
        if (this.#areDominated(costs, at, next)) continue;
        for (let i = at; i < next; i++) if (!this.#areDominated(costs, i, i + 1)) left[found++] = i;
      }
    }
    return found;
  }

  #areDominated(costs: readonly MetricList[], begin: number, end: number): boolean {
    const corner = this.#corner;
    for (let k = 0; k < corner.length; k++) {
      const { numbers } = costs[k]!;
      let least = numbers[begin]!;
      for (let i = begin + 1; i < end; i++) least = Math.min(least, numbers[i]!); // NaN if one is
      if (Number.isNaN(least)) return false;
      corner[k] = least;
    }
    return this.dominates(corner, 0);
  }

  removeDominated(costs: Float64Array, at: number, removed: (slot: number) => void): void {
    const keys = this.#keys;
    const width = this.#width;
    const corners = this.#corners;
    const guards = this.#levels.guards;
    const free = ~this.#mask | guards;
    const code = this.#levels.of(costs, at);
    for (let place = 0; place < corners.length; place++) {
      if ((((corners[place]! | free) - code) & guards) !== guards) continue;
      const { codes, slots } = this.#buckets[place]!;
      for (let i = codes.length - 1; i >= 0; i--) {
        if ((((codes[i]! | guards) - code) & guards) !== guards) continue;
        const slot = slots[i]!;
        if (firstWorse(costs, at, keys, slot * width, width) < width) continue;
        if (firstWorse(keys, slot * width, costs, at, width) === width) return;
        codes[i] = codes.at(-1)!;
        slots[i] = slots.at(-1)!;
        codes.pop();
        slots.pop();
        removed(slot);
      }
    }
  }

  insert(slot: number, costs: Float64Array, at: number): void {
    const width = this.#width;
    const keys = this.#keys;
    if (slot * width === keys.length) {
      this.#keys = new Float64Array(2 * keys.length);
      this.#keys.set(keys);
    }
    for (let k = 0; k < width; k++) this.#keys[slot * width + k] = costs[at + k]!;
    this.#put(slot, this.#levels.of(costs, at));
    if (++this.#wear > 0) this.#fit();
  }

  #put(slot: number, code: number): void {
    const corner = code & this.#mask;
    const place = this.#places.get(corner) ?? this.#corners.length;
    if (place === this.#corners.length) {
      this.#places.set(corner, place);
      this.#corners.push(corner);
      this.#buckets.push({ codes: [], slots: [] });
    }
    this.#buckets[place]!.codes.push(code);
    this.#buckets[place]!.slots.push(slot);
    const strength = this.#levels.strength(code);
    if (strength <= this.#strength) return;
    this.#strength = strength;
    this.#champions.strongest.set(this.#keys.subarray(slot * this.#width, (slot + 1) * this.#width));
  }

  /** Fits levels to the points there are, and the buckets: about as many as the root of the points. */
  #fit(): void {
    const slots = this.#buckets.flatMap((bucket) => bucket.slots);
    this.#levels.fit(this.#keys, slots);
    const codes = slots.map((slot) => this.#levels.of(this.#keys, slot * this.#width));
    const countCorners = (mask: number): number => new Set(codes.map((code) => code & mask)).size;
    this.#mask = 0;
    for (let bit = 1; bit < this.#levels.bits && 4 * countCorners(this.#mask) ** 2 < slots.length; bit++)
      this.#mask |= this.#levels.guards >>> bit;
    this.#places.clear();
    this.#corners = [];
    this.#buckets = [];
    this.#strength = -1;
    this.#wear = -slots.length - 8;
    for (const [i, slot] of slots.entries()) this.#put(slot, codes[i]!);
  }
}
