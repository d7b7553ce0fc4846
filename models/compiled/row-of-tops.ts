import type { TopAnalysis, TopModel } from "../cost/delay/critical-path.ts";
import { Joint, type Spread } from "./joint.ts";
import { NetRows } from "./net-rows.ts";
import type { WideTop } from "./wide-top.ts";

/** Buffers on a net, and the part whose port says how often they move. */
export interface RowNet {
  readonly part: string;
  readonly port: string;
  /** Along the row. */
  readonly buffers: Float64Array;
}

/** What is known of the tops of the designs in a row. */
export interface RowOfTops {
  /** Longest path [ps]. */
  readonly pathPs: Float64Array;
  /** Fan-out buffers between the instances. */
  readonly buffers: Float64Array;
  readonly nets: readonly RowNet[];
}

/** What stands at the top of the design at a place of a row. */
export interface Place {
  /** Narrow instances that the design's ports drive, and the other narrow ones. */
  readonly first: TopAnalysis;
  readonly rest: TopAnalysis;
  readonly wide: WideTop;
  readonly spread: readonly Spread[];
}

/** Puts the tops of a row together from what narrow, wide and spread instances are by themselves. */
export class TopJoiner {
  readonly #timing: TopModel;
  readonly #nets: NetRows;
  readonly #joints = new Map<TopAnalysis, Map<TopAnalysis, Map<WideTop, Joint>>>();

  /** @param copies of the wide instances, along a row */
  constructor(timing: TopModel, copies: Float64Array) {
    this.#timing = timing;
    this.#nets = new NetRows(timing, copies);
  }

  /** @param placeAt what stands at a place of the row; undefined: nothing */
  join(placeAt: (place: number) => Place | undefined): RowOfTops {
    const { length } = this.#nets.copies;
    const row = new RowWriter(length);
    for (let k = 0; k < length; k++) {
      const place = placeAt(k);
      if (place === undefined) continue;
      const joint = this.#jointOf(place);
      row.raise(k, joint.pathPs);
      for (const { basePs, delays } of joint.terms) row.raise(k, basePs + delays[k]!);
      for (const { part, port, buffers } of joint.nets) row.add(k, part, port, buffers[k]!);
      for (const { part, port, buffers } of place.rest.nets) row.add(k, part, port, buffers);
      for (const spread of place.spread)
        joint.joinSpread(
          spread,
          k,
          (ps) => row.raise(k, ps),
          (part, port, buffers) => row.add(k, part, port, buffers),
        );
    }
    return row.done();
  }

  #jointOf({ first, rest, wide }: Place): Joint {
    const ofFirst = this.#joints.get(first) ?? new Map<TopAnalysis, Map<WideTop, Joint>>();
    this.#joints.set(first, ofFirst);
    const ofRest = ofFirst.get(rest) ?? new Map<WideTop, Joint>();
    ofFirst.set(rest, ofRest);
    const joint = ofRest.get(wide) ?? new Joint(this.#timing, this.#nets, [first, rest], wide);
    ofRest.set(wide, joint);
    return joint;
  }
}

/** Collects what is found at the places of a row. */
class RowWriter {
  readonly #pathPs: Float64Array;
  readonly #buffers: Float64Array;
  readonly #nets: (RowNet & { readonly buffers: Float64Array })[] = [];

  constructor(length: number) {
    this.#pathPs = new Float64Array(length);
    this.#buffers = new Float64Array(length);
  }

  /** A path of the design at a place. */
  raise(place: number, pathPs: number): void {
    if (pathPs > this.#pathPs[place]!) this.#pathPs[place] = pathPs;
  }

  add(place: number, part: string, port: string, buffers: number): void {
    if (buffers === 0) return;
    this.#buffers[place] = this.#buffers[place]! + buffers;
    const counts = this.#netOf(part, port).buffers;
    counts[place] = counts[place]! + buffers;
  }

  done(): RowOfTops {
    return { pathPs: this.#pathPs, buffers: this.#buffers, nets: this.#nets };
  }

  #netOf(part: string, port: string): RowNet {
    for (const net of this.#nets) if (net.part === part && net.port === port) return net;
    const net = { part, port, buffers: new Float64Array(this.#pathPs.length) };
    this.#nets.push(net);
    return net;
  }
}
