import type { TopInstance } from "../../generators/contract/index.ts";
import { bufferTree } from "../../src/core/fan-out.ts";
import type { Module } from "../../src/hdl/index.ts";
import type { TopAnalysis, TopModel } from "../cost/delay/critical-path.ts";
import type { PortPins } from "../cost/delay/port-loads.ts";
import type { Shape } from "../cost/delay/profile.ts";
import type { Crossing, WideTop } from "./wide-top.ts";

/** Buffers on a net, and the part whose port says how often they move. */
export interface RowNet {
  readonly reader: string;
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

/** An instance whose bits are spread over the copies, at a place of the row. */
export interface Spread {
  readonly instance: TopInstance;
  readonly module: Module;
}

/** A place of a row. */
export interface Place {
  readonly narrow: TopAnalysis;
  readonly wide: WideTop;
  readonly spread: readonly Spread[];
  /** Copies of the wide instances. */
  readonly copies: number;
}

/** A reader of a net between narrow instances and others. */
interface NetReader {
  readonly part: string;
  readonly port: string;
  readonly pins: PortPins;
  readonly copies: number;
  /** From each bit on, and further behind the output. */
  readonly ends: Float64Array;
  readonly behindPs: number;
}

/** Puts the tops of a row together from what narrow and wide instances are by themselves. */
export class TopJoiner {
  readonly #timing: TopModel;
  /** Ends → shape of what arrives and pins → ways to them. */
  readonly #longest = new Map<Float64Array, Map<string, Ways>>();

  constructor(timing: TopModel) {
    this.#timing = timing;
  }

  /** @param placeAt what stands at a place of the row; undefined: nothing */
  join(length: number, placeAt: (place: number) => Place | undefined): RowOfTops {
    const pathPs = new Float64Array(length).fill(Number.NaN);
    const buffers = new Float64Array(length).fill(Number.NaN);
    const nets = new Map<string, RowNet>();
    for (let k = 0; k < length; k++) {
      const place = placeAt(k);
      if (place === undefined) continue;
      pathPs[k] = Math.max(place.narrow.criticalPathPs, place.wide.pathPs);
      buffers[k] = 0;
      const add = (reader: string, port: string, count: number): void => {
        if (count === 0) return;
        const key = `${reader} ${port}`;
        let net = nets.get(key);
        if (net === undefined) nets.set(key, (net = { reader, port, buffers: new Float64Array(length) }));
        net.buffers[k] = net.buffers[k]! + count;
        buffers[k] = buffers[k]! + count;
      };
      for (const net of place.narrow.nets) add(net.reader.part ?? "", net.port, net.buffers);
      this.#joinNets(place, (ps) => (pathPs[k] = Math.max(pathPs[k]!, ps)), add);
    }
    return { pathPs, buffers, nets: [...nets.values()] };
  }

  #joinNets(
    place: Place,
    takePath: (ps: number) => void,
    add: (reader: string, port: string, count: number) => void,
  ): void {
    for (const [driver, ports] of readersOf(place, this.#timing)) {
      for (const [port, readers] of ports) {
        const profile = place.narrow.outputs.get(driver)?.get(port);
        for (const reader of readers) {
          if (profile === undefined) continue;
          const besides = besidesOf(reader, readers);
          for (const [pins, path] of this.#longestByPins(profile.shape, reader)) {
            const net = this.#timing.arrivals.portNetDelay(pins * reader.copies + besides);
            takePath(profile.latestPs + path + net + reader.behindPs);
          }
        }
        const [first] = readers;
        if (first !== undefined) add(first.part, first.port, buffersOf(readers));
      }
    }
  }

  /** Of the bits with so many pins behind them, the longest way from the latest bit of the driver, the net apart. */
  #longestByPins(shape: Shape, { pins, ends }: NetReader): Ways {
    const ofEnds = this.#longest.get(ends) ?? new Map<string, Ways>();
    this.#longest.set(ends, ofEnds);
    const key = `${shape.id} ${pins.id}`;
    const known = ofEnds.get(key) ?? longestByPins(shape.bits, pins.pins, ends);
    ofEnds.set(key, known);
    return known;
  }
}

/** Pins on a bit → the longest way over bits with as many. */
type Ways = ReadonlyMap<number, number>;

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

/** Nets that narrow instances drive and others read: driver → port → readers, in the order of the netlist. */
function readersOf(
  { wide, spread, copies }: Place,
  timing: TopModel,
): ReadonlyMap<string, ReadonlyMap<string, readonly NetReader[]>> {
  const nets = new Map<string, Map<string, NetReader[]>>();
  const add = (driver: Crossing["driver"], reader: NetReader): void => {
    const ports = nets.get(driver.instance) ?? new Map<string, NetReader[]>();
    nets.set(driver.instance, ports);
    ports.set(driver.port, [...(ports.get(driver.port) ?? []), reader]);
  };
  for (const { instance, module } of spread) {
    const toOutputs = timing.ends.toOutputs(module);
    const behindPs = wide.behindSpread.get(instance.name) ?? 0;
    for (const [port, driver] of Object.entries(instance.inputs)) {
      const ends = toOutputs.get(port) ?? new Float64Array(0);
      const pins = timing.loads.of(module, port);
      add(driver, { part: instance.part ?? "", port, pins, copies: 1, ends, behindPs });
    }
  }
  for (const { driver, reader, port, pins, ends, isShared } of wide.crossings)
    add(driver, { part: reader.part ?? "", port, pins, copies: isShared ? copies : 1, ends, behindPs: 0 });
  return nets;
}

/** Pins on a net that are not this reader's. */
function besidesOf(reader: NetReader, readers: readonly NetReader[]): number {
  let pins = 0;
  for (const other of readers) if (other !== reader) pins += other.pins.largest * other.copies;
  return pins;
}

function buffersOf(readers: readonly NetReader[]): number {
  const [first, ...others] = readers;
  if (first === undefined) return 0;
  let buffers = 0;
  if (others.length === 0) {
    for (const [pins, count] of first.pins.byPins) buffers += count * bufferTree(first.copies, pins).buffers;
    return buffers;
  }
  let [pins, inputs] = [0, 0];
  for (const { pins: each, copies } of readers) {
    pins += each.largest * copies;
    inputs += copies;
  }
  return first.pins.bits * bufferTree(inputs, pins / inputs).buffers;
}
