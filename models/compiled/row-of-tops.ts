import type { Profile, Shape } from "../cost/delay/profile.ts";
import type { DerivedCell } from "./cells.ts";
import type { Possible } from "./possible-designs.ts";
import type { FirstRows } from "./first-rows.ts";
import { Terms, type RowList } from "./kernels/row-memory.ts";
import type { NarrowTop } from "./narrow-top.ts";
import type { NetRows, RowNumbers } from "./net-rows.ts";
import { RowSum } from "./row-sum.ts";
import { Runs } from "./runs.ts";
import type { Spread, SpreadNetRows, SpreadRows } from "./spread-rows.ts";
import { Ways } from "./ways.ts";
import type { Net, NetReader, ReaderPort, WideNet, WideNets } from "./wide-nets.ts";

/** What stands at the tops of the designs of a row. */
export interface TopCells {
  /** Narrow instances that the design's ports drive, and the other narrow ones. */
  readonly first: FirstRows;
  readonly rest: DerivedCell<NarrowTop>;
  readonly wide: DerivedCell<WideNets>;
  readonly spread: readonly SpreadRows[];
}

/** Takes the buffers on a net of the designs at places `begin` … `end` − 1: so many at each, or those of a list. */
export type VisitNet = (
  reader: ReaderPort,
  begin: number,
  end: number,
  buffers: number,
  list: RowList | undefined,
) => void;

/**
 * Puts the tops of a row together from what narrow, wide and spread instances are by themselves. Lists are overwritten by
 * the next row.
 */
export class TopJoiner {
  /** Longest path [ps]; 0 where something cannot be worked out. */
  readonly pathPs: RowList;
  /** Fan-out buffers between the instances. */
  readonly buffers: RowList;
  /** Of the current run: paths along the row, and buffers. */
  readonly #paths: Terms;
  readonly #arrivals: Arrivals;
  readonly #buffers: RowSum;
  readonly #cells: TopCells;
  readonly #rows: NetRows;
  readonly #ways: Ways;
  readonly #possible: () => Possible;
  /** Runs of designs whose tops are made of the same instances; of the same wide ones; of the same narrow ones, but the first. */
  readonly #runs: { readonly all: Runs; readonly ofWide: Runs; readonly ofRest: Runs };
  /** Moves of the walk when tops were joined last, and the places that were. */
  readonly #joined = { at: -1, first: 0, last: 0 };
  /** Longest path of the current run that no net is part of [ps]. */
  #ownPs = 0;

  constructor(cells: TopCells, rows: NetRows, possible: () => Possible) {
    const { memory, copies } = rows;
    const { length } = copies.numbers;
    this.pathPs = memory.list(length);
    this.buffers = memory.list(length);
    this.#paths = new Terms(memory);
    this.#arrivals = { row: rows.zeros, alsoPs: 0 };
    this.#buffers = new RowSum(memory, copies);
    this.#cells = cells;
    this.#rows = rows;
    this.#ways = new Ways(rows);
    this.#possible = possible;
    this.#runs = { all: new Runs(length), ofWide: new Runs(length), ofRest: new Runs(length) };
  }

