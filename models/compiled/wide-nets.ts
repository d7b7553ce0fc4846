import type { PortPins } from "../cost/delay/port-loads.ts";
import type { Shape } from "../cost/delay/profile.ts";
import type { RowList } from "./kernels/row-memory.ts";
import type { NetRows, NumberedRow } from "./net-rows.ts";
import { PairIds } from "./pair-ids.ts";
import type { Crossing, WideTop } from "./wide-top.ts";

/** An output of a narrow instance; the same object for the same one. */
export interface Net {
  readonly id: number;
  readonly instance: string;
  readonly port: string;
}

/** An input port of the instances of a part; the same object for the same one. */
export interface ReaderPort {
  readonly id: number;
  readonly part: string;
  readonly port: string;
}

/** Other readers of a net, which is of one bit then: how many, and their pins. */
export interface OtherReaders {
  /** Equal where all of these are. */
  readonly id: number;
  /** Readers of which all copies read the net, and others. */
  readonly shared: number;
  readonly single: number;
  /** Pins of these: on each copy, and else. */
  readonly perCopy: number;
  readonly fixed: number;
}

/** All of a reader that decides on ways from a net's driver through it; the same object where that is the same. */
export interface ReaderKind {
  readonly id: number;
  readonly pins: PortPins;
  /** From each bit on to an end, less the longest. */
  readonly ends: Shape;
  /** Whether all copies read the net, or one. */
  readonly isShared: boolean;
  /** The other wide readers. */
  readonly others: OtherReaders;
}

/** A wide instance that reads a net. */
export interface NetReader {
  readonly part: string;
  readonly port: string;
  readonly pins: PortPins;
  readonly isShared: boolean;
  /** Undefined: nothing behind it ends. */
  readonly kind: ReaderKind | undefined;
  /** The longest way from its bits to an end [ps]. */
  readonly endsPs: number;
}

/** Buffers on a net along the row, and the reader that says how often they move. */
export interface NetBuffers {
  readonly reader: ReaderPort;
  readonly row: RowList;
}

/** A net that narrow instances drive and wide ones read. */
export interface WideNet {
  readonly net: Net;
  readonly readers: readonly NetReader[];
  /** What the readers are to a spread instance that reads the net, too. */
  readonly all: OtherReaders;
  /** Those ways through the readers that were asked for. */
  readonly ways: ReadersWays[];
}

/** The ways from bits that arrive in a shape through all readers of a net to ends, less the latest bit of the driver. */
export interface ReadersWays {
  readonly shape: Shape;
  /** Of each way: the net apart, and the id of the net's delays along the row. */
  readonly paths: Float64Array;
  readonly delays: Int32Array;
  /** Of all ways: with the net at its slowest [ps]. */
  readonly longestPs: number;
}

/** The nets between narrow instances and wide ones, as far as only the wide ones decide on them. */
export interface WideNets {
  readonly pathPs: number;
  /** Nets that no spread instance reads. */
  readonly own: readonly WideNet[];
  /** Nets that one reads, too. */
  readonly withSpread: readonly WideNet[];
  /** For one that no wide instance reads. */
  readonly none: Pick<WideNet, "readers" | "all">;
  readonly behindSpread: ReadonlyMap<string, number>;
  /** On the nets without spread readers, where there are any. */
  readonly buffers: readonly NetBuffers[];
}

/** Finds the nets of wide instances, alike ones under the same numbers. */
export class NetFinder {
  readonly #rows: NetRows;
  readonly #nets = new Map<string, Net>();
  readonly #ports = new Map<string, ReaderPort>();
  /** Numbers what decides on a kind, two by two. */
  readonly #kindIds = [new PairIds(), new PairIds(), new PairIds()] as const;
  readonly #kinds: ReaderKind[] = [];
  /** By pins on each copy, then by pins besides. */
  readonly #others = new Map<number, Map<number, OtherReaders[]>>();
  #othersCount = 0;

