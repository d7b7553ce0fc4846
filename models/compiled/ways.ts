import type { Shape } from "../cost/delay/profile.ts";
import type { NetRows } from "./net-rows.ts";
import { PairIds } from "./pair-ids.ts";
import { delaysOf, type NetReader, type ReaderKind, type ReadersWays, type WideNet } from "./wide-nets.ts";

/** The longest way over bits with as many pins behind them, the net apart [ps]. */
export interface Way {
  readonly pins: number;
  readonly pathPs: number;
}

/** Ways from a driver through a net to ends, less the latest bit of the driver and the longest way behind the net. */
export interface NetWays {
  readonly paths: Float64Array;
  /** Of each way: the pins on its net at the reader, and the id of its net's delays along the row. */
  readonly pins: Float64Array;
  readonly delays: Int32Array;
}

/** The ways from bits that arrive in a shape, through a reader, to ends; each worked out once. */
export class Ways {
  readonly #rows: NetRows;
  readonly #pairs = new PairIds();
  readonly #known: NetWays[] = [];

  constructor(rows: NetRows) {
    this.#rows = rows;
  }

  of(shape: Shape, kind: ReaderKind): NetWays {
    const id = this.#pairs.of(shape.id, kind.id);
    return (this.#known[id] ??= this.#make(shape, kind));
  }

  /** Of all readers of a net together. */
  ofReaders({ ways, readers }: WideNet, shape: Shape): ReadersWays {
    for (let i = 0; i < ways.length; i++) if (ways[i]!.shape === shape) return ways[i]!;
    const made = this.#makeOfReaders(readers, shape);
    ways.push(made);
    return made;
  }

  #makeOfReaders(readers: readonly NetReader[], shape: Shape): ReadersWays {
    const longest = new Map<number, number>();
    for (const { kind, endsPs } of readers) {
      if (kind === undefined) continue;
      const { paths, delays } = this.of(shape, kind);
      for (const [i, id] of delays.entries())
        longest.set(id, Math.max(longest.get(id) ?? -Infinity, endsPs + paths[i]!));
    }
    let longestPs = -Infinity;
    for (const [id, path] of longest) longestPs = Math.max(longestPs, path + this.#rows.allDelays[id]!.most);
    return {
      shape,
      paths: Float64Array.from(longest.values()),
      delays: Int32Array.from(longest.keys()),
      longestPs,
    };
  }

  #make(shape: Shape, { pins, ends, isShared, others }: ReaderKind): NetWays {
    const ways = longestByPins(shape.bits, pins.pins, ends.bits);
    const delays = ways.map(({ pins: own }) => delaysOf(this.#rows, own, isShared, others));
    return {
      paths: Float64Array.from(ways, ({ pathPs }) => pathPs),
      pins: Float64Array.from(ways, ({ pins: own }) => own),
      delays: Int32Array.from(delays, ({ id }) => id),
    };
  }
}

/**
 * The ways from bits to ends, by pins. As many bits as differ in place: one copy's bits, again and again, against the pins
 * that they drive, again and again.
 */
export function longestByPins(bits: Float64Array, pins: Float64Array, ends: Float64Array): readonly Way[] {
  const longest = new Map<number, number>();
  const places = pins.length % bits.length === 0 ? pins.length : bits.length * pins.length;
  for (let i = 0; i < places; i++) {
    const at = i % pins.length;
    const path = bits[i % bits.length]! + ends[at % ends.length]!;
    const own = pins[at]!;
    if (path > (longest.get(own) ?? -Infinity)) longest.set(own, path);
  }
  return [...longest].map(([own, pathPs]) => ({ pins: own, pathPs }));
}
