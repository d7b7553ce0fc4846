import type { TopInstance } from "../../generators/contract/index.ts";
import { bufferTree } from "../../src/core/fan-out.ts";
import type { TopModel } from "../cost/delay/critical-path.ts";
import type { PortPins } from "../cost/delay/port-loads.ts";
import type { Shape } from "../cost/delay/profile.ts";
import type { DerivedCell } from "./cells.ts";
import type { FirstRows } from "./first-rows.ts";
import type { RowList } from "./kernels/row-memory.ts";
import type { NetRows, RowNumbers } from "./net-rows.ts";
import { PairIds } from "./pair-ids.ts";
import { longestByPins, type Way } from "./ways.ts";
import type { Net, NetFinder, OtherReaders, ReaderPort } from "./wide-nets.ts";

/** An instance whose bits are spread over the copies, at a place of the row. */
export class Spread {
  readonly name: string;
  readonly ports: readonly SpreadPort[];

  /** @param timings of its ports, as `spreadTimings` gives them */
  constructor(finder: NetFinder, { part = "", name, inputs }: TopInstance, timings: readonly SpreadTiming[]) {
    this.name = name;
    this.ports = Object.entries(inputs).map(([port, driver], i) => ({
      reader: finder.portOf(part, port),
      net: finder.netOf(driver.instance, driver.port),
      ...timings[i]!,
      ways: new Map<Shape, readonly Way[]>(),
    }));
  }
}

/** What the ports of a spread instance are to timing, in the order of its inputs. */
export function spreadTimings(timing: TopModel, instance: TopInstance): readonly SpreadTiming[] {
  const module = timing.moduleOf(instance);
  const toOutputs = timing.ends.toOutputs(module);
  return Object.keys(instance.inputs).map((port) => ({
    pins: timing.loads.of(module, port),
    ends: toOutputs.get(port) ?? new Float64Array(0),
  }));
}

/** What a port of a spread instance is to timing. */
export interface SpreadTiming {
  readonly pins: PortPins;
  /** Ways to its outputs. */
  readonly ends: Float64Array;
}

/** A port of a spread instance. */
export interface SpreadPort extends SpreadTiming {
  readonly reader: ReaderPort;
  readonly net: Net;
  readonly ways: Map<Shape, readonly Way[]>;
}

/** Finds a spread instance of the row. */
type SpreadAt = (place: number) => Spread | undefined;

/**
 * Numbers along the row about a net that a spread instance reads at a port beside other readers, each list made once. They
 * stand for all places; where there is no such instance, a path is −∞ and the net has no buffers. Where the instance has other
 * ports, they mean nothing: whoever asks at a place asks for places with the same ports only, see `endAt`.
 */
export class SpreadNetRows {
  readonly #nets: NetRows;
  readonly #port: number;
  readonly #others: OtherReaders;
  readonly #spreadAt: SpreadAt;
  /** By id of a shape. */
  readonly #paths: (RowNumbers | undefined)[] = [];
  /** By id of the net, then by state of the instances that drive it. */
  readonly #pathsByState: (RowNumbers | undefined)[][] = [];
  readonly #delays: { readonly perCopy: number; readonly fixed: number; readonly row: RowNumbers }[] = [];
  #buffers: RowList | undefined;

  constructor(nets: NetRows, port: number, others: OtherReaders, spreadAt: SpreadAt) {
    this.#nets = nets;
    this.#port = port;
    this.#others = others;
    this.#spreadAt = spreadAt;
  }

