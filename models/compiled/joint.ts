import type { TopInstance } from "../../generators/contract/index.ts";
import { bufferTree } from "../../src/core/fan-out.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { TopAnalysis, TopModel } from "../cost/delay/critical-path.ts";
import type { PortPins } from "../cost/delay/port-loads.ts";
import type { Profile, Shape } from "../cost/delay/profile.ts";
import { buffersOf, type NetRows } from "./net-rows.ts";
import type { WideTop } from "./wide-top.ts";

/** An instance whose bits are spread over the copies, at a place of the row. */
export interface Spread {
  readonly instance: TopInstance;
  readonly module: Module;
}

/** A reader of a net between narrow instances and others. */
export interface NetReader {
  readonly part: string;
  readonly port: string;
  readonly pins: PortPins;
  /** Whether all copies of the wide instances read the net, or one instance. */
  readonly isShared: boolean;
  /** From each bit on to an end, or to an output. */
  readonly ends: Float64Array;
  /** From that output on. */
  readonly behindPs: number;
}

/** Paths with one net between narrow and wide instances: the longest of those whose nets have as many pins. */
interface Term {
  readonly basePs: number;
  /** Of the net, along the row. */
  readonly delays: Float64Array;
}

/** What narrow instances and wide ones come to together, spread ones apart. */
export class Joint {
  /** Longest path that stays on one side [ps]. */
  readonly pathPs: number;
  readonly terms: readonly Term[];
  readonly nets: readonly { readonly part: string; readonly port: string; readonly buffers: Float64Array }[];
  readonly #timing: TopModel;
  readonly #rows: NetRows;
  readonly #narrow: readonly TopAnalysis[];
  readonly #wide: WideTop;
  /** Driver and port → wide readers; nets that spread instances read, too, are no part of terms and nets. */
  readonly #readers: ReadonlyMap<string, readonly NetReader[]>;
  readonly #spreadNets: SpreadNet[] = [];

  /** @param narrow analyses of narrow instances; of an instance in several of them, the first counts */
  constructor(timing: TopModel, rows: NetRows, narrow: readonly TopAnalysis[], wide: WideTop) {
    this.#timing = timing;
    this.#rows = rows;
    this.#narrow = narrow;
    this.#wide = wide;
    this.#readers = readersOf(wide);
    this.pathPs = Math.max(wide.pathPs, ...narrow.map(({ criticalPathPs }) => criticalPathPs));
    const terms = new Map<Float64Array, number>();
    const nets: { part: string; port: string; buffers: Float64Array }[] = [];
    for (const [net, readers] of this.#readers) {
      if (wide.spreadNets.has(net)) continue;
      for (const reader of readers) this.#addTerms(net, reader, readers, terms);
      const [first, ...others] = readers;
      if (first === undefined || (others.length === 0 && !first.isShared)) continue;
      const buffers =
        others.length === 0 ? rows.buffers(first.pins) : rows.copies.map((copies) => buffersOfSeveral(readers, copies));
      nets.push({ part: first.part, port: first.port, buffers });
    }
    this.terms = [...terms].map(([delays, basePs]) => ({ basePs, delays }));
    this.nets = nets;
  }

  /** Adds the nets that spread instances read, at a place of the row. */
  joinSpread(
    { instance, module }: Spread,
    place: number,
    takePath: (ps: number) => void,
    takeBuffers: (part: string, port: string, buffers: number) => void,
  ): void {
    const copies = this.#rows.copies[place]!;
    const { arrivals } = this.#timing;
    const behindPs = this.#wide.behindSpread.get(instance.name) ?? 0;
    for (const { port, pins, ends } of this.#portsOf(module)) {
      const driver = instance.inputs[port];
      if (driver === undefined) continue;
      const net = this.#spreadNetOf(driver.instance, driver.port);
      if (net.profile === undefined) continue;
      const { latestPs, shape } = net.profile;
      for (const [own, path] of waysOf(shape, pins, ends))
        takePath(latestPs + path + behindPs + arrivals.portNetDelay(own + net.perCopy * copies + net.fixed));
      for (const { own, pathPs, perCopy, fixed, isShared } of net.wide) {
        const pinsOfNet = (isShared ? own * copies : own) + perCopy * copies + fixed + pins.largest;
        takePath(latestPs + pathPs + arrivals.portNetDelay(pinsOfNet));
      }
      if (net.readers.length === 0) continue;
      const reader = { part: instance.part ?? "", port, pins, isShared: false, ends, behindPs };
      takeBuffers(reader.part, port, buffersOfSeveral([reader, ...net.readers], copies));
    }
  }

  /** A net that spread instances read, with what wide ones make of it. */
  #spreadNetOf(instance: string, port: string): SpreadNet {
    for (const net of this.#spreadNets) if (net.instance === instance && net.port === port) return net;
    const readers = this.#readers.get(`${instance} ${port}`) ?? [];
    const profile = this.#profileOf(instance, port);
    const all = besidesOf(undefined, readers);
    const wide =
      profile === undefined
        ? []
        : readers.flatMap((reader) =>
            [...waysOf(profile.shape, reader.pins, reader.ends)].map(([own, pathPs]) => ({
              own,
              pathPs,
              isShared: reader.isShared,
              ...besidesOf(reader, readers),
            })),
          );
    const net = { instance, port, profile, readers, wide, ...all };
    this.#spreadNets.push(net);
    return net;
  }

