import { GRAINS } from "../../../src/core/grains.ts";

/**
 * When the bits of a port arrive: the latest one [ps], and how far each bit is before it. Profiles of equal shape share
 * one object, so that what follows from a shape is worked out once.
 */
export interface Profile {
  readonly latestPs: number;
  readonly shape: Shape;
}

/** Arrival of each bit less that of the latest: 0 or below, −Infinity where nothing arrives. */
export interface Shape {
  readonly id: number;
  readonly bits: Float64Array;
}

/** Gives equal shapes one object. */
export class Shapes {
  readonly #byHash = new Map<number, Shape[]>();
  readonly #even = new Map<number, Shape>();
  #count = 0;

  /** All bits at once. */
  even(width: number): Shape {
    const known = this.#even.get(width) ?? this.#intern(new Float64Array(width));
    this.#even.set(width, known);
    return known;
  }

  /** The shape with these bits, of which the latest is 0. */
  of(bits: Float64Array): Shape {
    return this.#intern(bits);
  }

  /** The profile of these arrivals, or undefined if nothing arrives. */
  profile(bits: Float64Array): Profile | undefined {
    let latestPs = -Infinity;
    for (const each of bits) if (each > latestPs) latestPs = each;
    if (latestPs === -Infinity) return undefined;
    return { latestPs, shape: this.#intern(bits.map((each) => each - latestPs)) };
  }

  #intern(bits: Float64Array): Shape {
    const hash = hashOf(bits);
    const candidates = this.#byHash.get(hash) ?? [];
    const found = candidates.find((shape) => areEqual(shape.bits, bits));
    if (found !== undefined) return found;
    const shape = { id: this.#count++, bits };
    this.#byHash.set(hash, [...candidates, shape]);
    return shape;
  }
}

function hashOf(bits: Float64Array): number {
  let hash = bits.length | 0;
  for (const each of bits) hash = Math.imul(hash ^ (each * GRAINS), 0x01000193) ^ (hash >>> 15);
  return hash;
}

function areEqual(a: Float64Array, b: Float64Array): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) if (a[i] !== b[i]) return false;
  return true;
}