  /** From the latest bit of the net's driver, the net included, to the instance's outputs [ps]. */
  paths(shape: Shape): RowNumbers {
    return (this.#paths[shape.id] ??= this.#makePaths(() => shape));
  }

  /** The same for a net whose shape changes along the row. */
  pathsFrom(first: FirstRows, net: Net): RowNumbers {
    const known = (this.#pathsByState[net.id] ??= []);
    return (known[first.state] ??= this.#makePaths((place) => first.shapeAt(net, place)));
  }

  /** Delay of the net for another reader of it, with so many pins besides the instance's [ps]. */
  delays(perCopy: number, fixed: number): RowNumbers {
    for (const known of this.#delays) if (known.perCopy === perCopy && known.fixed === fixed) return known.row;
    const row = this.#each(
      -Infinity,
      ({ pins }, place) => this.#nets.delays(perCopy, fixed + pins.largest).numbers[place]!,
    );
    this.#delays.push({ perCopy, fixed, row });
    return row;
  }

  /** Buffers on the net; it is of one bit where it has other readers. */
  buffers(): RowList {
    const { shared, single, perCopy, fixed } = this.#others;
    return (this.#buffers ??= this.#each(0, ({ pins: { largest } }, place) => {
      const copies = this.#nets.copies.numbers[place]!;
      const inputs = 1 + shared * copies + single;
      return bufferTree(inputs, (largest + perCopy * copies + fixed) / inputs).buffers;
    }));
  }

  #makePaths(shapeAt: (place: number) => Shape | undefined): RowNumbers {
    const { perCopy, fixed } = this.#others;
    return this.#each(-Infinity, ({ pins, ends, ways }, place) => {
      const shape = shapeAt(place);
      if (shape === undefined) return -Infinity;
      const known = ways.get(shape) ?? longestByPins(shape.bits, pins.pins, ends);
      ways.set(shape, known);
      let longest = -Infinity;
      for (const { pins: own, pathPs } of known)
        longest = Math.max(longest, pathPs + this.#nets.delays(perCopy, own + fixed).numbers[place]!);
      return longest;
    });
  }

  #each(none: number, numberAt: (port: SpreadPort, place: number) => number): RowNumbers {
    return this.#nets.each((_, place) => {
      const port = this.#spreadAt(place)?.ports[this.#port];
      return port === undefined ? none : numberAt(port, place);
    });
  }
}

/** Spread instances of one part, along rows. */
export class SpreadRows {
  readonly cell: DerivedCell<Spread | undefined>;
  readonly #nets: NetRows;
  readonly #keys = [new PairIds(), new PairIds()] as const;
  readonly #known: (SpreadNetRows | undefined)[] = [];
  /** Of each port what was asked for last: few rows ask for another. */
  readonly #last: { state: number; others: OtherReaders; rows: SpreadNetRows }[] = [];
  /** By state of the cell: where the run of instances with the same ports ends that each place is in. */
  readonly #ends: (Int32Array | undefined)[] = [];
  readonly #errors: (boolean | undefined)[] = [];

  constructor(cell: DerivedCell<Spread | undefined>, nets: NetRows) {
    this.cell = cell;
    this.#nets = nets;
  }

  /** The instance at a place of the current row; undefined: there is none. */
  at(place: number): Spread | undefined {
    return this.#at(this.cell.state, place);
  }

  /** The first place after one whose instance has other ports, or that has none where this one has one. */
  endAt(place: number): number {
    return (this.#ends[this.cell.state] ??= this.#findEnds())[place]!;
  }

  /** Whether the instance cannot be worked out at some place of the current row. */
  hasErrors(): boolean {
    return (this.#errors[this.cell.state] ??= this.#findErrors());
  }

  /** About the net at a port of the current row's instances, which others read, too. */
  netAt(port: number, others: OtherReaders): SpreadNetRows {
    const { state } = this.cell;
    const last = this.#last[port];
    if (last?.state === state && last.others === others) return last.rows;
    const [pairs, all] = this.#keys;
    const id = all.of(pairs.of(port, others.id), state);
    const rows = (this.#known[id] ??= this.#makeNet(port, others));
    this.#last[port] = { state, others, rows };
    return rows;
  }

  #makeNet(port: number, others: OtherReaders): SpreadNetRows {
    const { state } = this.cell;
    const spreadAt = (place: number): Spread | undefined => this.#at(state, place);
    return new SpreadNetRows(this.#nets, port, others, spreadAt);
  }

  #at(state: number, place: number): Spread | undefined {
    const spread = this.cell.values[this.cell.isRow ? this.cell.rows.at(state, place) : state];
    return spread instanceof Error ? undefined : spread;
  }

  #findEnds(): Int32Array {
    const { length } = this.#nets.copies.numbers;
    const ends = new Int32Array(length);
    for (let place = length - 1; place >= 0; place--) {
      const isLast = place === length - 1 || !haveSamePorts(this.at(place), this.at(place + 1));
      ends[place] = isLast ? place + 1 : ends[place + 1]!;
    }
    return ends;
  }

  #findErrors(): boolean {
    for (let place = 0; place < this.#nets.copies.numbers.length; place++)
      if (!this.cell.isSoundOrNothingAt(place)) return true;
    return false;
  }
}

function haveSamePorts(a: Spread | undefined, b: Spread | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  return (
    a.name === b.name &&
    a.ports.length === b.ports.length &&
    a.ports.every(({ net, reader }, i) => net === b.ports[i]!.net && reader === b.ports[i]!.reader)
  );
}