  /** Works out paths and buffers at the places `from` … `to` − 1 of the current row. */
  join(from: number, to: number): void {
    const { moves } = this.#cells.wide.walk;
    const joined = this.#joined;
    if (joined.at === moves && joined.first <= from && to <= joined.last) return;
    [joined.at, joined.first, joined.last] = [moves, from, to];
    const { places, all } = this.#possible();
    const { first, rest, wide, spread } = this.#cells;
    const { all: runs, ofWide, ofRest } = this.#runs;
    runs.clear();
    ofWide.clear();
    ofRest.clear();
    for (let begin = from; begin < to;) {
      if (!all && places[begin] === 0) {
        this.#leaveOut(begin, begin + 1);
        begin++;
        continue;
      }
      const isSound = first.isSoundAt(begin) && rest.isSoundAt(begin) && wide.isSoundAt(begin);
      let end = Math.min(to, rest.endAt(begin), wide.endAt(begin));
      for (let i = 0; i < spread.length; i++) end = Math.min(end, spread[i]!.endAt(begin));
      if (!isSound || !this.#areAlike(begin)) end = Math.min(end, first.endAt(begin));
      if (!all) end = Math.min(end, endOfPossible(places, begin));
      if (isSound) this.#joinRun(begin, end);
      else this.#leaveOut(begin, end);
      begin = end;
    }
  }

  /** Visits the nets with buffers at places `from` … `to` − 1 of what was joined last; of one run of designs after the other. */
  visitNets(from: number, to: number, visit: VisitNet): void {
    const { rest, wide } = this.#cells;
    const { ofWide, ofRest } = this.#runs;
    for (let run = 0; run < ofWide.count; run++) {
      const [begin, end] = [Math.max(from, ofWide.begins[run]!), Math.min(to, ofWide.ends[run]!)];
      if (begin >= end) continue;
      const { buffers } = wide.at(begin);
      for (let i = 0; i < buffers.length; i++) visit(buffers[i]!.reader, begin, end, 0, buffers[i]!.row);
    }
    for (let run = 0; run < ofRest.count; run++) {
      const [begin, end] = [Math.max(from, ofRest.begins[run]!), Math.min(to, ofRest.ends[run]!)];
      if (begin >= end) continue;
      const { nets } = rest.at(begin);
      for (let i = 0; i < nets.length; i++) visit(nets[i]!.reader, begin, end, nets[i]!.buffers, undefined);
    }
    this.#visitSpreadNets(from, to, visit);
  }

  /** Whether what first instances drive differs along the row only in when it arrives, as far as wide instances see. */
  #areAlike(place: number): boolean {
    const { first, wide, spread } = this.#cells;
    if (first.hasErrors()) return false;
    const { own, withSpread } = wide.at(place);
    for (let i = 0; i < own.length; i++) if (!first.net(own[i]!.net).hasOneShape) return false;
    for (let i = 0; i < withSpread.length; i++) if (!first.net(withSpread[i]!.net).hasOneShape) return false;
    for (let i = 0; i < spread.length; i++) {
      const { ports } = spread[i]!.at(place) ?? NOTHING;
      for (let port = 0; port < ports.length; port++) if (!first.net(ports[port]!.net).isAlike) return false;
    }
    return true;
  }

