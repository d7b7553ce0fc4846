import type { TopAnalysis } from "../cost/delay/critical-path.ts";
import { netBuffers, type PortPins } from "../cost/delay/port-loads.ts";
import type { Profile } from "../cost/delay/profile.ts";
import type { NetRows } from "./net-rows.ts";
import type { OtherReaders, SpreadRows } from "./spread-rows.ts";
import { waysOf } from "./ways.ts";
import type { WideTop } from "./wide-top.ts";

/** Takes what is found out about the designs at places of a row. */
export interface TopWriter {
  /** A path of the designs at places `begin` … `end` − 1. @param besides what is added to it, by place */
  raise(begin: number, end: number, pathPs: number, besides: Float64Array | undefined): void;
  addRow(begin: number, end: number, part: string, port: string, buffers: Float64Array): void;
}

/** A reader of a net between narrow instances and others. */
interface NetReader {
  readonly part: string;
  readonly port: string;
  readonly pins: PortPins;
  /** Whether all copies of the wide instances read the net, or one instance. */
  readonly isShared: boolean;
  /** From each bit on to an end. */
  readonly ends: Float64Array;
}

/** Paths with one net between narrow and wide instances: the longest of those whose nets have as many pins. */
interface Term {
  basePs: number;
  /** Of the net, along the row. */
  readonly delays: Float64Array;
}

/** What narrow instances and wide ones come to together, spread ones apart. */
export class Joint {
  /** Longest path that stays on one side [ps]. */
  pathPs: number;
  readonly terms: Term[] = [];
  readonly #rows: NetRows;
  readonly #narrow: readonly TopAnalysis[];
  readonly #wide: WideTop;
  /** Nets of wide instances; those that spread instances read, too, are no part of terms. */
  readonly nets: readonly WideNet[];
  readonly #spreadNets: SpreadNet[] = [];

  /** @param narrow analyses of narrow instances; of an instance in several of them, the first counts */
  constructor(rows: NetRows, narrow: readonly TopAnalysis[], wide: WideTop, nets: readonly WideNet[]) {
    this.#rows = rows;
    this.#narrow = narrow;
    this.#wide = wide;
    this.nets = nets;
    this.pathPs = wide.pathPs;
    for (const { criticalPathPs } of narrow) this.pathPs = Math.max(this.pathPs, criticalPathPs);
    for (const net of nets) if (!wide.spreadNets.has(net.name)) this.#addTerms(net);
  }

  /** Adds the nets that a spread instance reads, for the places `begin` … `end` − 1 of the row. */
  joinSpread(spread: SpreadRows, begin: number, end: number, row: TopWriter): void {
    const example = spread.example();
    if (example === undefined) return;
    const { part, name, ports } = example;
    const behindPs = this.#wide.behindSpread.get(name) ?? 0;
    for (const [i, port] of ports.entries()) {
      const net = this.#spreadNetOf(port.net);
      if (net.profile === undefined) continue;
      const { latestPs, shape } = net.profile;
      row.raise(begin, end, latestPs + behindPs, spread.paths(i, shape, net));
      for (const { own, pathPs, perCopy, fixed, isShared } of net.wide) {
        const delays = spread.delays(i, perCopy + (isShared ? own : 0), fixed + (isShared ? 0 : own));
        row.raise(begin, end, latestPs + pathPs, delays);
      }
      if (net.shared + net.single > 0) row.addRow(begin, end, part, port.port, spread.buffers(i, net));
    }
  }

  /** A net that spread instances read, with what wide ones make of it. */
  #spreadNetOf(name: string): SpreadNet {
    for (const net of this.#spreadNets) if (net.name === name) return net;
    const readers = this.nets.find((net) => net.name === name)?.readers ?? [];
    const [instance = "", port = ""] = name.split(" ");
    const profile = this.#profileOf(instance, port);
    const wide =
      profile === undefined
        ? []
        : readers.flatMap((reader) =>
            [...waysOf(profile.shape, reader.pins, reader.ends)].map(([own, pathPs]) => ({
              own,
              pathPs,
              isShared: reader.isShared,
              perCopy: reader.perCopy,
              fixed: reader.fixed,
            })),
          );
    const shared = readers.filter(({ isShared }) => isShared).length;
    const net = { name, profile, shared, single: readers.length - shared, wide, ...besidesOf(undefined, readers) };
    this.#spreadNets.push(net);
    return net;
  }

