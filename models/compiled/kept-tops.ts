import type { TopInstance } from "../../generators/contract/index.ts";
import {
  keptValue,
  type KeptHow,
  toList,
  toNumber,
  toText,
  toTuple,
  type KnownTexts,
} from "../../src/core/known-texts.ts";
import type { TopModel } from "../cost/delay/critical-path.ts";
import type { PortPins } from "../cost/delay/port-loads.ts";
import type { Profile, Shape } from "../cost/delay/profile.ts";
import type { NarrowTiming } from "./narrow-top.ts";
import type { PlacedInstance } from "./placed-parts.ts";
import type { SpreadTiming } from "./spread-rows.ts";
import { digestOf, timingKey } from "./top-keys.ts";
import type { Crossing, WideTop } from "./wide-top.ts";

/**
 * Timing of tops that is looked up before it is worked out, under all that it follows from. Lists of numbers (arrivals, pins)
 * are kept once each, by a hash of their content: thousands of lanes have the same ones.
 */
export class KeptTops {
  readonly #timing: TopModel;
  readonly #known: KnownTexts | undefined;
  readonly #names = new WeakMap<Float64Array, string>();
  readonly #lists = new Map<string, Float64Array>();
  readonly #shapes = new Map<string, Shape>();
  /** By name of their list, then by bits of the port. */
  readonly #pins = new Map<string, Map<number, PortPins>>();
  readonly #narrow = new Map<string, NarrowTiming>();
  readonly #keys = new WeakMap<TopInstance, string>();

  constructor(timing: TopModel, known: KnownTexts | undefined) {
    this.#timing = timing;
    this.#known = known;
  }