  #leaveOut(begin: number, end: number): void {
    this.pathPs.numbers.fill(0, begin, end);
    this.buffers.numbers.fill(0, begin, end);
  }

  #joinRun(begin: number, end: number): void {
    const { first, rest, wide, spread } = this.#cells;
    const { all, ofWide, ofRest } = this.#runs;
    all.add(begin, end, begin);
    ofWide.add(begin, end, wide.idAt(begin));
    ofRest.add(begin, end, rest.idAt(begin));
    const [firstTop, restTop, wideTop] = [first.at(begin), rest.at(begin), wide.at(begin)];
    const { own, buffers } = wideTop;
    const buffersOf = this.#buffers;
    const { memory, zeros } = this.#rows;
    this.#paths.clear();
    buffersOf.clear();
    this.#ownPs = Math.max(wideTop.pathPs, restTop.pathPs);
    this.#take(0, first.paths(), zeros);
    for (let i = 0; i < own.length; i++) this.#takeOwn(own[i]!, firstTop, restTop);
    buffersOf.addSame(restTop.buffers, false);
    for (let i = 0; i < buffers.length; i++) buffersOf.add(buffers[i]!.row, 1);
    for (let i = 0; i < spread.length; i++) this.#takeSpread(spread[i]!, wideTop, begin);
    const { at, count } = this.#paths;
    memory.kernels.longest(this.pathPs.at, begin, end, this.#ownPs, at, count);
    buffersOf.into(this.buffers, begin, end);
    for (let i = 0; i < spread.length; i++)
      if (spread[i]!.hasErrors()) spoil(this.pathPs.numbers, spread[i]!, begin, end);
  }

  /** Takes the ways through a net that no spread instance reads. */
  #takeOwn(wide: WideNet, first: NarrowTop, rest: NarrowTop): void {
    const { net } = wide;
    const profile = profileOf(net, first, rest);
    if (profile === undefined) return;
    const arrivals = this.#arrivalsOf(net, first, profile);
    const { longestPs, paths, delays } = this.#ways.ofReaders(wide, profile.shape);
    if (arrivals.alsoPs + arrivals.row.most + longestPs <= this.#ownPs) return;
    const { allDelays } = this.#rows;
    for (let i = 0; i < paths.length; i++)
      this.#take(arrivals.alsoPs + paths[i]!, arrivals.row, allDelays[delays[i]!]!);
  }

  /** When the bits of a net arrive: along the row, and what comes to that. */
  #arrivalsOf(net: Net, first: NarrowTop, { latestPs }: Profile): Arrivals {
    const isOfFirst = first.profileOf(net) !== "unknown";
    const arrivals = this.#arrivals;
    arrivals.row = isOfFirst ? this.#cells.first.net(net).arrivals : this.#rows.zeros;
    arrivals.alsoPs = isOfFirst ? 0 : latestPs;
    return arrivals;
  }

  /** Takes the nets that a spread instance reads. */
  #takeSpread(spread: SpreadRows, wide: WideNets, begin: number): void {
    const instance = spread.at(begin);
    if (instance === undefined) return;
    const { first, rest } = this.#cells;
    const firstTop = first.at(begin);
    const behindPs = wide.behindSpread.get(instance.name) ?? 0;
    const { ports } = instance;
    for (let port = 0; port < ports.length; port++) {
      const { net } = ports[port]!;
      const profile = profileOf(net, firstTop, rest.at(begin));
      if (profile === undefined) continue;
      const arrivals = this.#arrivalsOf(net, firstTop, profile);
      const { readers, all } = netOf(wide, net);
      const rows = spread.netAt(port, all);
      const paths = first.net(net).hasOneShape ? rows.paths(profile.shape) : rows.pathsFrom(first, net);
      this.#take(arrivals.alsoPs + behindPs, arrivals.row, paths);
      for (let i = 0; i < readers.length; i++) this.#takeBeside(rows, arrivals, profile.shape, readers[i]!);
      if (all.shared + all.single > 0) this.#buffers.add(rows.buffers(), 1);
    }
  }

  /** Takes the ways through a wide reader of a net that a spread instance reads. */
  #takeBeside(rows: SpreadNetRows, arrivals: Arrivals, shape: Shape, { kind, endsPs }: NetReader): void {
    if (kind === undefined) return;
    const { perCopy, fixed } = kind.others;
    const { paths, pins } = this.#ways.of(shape, kind);
    for (let way = 0; way < paths.length; way++) {
      const own = pins[way]!;
      const delays = kind.isShared ? rows.delays(perCopy + own, fixed) : rows.delays(perCopy, fixed + own);
      this.#take(arrivals.alsoPs + endsPs + paths[way]!, arrivals.row, delays);
    }
  }

  /** Takes paths along the row, each the sum of three, unless all are shorter than others. */
  #take(pathPs: number, row: RowNumbers, other: RowNumbers): void {
    if (pathPs + row.most + other.most > this.#ownPs) this.#paths.add(row, pathPs, other);
  }

  #visitSpreadNets(from: number, to: number, visit: VisitNet): void {
    const { wide, spread } = this.#cells;
    const { all: runs } = this.#runs;
    for (const each of spread) {
      for (let run = 0; run < runs.count; run++) {
        const [begin, end] = [Math.max(from, runs.begins[run]!), Math.min(to, runs.ends[run]!)];
        if (begin >= end) continue;
        const { ports } = each.at(begin) ?? NOTHING;
        for (let i = 0; i < ports.length; i++) {
          const { net, reader } = ports[i]!;
          const { all } = netOf(wide.at(begin), net);
          if (all.shared + all.single > 0 && this.#profileAt(net, begin) !== undefined)
            visit(reader, begin, end, 0, each.netAt(i, all).buffers());
        }
      }
    }
  }

  #profileAt(net: Net, place: number): Profile | undefined {
    return profileOf(net, this.#cells.first.at(place), this.#cells.rest.at(place));
  }
}

/** When something arrives [ps]: the sum of two, the first along a row. */
interface Arrivals {
  row: RowNumbers;
  alsoPs: number;
}

const NOTHING: Pick<Spread, "ports"> = { ports: [] };

/** When a net's bits arrive; undefined: not at all. Of an instance that both have, the first counts. */
function profileOf(net: Net, first: NarrowTop, rest: NarrowTop): Profile | undefined {
  const profile = first.profileOf(net);
  const found = profile === "unknown" ? rest.profileOf(net) : profile;
  return found === "unknown" || found === null ? undefined : found;
}

/** What wide instances make of a net that a spread one reads. */
function netOf({ withSpread, none }: WideNets, net: Net): Pick<WideNet, "readers" | "all"> {
  for (let i = 0; i < withSpread.length; i++) if (withSpread[i]!.net === net) return withSpread[i]!;
  return none;
}

function endOfPossible(places: Uint8Array, begin: number): number {
  let end = begin;
  while (places[end] === 1) end++;
  return end;
}

/** Where something cannot be worked out no path may hide it. */
function spoil(paths: Float64Array, { cell }: SpreadRows, begin: number, end: number): void {
  for (let k = begin; k < end; k++) if (!cell.isSoundOrNothingAt(k)) paths[k] = Number.NaN;
}