  #profileOf(instance: string, port: string): Profile | undefined {
    for (const { outputs } of this.#narrow) {
      const ports = outputs.get(instance);
      if (ports !== undefined) return ports.get(port);
    }
    return undefined;
  }

  #addTerms({ instance, port, readers }: WideNet): void {
    const profile = this.#profileOf(instance, port);
    if (profile === undefined) return;
    const { latestPs, shape } = profile;
    for (const { pins, ends, isShared, perCopy, fixed } of readers) {
      const add = (own: number, path: number): void =>
        this.#addTerm(
          isShared ? this.#rows.delays(own + perCopy, fixed) : this.#rows.delays(perCopy, own + fixed),
          latestPs + path,
        );
      if (shape.bits.length === 1 && pins.pins.length === 1) add(pins.pins[0]!, ends[0]!);
      else for (const [own, path] of waysOf(shape, pins, ends)) add(own, path);
    }
  }

  #addTerm(delays: Float64Array, basePs: number): void {
    for (const term of this.terms) {
      if (term.delays !== delays) continue;
      if (basePs > term.basePs) term.basePs = basePs;
      return;
    }
    this.terms.push({ basePs, delays });
  }
}

/** A net that spread instances read. */
interface SpreadNet extends OtherReaders {
  readonly name: string;
  readonly profile: Profile | undefined;
  /** Ways behind them, with the pins of the bit and of the other wide readers. */
  readonly wide: readonly {
    readonly own: number;
    readonly pathPs: number;
    readonly isShared: boolean;
    readonly perCopy: number;
    readonly fixed: number;
  }[];
}

/** A net that narrow instances drive and wide ones read. */
interface WideNet {
  /** Driver and port. */
  readonly name: string;
  readonly instance: string;
  readonly port: string;
  readonly readers: readonly (NetReader & Pick<OtherReaders, "perCopy" | "fixed">)[];
  /** Its buffers along the row, if spread instances do not read it, too. */
  readonly buffers: { readonly part: string; readonly port: string; readonly row: Float64Array } | undefined;
}

/** The nets that wide instances read, in the order of the netlist: what of them no narrow instance changes. */
export function wideNetsOf(rows: NetRows, { crossings, spreadNets }: WideTop): readonly WideNet[] {
  const nets = new Map<string, NetReader[]>();
  for (const { driver, reader, port, pins, ends, isShared } of crossings) {
    const net = `${driver.instance} ${driver.port}`;
    const readers = nets.get(net) ?? [];
    nets.set(net, readers);
    readers.push({ part: reader.part ?? "", port, pins, isShared, ends });
  }
  return [...nets].map(([name, readers]) => {
    const [instance = "", port = ""] = name.split(" ");
    return {
      name,
      instance,
      port,
      readers: readers.map((reader) => ({ ...reader, ...besidesOf(reader, readers) })),
      buffers: spreadNets.has(name) ? undefined : buffersOfNet(rows, readers),
    };
  });
}

function buffersOfNet(rows: NetRows, readers: readonly NetReader[]): WideNet["buffers"] {
  const [first, ...others] = readers;
  if (first === undefined || (others.length === 0 && !first.isShared)) return undefined;
  const row =
    others.length === 0
      ? rows.buffers(first.pins)
      : rows.copies.map((copies) =>
          netBuffers(readers.map(({ pins, isShared }) => ({ pins, copies: isShared ? copies : 1 }))),
        );
  return { part: first.part, port: first.port, row };
}

/** Pins on a net that are not this reader's: on each copy, and else. */
function besidesOf(
  reader: NetReader | undefined,
  readers: readonly NetReader[],
): { readonly perCopy: number; readonly fixed: number } {
  let [perCopy, fixed] = [0, 0];
  for (const { pins, isShared } of readers.filter((other) => other !== reader)) {
    if (isShared) perCopy += pins.largest;
    else fixed += pins.largest;
  }
  return { perCopy, fixed };
}