  constructor(rows: NetRows) {
    this.#rows = rows;
  }

  netOf(instance: string, port: string): Net {
    const name = `${instance} ${port}`;
    const net = this.#nets.get(name) ?? { id: this.#nets.size, instance, port };
    this.#nets.set(name, net);
    return net;
  }

  portOf(part: string, port: string): ReaderPort {
    const name = `${part} ${port}`;
    const known = this.#ports.get(name) ?? { id: this.#ports.size, part, port };
    this.#ports.set(name, known);
    return known;
  }

  netsOf({ pathPs, crossings, spreadNets, behindSpread }: WideTop): WideNets {
    const byNet = new Map<Net, Crossing[]>();
    for (const crossing of crossings) {
      const net = this.netOf(crossing.driver.instance, crossing.driver.port);
      const readers = byNet.get(net);
      if (readers === undefined) byNet.set(net, [crossing]);
      else readers.push(crossing);
    }
    const [own, withSpread]: [WideNet[], WideNet[]] = [[], []];
    const buffers: NetBuffers[] = [];
    for (const [net, found] of byNet) {
      const isSpread = spreadNets.has(`${net.instance} ${net.port}`);
      const readers = found.map((each) => this.#readerOf(each, found));
      (isSpread ? withSpread : own).push({ net, readers, all: this.besides(undefined, readers), ways: [] });
      if (!isSpread) buffers.push(...this.#buffersOf(readers));
    }
    const none = { readers: [], all: this.besides(undefined, []) };
    return { pathPs, own, withSpread, none, behindSpread, buffers };
  }

  /** What readers are to another one. */
  besides(reader: unknown, readers: readonly Pick<NetReader, "pins" | "isShared">[]): OtherReaders {
    let [shared, single, perCopy, fixed] = [0, 0, 0, 0];
    for (const other of readers) {
      if (other === reader) continue;
      const { largest } = other.pins;
      if (other.isShared) [shared, perCopy] = [shared + 1, perCopy + largest];
      else [single, fixed] = [single + 1, fixed + largest];
    }
    const byFixed = this.#others.get(perCopy) ?? new Map<number, OtherReaders[]>();
    this.#others.set(perCopy, byFixed);
    const alike = byFixed.get(fixed) ?? [];
    byFixed.set(fixed, alike);
    const known = alike.find((each) => each.shared === shared && each.single === single);
    if (known !== undefined) return known;
    const others = { id: this.#othersCount++, shared, single, perCopy, fixed };
    alike.push(others);
    return others;
  }

  #readerOf(crossing: Crossing, all: readonly Crossing[]): NetReader {
    const { reader, port, pins, ends: behind, isShared } = crossing;
    const part = reader.part ?? "";
    if (behind === undefined) return { part, port, pins, isShared, kind: undefined, endsPs: -Infinity };
    const { shape: ends, latestPs: endsPs } = behind;
    const others = this.besides(crossing, all);
    const [ofReaders, ofPorts, ofKinds] = this.#kindIds;
    const id = ofKinds.of(ofReaders.of(pins.id, isShared ? 1 : 0), ofPorts.of(ends.id, others.id));
    const kind = (this.#kinds[id] ??= { id, pins, ends, isShared, others });
    return { part, port, pins, isShared, kind, endsPs };
  }

  #buffersOf(readers: readonly NetReader[]): readonly NetBuffers[] {
    const [first, ...others] = readers;
    if (first === undefined || (others.length === 0 && !first.isShared)) return [];
    const row = this.#rows.buffers(readers);
    return row.most > 0 ? [{ reader: this.portOf(first.part, first.port), row }] : [];
  }
}

/** Delays of a net along the row for a reader with so many pins on a bit. */
export function delaysOf(rows: NetRows, own: number, isShared: boolean, { perCopy, fixed }: OtherReaders): NumberedRow {
  return isShared ? rows.delays(own + perCopy, fixed) : rows.delays(perCopy, own + fixed);
}
