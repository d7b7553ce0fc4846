/**
 * A point in 32 bits, so that one subtraction tells that it does not dominate another. Each objective, up to the 16th, is a
 * field: below a guard bit, which is 0, the level, that is how many quantiles of the front the point is not below. A code with
 * its guards set, minus another code, keeps all guards only if the other has no higher level, as what dominates it must.
 */
export class LevelCode {
  /** The guard bits of a code. */
  readonly guards: number;
  readonly #objectives: number;
  readonly #fields: number;
  /** Bits of a field, guard included. */
  readonly bits: number;
  /** Levels of a field: a power of two. */
  readonly #levels: number;
  /** Of each field the values at which its levels begin, in ascending order; that of level 0 is not used. */
  readonly #begins: Float64Array;

  constructor(objectives: number) {
    this.#objectives = objectives;
    this.#fields = Math.min(objectives, 16);
    this.bits = Math.min(11, Math.floor(32 / this.#fields));
    this.#levels = 1 << (this.bits - 1);
    this.#begins = new Float64Array(this.#fields * this.#levels).fill(Infinity);
    this.guards = 0;
    for (let k = 0; k < this.#fields; k++) this.guards |= this.#levels << (k * this.bits);
  }

  /** The code of the point whose objectives start at `at`. */
  of(costs: Float64Array, at: number): number {
    const begins = this.#begins;
    let code = 0;
    for (let k = 0; k < this.#fields; k++) {
      const first = k * this.#levels;
      let level = first;
      for (let step = this.#levels >> 1; step > 0; step >>= 1)
        if (begins[level + step]! <= costs[at + k]!) level += step;
      code |= (level - first) << (k * this.bits);
    }
    return code;
  }

  /** The part of all points that a point with this code dominates, were its objectives independent. */
  strength(code: number): number {
    let part = 1;
    for (let k = 0, rest = code; k < this.#fields; k++, rest >>>= this.bits)
      part *= 1 - (rest & (this.#levels - 1)) / this.#levels;
    return part;
  }

  /** Takes levels of the points in `slots`, whose objectives start at slot · objectives; codes made before are void. */
  fit(keys: Float64Array, slots: readonly number[]): void {
    const sample = slots.filter((_, i) => i % Math.ceil(slots.length / this.#levels / 16) === 0);
    for (let k = 0; k < this.#fields; k++) {
      const values = Float64Array.from(sample, (slot) => keys[slot * this.#objectives + k]!).toSorted();
      for (let level = 0; level < this.#levels; level++)
        this.#begins[k * this.#levels + level] = values[Math.floor((level * values.length) / this.#levels)]!;
    }
  }
}