  #portsOf(module: Module): readonly SpreadPort[] {
    const known = spreadPorts.get(this.#timing) ?? new WeakMap<Module, readonly SpreadPort[]>();
    spreadPorts.set(this.#timing, known);
    let ports = known.get(module);
    if (ports === undefined) {
      const toOutputs = this.#timing.ends.toOutputs(module);
      ports = module.inputs.map(({ name: port }) => ({
        port,
        pins: this.#timing.loads.of(module, port),
        ends: toOutputs.get(port) ?? NOWHERE,
      }));
      known.set(module, ports);
    }
    return ports;
  }

  #profileOf(instance: string, port: string): Profile | undefined {
    for (const { outputs } of this.#narrow) {
      const ports = outputs.get(instance);
      if (ports !== undefined) return ports.get(port);
    }
    return undefined;
  }

  #addTerms(net: string, reader: NetReader, readers: readonly NetReader[], terms: Map<Float64Array, number>): void {
    const [instance = "", port = ""] = net.split(" ");
    const profile = this.#profileOf(instance, port);
    if (profile === undefined) return;
    const { perCopy, fixed } = besidesOf(reader, readers);
    for (const [pins, path] of waysOf(profile.shape, reader.pins, reader.ends)) {
      const delays = reader.isShared
        ? this.#rows.delays(pins + perCopy, fixed)
        : this.#rows.delays(perCopy, pins + fixed);
      const basePs = profile.latestPs + path + reader.behindPs;
      terms.set(delays, Math.max(terms.get(delays) ?? -Infinity, basePs));
    }
  }
}

/** A port of a spread instance. */
interface SpreadPort {
  readonly port: string;
  readonly pins: PortPins;
  /** Ways to its outputs. */
  readonly ends: Float64Array;
}

/** A net that spread instances read. */
interface SpreadNet {
  readonly instance: string;
  readonly port: string;
  readonly profile: Profile | undefined;
  /** Wide ones, and the pins that they are: on each copy, and else. */
  readonly readers: readonly NetReader[];
  readonly perCopy: number;
  readonly fixed: number;
  /** Ways behind them, with the pins of the bit and of the other wide readers. */
  readonly wide: readonly {
    readonly own: number;
    readonly pathPs: number;
    readonly isShared: boolean;
    readonly perCopy: number;
    readonly fixed: number;
  }[];
}

const spreadPorts = new WeakMap<TopModel, WeakMap<Module, readonly SpreadPort[]>>();

const NOWHERE = new Float64Array(0);

/** Nets that narrow instances drive and wide ones read, in the order of the netlist. */
function readersOf({ crossings }: WideTop): ReadonlyMap<string, readonly NetReader[]> {
  const nets = new Map<string, NetReader[]>();
  for (const { driver, reader, port, pins, ends, isShared } of crossings) {
    const net = `${driver.instance} ${driver.port}`;
    const readers = nets.get(net) ?? [];
    nets.set(net, readers);
    readers.push({ part: reader.part ?? "", port, pins, isShared, ends, behindPs: 0 });
  }
  return nets;
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

function buffersOfSeveral(readers: readonly NetReader[], copies: number): number {
  const [first] = readers;
  if (first === undefined) return 0;
  if (readers.length === 1) return buffersOf(first.pins, first.isShared ? copies : 1);
  let [pins, inputs] = [0, 0];
  for (const { pins: each, isShared } of readers) {
    pins += each.largest * (isShared ? copies : 1);
    inputs += isShared ? copies : 1;
  }
  return first.pins.bits * bufferTree(inputs, pins / inputs).buffers;
}

/** Pins on a bit → the longest way over bits with as many, from the latest bit of the driver, the net apart. */
type Ways = ReadonlyMap<number, number>;

const known = new WeakMap<Float64Array, WeakMap<Shape, Map<PortPins, Ways>>>();

function waysOf(shape: Shape, pins: PortPins, ends: Float64Array): Ways {
  const ofEnds = known.get(ends) ?? new WeakMap<Shape, Map<PortPins, Ways>>();
  known.set(ends, ofEnds);
  const ofShape = ofEnds.get(shape) ?? new Map<PortPins, Ways>();
  ofEnds.set(shape, ofShape);
  const ways = ofShape.get(pins) ?? longestByPins(shape.bits, pins.pins, ends);
  ofShape.set(pins, ways);
  return ways;
}

/** As many bits as differ in place: one copy's bits, again and again, against the pins that they drive, again and again. */
function longestByPins(bits: Float64Array, pins: Float64Array, ends: Float64Array): Ways {
  const longest = new Map<number, number>();
  const places = pins.length % bits.length === 0 ? pins.length : bits.length * pins.length;
  for (let i = 0; i < places; i++) {
    const at = i % pins.length;
    const path = bits[i % bits.length]! + ends[at % ends.length]!;
    const own = pins[at]!;
    if (path > (longest.get(own) ?? -Infinity)) longest.set(own, path);
  }
  return longest;
}
