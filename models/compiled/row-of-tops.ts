import type { TopAnalysis } from "../cost/delay/critical-path.ts";
import type { DerivedCell } from "./cells.ts";
import { Joint, wideNetsOf, type TopWriter } from "./joint.ts";
import type { NetRows } from "./net-rows.ts";
import type { SpreadRows } from "./spread-rows.ts";
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

/** What stands at the tops of the designs of a row. */
export interface TopCells {
  /** Narrow instances that the design's ports drive, and the other narrow ones. */
  readonly first: DerivedCell<TopAnalysis>;
  readonly rest: DerivedCell<TopAnalysis>;
  readonly wide: DerivedCell<WideTop>;
  readonly spread: readonly SpreadRows[];
}

/** Joints that are kept, some ten MB; a larger space makes those of its rows anew. */
const MOST_JOINTS = 2 ** 15;

/** Puts the tops of a row together from what narrow, wide and spread instances are by themselves. */
export class TopJoiner {
  readonly #nets: NetRows;
  readonly #row: RowWriter;
  readonly #joints = new Map<TopAnalysis, Map<TopAnalysis, Map<WideTop, Joint>>>();
  readonly #wideNets = new WeakMap<WideTop, ReturnType<typeof wideNetsOf>>();
  #known = 0;

  constructor(nets: NetRows) {
    this.#nets = nets;
    this.#row = new RowWriter(nets.copies.length);
  }

  /**
   * The tops of a row, in lists that the next row overwrites; a path is 0 where something cannot be worked out.
   * @param isPossible whether there is a design at a place
   */
  join(cells: TopCells, isPossible: (place: number) => boolean): RowOfTops {
    const { length } = this.#nets.copies;
    const { first, rest, wide } = cells;
    this.#row.begin();
    for (let begin = 0; begin < length;) {
      let end = begin + 1;
      if (isPossible(begin)) {
        const [f, r, w] = [first.idAt(begin), rest.idAt(begin), wide.idAt(begin)];
        while (end < length && isPossible(end) && first.idAt(end) === f && rest.idAt(end) === r && wide.idAt(end) === w)
          end++;
        if (first.isSoundAt(begin) && rest.isSoundAt(begin) && wide.isSoundAt(begin)) this.#joinRun(cells, begin, end);
      }
      begin = end;
    }
    return this.#row.done();
  }

  /** Designs that differ in copies and in what is spread over them alone. */
  #joinRun(cells: TopCells, begin: number, end: number): void {
    const row = this.#row;
    const rest = cells.rest.at(begin);
    const joint = this.#jointOf(cells.first.at(begin), rest, cells.wide.at(begin));
    row.raise(begin, end, joint.pathPs, undefined);
    for (const { basePs, delays } of joint.terms) row.raise(begin, end, basePs, delays);
    for (const { buffers } of joint.nets)
      if (buffers !== undefined) row.addRow(begin, end, buffers.part, buffers.port, buffers.row);
    for (const { part, port, buffers } of rest.nets) row.addSame(begin, end, part, port, buffers);
    for (const spread of cells.spread) {
      joint.joinSpread(spread, begin, end, row);
      for (let place = begin; place < end; place++) if (!spread.cell.isSoundOrNothingAt(place)) row.spoil(place);
    }
  }

  #jointOf(first: TopAnalysis, rest: TopAnalysis, wide: WideTop): Joint {
    const ofFirst = this.#joints.get(first) ?? new Map<TopAnalysis, Map<WideTop, Joint>>();
    const ofRest = ofFirst.get(rest) ?? new Map<WideTop, Joint>();
    const known = ofRest.get(wide);
    if (known !== undefined) return known;
    if (this.#known++ > MOST_JOINTS) this.#forget();
    const nets = this.#wideNets.get(wide) ?? wideNetsOf(this.#nets, wide);
    this.#wideNets.set(wide, nets);
    const joint = new Joint(this.#nets, [first, rest], wide, nets);
    this.#joints.set(first, ofFirst);
    ofFirst.set(rest, ofRest);
    ofRest.set(wide, joint);
    return joint;
  }

  #forget(): void {
    this.#joints.clear();
    this.#known = 0;
  }
}

/** Collects what is found at the places of a row, again and again in the same lists. */
class RowWriter implements TopWriter {
  readonly #pathPs: Float64Array;
  readonly #buffers: Float64Array;
  /** All nets that a row has had. */
  readonly #nets: RowNet[] = [];
  #used: RowNet[] = [];

  constructor(length: number) {
    this.#pathPs = new Float64Array(length);
    this.#buffers = new Float64Array(length);
  }

  begin(): void {
    this.#pathPs.fill(0);
    this.#buffers.fill(0);
    for (const { buffers } of this.#used) buffers.fill(0);
    this.#used = [];
  }

  /** A path of the designs at places `begin` … `end` − 1. @param besides what is added to it, by place */
  raise(begin: number, end: number, pathPs: number, besides: Float64Array | undefined): void {
    const paths = this.#pathPs;
    for (let k = begin; k < end; k++) {
      const path = besides === undefined ? pathPs : pathPs + besides[k]!;
      if (path > paths[k]!) paths[k] = path;
    }
  }

  /** Something at a place cannot be worked out: no later path may hide it. */
  spoil(place: number): void {
    this.#pathPs[place] = Number.NaN;
  }

  addRow(begin: number, end: number, part: string, port: string, buffers: Float64Array): void {
    const counts = this.#netOf(part, port).buffers;
    for (let k = begin; k < end; k++) {
      this.#buffers[k] = this.#buffers[k]! + buffers[k]!;
      counts[k] = counts[k]! + buffers[k]!;
    }
  }

  addSame(begin: number, end: number, part: string, port: string, buffers: number): void {
    if (buffers === 0) return;
    const counts = this.#netOf(part, port).buffers;
    for (let k = begin; k < end; k++) {
      this.#buffers[k] = this.#buffers[k]! + buffers;
      counts[k] = counts[k]! + buffers;
    }
  }

  done(): RowOfTops {
    return { pathPs: this.#pathPs, buffers: this.#buffers, nets: this.#used };
  }

  #netOf(part: string, port: string): RowNet {
    for (const net of this.#used) if (net.port === port && net.part === part) return net;
    let net = this.#nets.find((each) => each.port === port && each.part === part);
    if (net === undefined) {
      net = { part, port, buffers: new Float64Array(this.#pathPs.length) };
      this.#nets.push(net);
    }
    this.#used.push(net);
    return net;
  }
}