  /** @param keyOf all that decides on it @param isAsked whether arrivals at the outputs of an instance are asked for */
  narrow(keyOf: () => string, isAsked: (name: string) => boolean, make: () => NarrowTiming): NarrowTiming {
    return this.#kept("narrow", keyOf, {
      make,
      byText: this.#narrow,
      read: (json) => {
        const [pathPs, nets, outputs] = toTuple(json, 3);
        return {
          criticalPathPs: toNumber(pathPs),
          nets: toList(nets, netFrom),
          outputs: new Map(toList(outputs, (each) => namedFrom(each, (ports) => this.#profilesFrom(ports)))),
        };
      },
      write: ({ criticalPathPs, nets, outputs }) => [
        criticalPathPs,
        nets.flatMap(({ part, port, buffers }) => (buffers > 0 ? [[part, port, buffers]] : [])),
        [...outputs].flatMap(([name, ports]) => (isAsked(name) ? [[name, this.#writtenProfiles(ports)]] : [])),
      ],
    });
  }

  /** @param top the instances among which the readers are */
  wide(keyOf: () => string, top: readonly TopInstance[], make: () => WideTop): WideTop {
    return this.#kept("wide", keyOf, {
      make,
      read: (json) => {
        const [pathPs, crossings, spreadNets, behindSpread] = toTuple(json, 4);
        return {
          pathPs: toNumber(pathPs),
          crossings: toList(crossings, (each) => this.#crossingFrom(each, top)),
          spreadNets: new Set(toList(spreadNets, toText)),
          behindSpread: new Map(toList(behindSpread, (each) => namedFrom(each, toNumber))),
        };
      },
      write: ({ pathPs, crossings, spreadNets, behindSpread }) => [
        pathPs,
        crossings.map((each) => this.#writtenCrossing(each)),
        [...spreadNets],
        [...behindSpread],
      ],
    });
  }

  spread(instance: TopInstance, make: () => readonly SpreadTiming[]): readonly SpreadTiming[] {
    return this.#kept("spread", () => digestOf(timingKey(instance)), {
      make,
      read: (json) =>
        toList(json, (each) => {
          const [pins, ends] = toTuple(each, 2);
          return { pins: this.#pinsFrom(pins), ends: this.#list(toText(ends)) };
        }),
      write: (ports) => ports.map(({ pins, ends }) => [this.#writtenPins(pins), this.name(ends)]),
    });
  }

  /** Equal for instances of equal timing in equal number that the same outputs drive. */
  copiesKey({ instance, copies }: PlacedInstance): string {
    let key = this.#keys.get(instance);
    if (key === undefined) this.#keys.set(instance, (key = digestOf(timingKey(instance))));
    return `${instance.copies * copies} ${key}`;
  }

  /** A name of a list of numbers that says what is in it; the list is kept under it. */
  name(list: Float64Array): string {
    const known = this.#names.get(list);
    if (known !== undefined) return known;
    const name = digestOf(list);
    this.#names.set(list, name);
    if (this.#lists.has(name)) return name;
    this.#lists.set(name, list);
    // JSON has no −Infinity.
    const numbers = Array.from(list, (each) => (each === -Infinity ? null : each));
    if (this.#known?.get(`list ${name}`) === undefined) this.#known?.add(`list ${name}`, JSON.stringify(numbers));
    return name;
  }

  #list(name: string): Float64Array {
    let list = this.#lists.get(name);
    if (list === undefined) {
      const json: unknown = JSON.parse(this.#known?.get(`list ${name}`) ?? "");
      list = Float64Array.from(toList(json, (each) => (each === null ? -Infinity : toNumber(each))));
      this.#lists.set(name, list);
      this.#names.set(list, name);
    }
    return list;
  }

  #kept<T>(what: string, keyOf: () => string, how: KeptHow<T>): T {
    return this.#known === undefined ? how.make() : keptValue(this.#known, `${what} ${keyOf()}`, how);
  }

  #writtenProfile({ latestPs, shape }: Profile): unknown {
    return [latestPs, this.name(shape.bits)];
  }

  #profileFrom(json: unknown): Profile {
    const [latestPs, bits] = toTuple(json, 2);
    return { latestPs: toNumber(latestPs), shape: this.#shape(toText(bits)) };
  }

  #shape(name: string): Shape {
    const known = this.#shapes.get(name) ?? this.#timing.arrivals.shapes.of(this.#list(name));
    this.#shapes.set(name, known);
    return known;
  }

  #writtenProfiles(ports: ReadonlyMap<string, Profile>): unknown {
    return [...ports].map(([port, profile]) => [port, this.#writtenProfile(profile)]);
  }

  #profilesFrom(json: unknown): ReadonlyMap<string, Profile> {
    return new Map(toList(json, (each) => namedFrom(each, (profile) => this.#profileFrom(profile))));
  }

  #writtenPins({ pins, bits }: PortPins): unknown {
    return [bits, this.name(pins)];
  }

  #pinsFrom(json: unknown): PortPins {
    const [bits, pins] = toTuple(json, 2);
    const [width, name] = [toNumber(bits), toText(pins)];
    const ofList = this.#pins.get(name) ?? new Map<number, PortPins>();
    this.#pins.set(name, ofList);
    const known = ofList.get(width) ?? this.#timing.loads.ofPins(this.#list(name), width);
    ofList.set(width, known);
    return known;
  }

  #writtenCrossing({ driver, reader, port, pins, ends, isShared }: Crossing): unknown {
    const ways = ends === undefined ? null : this.#writtenProfile(ends);
    return [driver.instance, driver.port, reader.name, port, this.#writtenPins(pins), ways, isShared ? 1 : 0];
  }

  #crossingFrom(json: unknown, top: readonly TopInstance[]): Crossing {
    const [instance, output, name, port, pins, ways, isShared] = toTuple(json, 7);
    const reader = top.find((each) => each.name === name);
    if (reader === undefined) throw new Error("internal: the kept reader is no instance");
    return {
      driver: { instance: toText(instance), port: toText(output) },
      reader,
      port: toText(port),
      pins: this.#pinsFrom(pins),
      ends: ways === null ? undefined : this.#profileFrom(ways),
      isShared: toNumber(isShared) === 1,
    };
  }
}

function netFrom(json: unknown): NarrowTiming["nets"][number] {
  const [part, port, buffers] = toTuple(json, 3);
  return { part: toText(part), port: toText(port), buffers: toNumber(buffers) };
}

function namedFrom<T>(json: unknown, read: (value: unknown) => T): readonly [string, T] {
  const [name, value] = toTuple(json, 2);
  return [toText(name), read(value)];
}
